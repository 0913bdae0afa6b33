import { oneOf } from '../words/listed.ts'

/** Who asks, and what for: what people say around a question, as lists that make one pattern. */

/** The same for words of which some are several: those stand between bars. */
const phrases = (words: string): string =>
  `(?:${words
    .trim()
    .split(/\s*\|\s*/u)
    .map((one) => one.replaceAll(' ', '\\s+'))
    .join('|')})`

const zhPeople = oneOf(`
老板 领导 财务 客户 厂长 主任 经理 总监 总部 集团 审计 质量部 品质 生产部 销售 采购 计划员 设备科 设备部 质量 工艺 班长 班组长
组长 车间主任 主管 总经理 副总 老总 董事长 上头 上面 师傅 同事 隔壁 物流 仓库 品管 质检 体系 外方 甲方 安环 调度 人事 业务
`)
const zhUrging = oneOf(
  '又 在 正 急着? 马上 老 一直 天天 刚 刚刚 追着 盯着 催着 今天 一会儿 等会儿 待会儿 明天 下午 早上',
)
const zhWanting = oneOf('要(?!迟|延|晚) 问 过问 催 等着? 想 让 叫 说')
const zhMeetings = oneOf(
  '早会 晨会 例会 周会 月会 会议 开会 汇报 报告 报表 周报 月报 日报 PPT 交接班(?=要|用) 班前会 生产会 碰头会 总结 述职 台账 看板 邮件',
)
const zhForMeetings = `(?:(?:[开做写填发贴]|准备|上)?个?${zhMeetings})`

const enPeople = oneOf(`
operators? maintenance quality planning planner production supervisor engineer(?:ing)? logistics purchasing sales finance warehouse procurement dispatch scheduling customers? marketing qa qc hse
shift\\s+lead(?:er)? team\\s+lead(?:er)?
`)
const enBosses = phrases(
  'boss | plant manager | manager | management | director | finance | head office | hq | customer | auditor | supervisor | gaffer | ceo | coo | cfo | vp',
)
const enWanting = phrases('wants | needs | asks | asked | is asking | keeps asking | wanted')
const enMeetings = oneOf(`
meeting report presentation slides? review audit handover newsletter dashboard
deck ppt powerpoint letter newsletters? spreadsheet standup stand-up huddle email e-mail memo call records? files? paperwork board summary write-up writeup
`)
const enKinds = oneOf(
  'morning weekly daily \\w+day month-?end year-?end monthly shift production management board quarterly annual status exec ops safety tier gemba \\d{1,2}(?::\\d\\d)?(?:\\s*[ap]\\.?m\\.?)?',
)
const told =
  '(?:called|phoned|rang|emailed|e-mailed|wrote|complain(?:s|ed|ing)?|came|visit(?:s|ed|ing)?|shout(?:s|ed|ing)?|moan(?:s|ed|ing)?|chas(?:es|ed|ing)|push(?:es|ed|ing)|press(?:es|ed|ing)|nag(?:s|ged|ging)?|upset|unhappy|angry|mad|furious|nervous|worried|here|coming)'
const articles = "(?:(?:the|a|an|my|our|today's|tomorrow's|this|his|her|their)\\s+)*"

const patterns = [
  // `break it down by line` is no breakdown.
  '\\bbreak\\s+(?:it|this|that|them)\\s+down\\b',
  // `for the monthly`.
  '\\bfor\\s+(?:the|my|our)\\s+(?:daily|weekly|monthly|quarterly)\\s*$',
  // `老板又要看`, `财务在催`.
  `${zhPeople}(?:那边|这边|部|们|总)?${zhUrging}*${zhWanting}(?:看|了解|数据?|我(?!们)|个|知道|着)*`,
  // a surname with a form of address, and what that person wants to know.
  `(?<!\\p{Script=Han})(?:[小老]\\p{Script=Han}|\\p{Script=Han}{1,2}(?:工|总|师傅|经理|主任|班长|科长|厂长|姐|哥|部长))(?:那边)?${zhUrging}*${zhWanting}(?:看|数据?|我(?!们)|个|知道|着)*`,
  // `周一早会数据:`.
  `^(?:[下本这]?个?(?:周|星期|礼拜)[一二三四五六日天]|[明今后]天|[上下]午|早上)的?${zhForMeetings}(?:要?用的?)?(?:数据|材料|资料|数)?\\s*[::,,]`,
  // `我是新来的采购`, `我刚接班`.
  '^(?:您好|你好|早上?好|师傅)?[\\s,,]*我(?:是|刚)[^\\s,,。??!!]{1,10}(?=[\\s,,。])',
  // `做成本分摊要用`, `采购例会要点名`.
  '[,,]\\s*做[^\\s,,。??!!\\d]{2,6}(?:要|得)用(?:的)?',
  `${zhPeople}?${zhMeetings}要点名`,
  // `开早会要用`, `写周报`.
  `${zhForMeetings}[上里]?(?:要|用|讲)+的?`,
  `[要得想需](?:去)?(?:[开做写填交发贴]|准备)(?:个|一?份)?${zhMeetings}`,
  // `line 3 operator here`, `quality is asking`.
  `\\b(?:\\w+\\s+\\d+\\s+)?${enPeople}(?:\\s+here\\b|\\s+(?:is\\s+)?(?:asking|speaking|wondering|wants\\s+to\\s+know)\\b|\\s+question\\b\\s*:?)[\\s,:-]*`,
  // `sales 在催`.
  `\\b(?:${enPeople}|${enBosses})\\s*${zhUrging}*${zhWanting}(?:看|数据?|我(?!们)|个|知道|着)*`,
  `(?:the\\s+|my\\s+|our\\s+)?\\b${enBosses}\\s+${enWanting}(?:\\s+(?:for|to\\s+(?:know|see)|me))*(?:\\s+(?:it|this|that|them)\\s+(?:by|before|b4|at|until)\\s+(?:\\d{1,2}(?::\\d\\d)?(?:\\s*[ap]\\.?m\\.?)?|noon|lunch|tonight))?`,
  // `our customer complained of low fill: …`, `Just back from leave, …`: what happened, before the question.
  `(?<=^|[.!?,;]\\s*)(?:the\\s+|my\\s+|our\\s+|a\\s+)?(?:${enPeople}|${enBosses})\\s+(?:(?:just|has|have|had|is|was|are|were|keeps?|been|so|very|again)\\s+)*${told}\\b[^.!?:;,]*[.!:;,-]\\s*(?=\\S)`,
  "(?<=^|[.!?,;]\\s*)(?:i(?:\\s+am|\\s+was|'m|m|\\s+have|'ve)?\\s+)?(?:(?:just|only|been|got)\\s+)*(?:back|returned|away|off|out)\\s+(?:from|on|with|of)\\s+(?:\\w+\\s+)?(?:leave|holidays?|vacation|sick|flu|trip|office|training|travel)\\b[^.!?:;,]*[.!:;,-]\\s*(?=\\S)",
  // `for the weekly report`.
  `\\bfor\\s+${articles}(?:(?:${enKinds}|customer)\\s+)*${enMeetings}\\b`,
  // `before I walk into the Monday review`: its day is not asked about.
  `\\b(?:into|before|ahead\\s+of|to)\\s+${articles}(?:${enKinds}\\s+)+${enMeetings}\\b`,
]

/** `Quality asks for the Cmk`: a department, whose name is that of a figure too. */
export const askers = new RegExp(
  `^(?:the\\s+)?${enPeople}(?:\\s+(?:team|department|people))?\\s+${enWanting}\\s+(?:(?:for|about|us|me|to\\s+(?:know|see))\\s+)+`,
  'iu',
)

export const asides = new RegExp(patterns.join('|'), 'giu')
