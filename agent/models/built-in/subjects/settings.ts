import { contentBeside } from '../doubts/residue.ts'
import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { listed } from '../words/listed.ts'

/** What people set. Of a value that a sensor shows something else tells. */
const setting = listed({
  zh: '工艺(?:参数|窗口|条件) (?:设备|机器|运行|加工|生产)?参数 设定值? 设置值',
  en: '(?:process |machine |operating )?(?:settings?|parameters?) | set[- ]?points? | (?:process|operating) (?:window|conditions)',
})
/** A window of one of them is named by it. */
const ofWindow = listed({
  zh: '(?:温度|压力|速度|转速|链速|扭矩|流量|张力|时间)(?:的)?(?:窗口|最佳范围|最优范围)',
  en: '(?:temperature|pressure|speed|torque|flow|force|tension|time|feed|rate) (?:window|range) (?:should|do|would|shall|can) (?:we|i|you|it|the)',
})

/** That one of them moves something, or is to be chosen. */
const moves = listed({
  zh: '影响 决定 导致 引起 造成 有关 相关 关系 解释 驱动 (?:怎么|怎样|如何|咋)(?:调|设|优化) 调到多少 (?:该|应该?|要|得)(?:调|设)(?:成|到|为|在)? 优化 最[佳优好] 推荐 建议 窗口 降低 减少 提高 提升 改善',
  en: 'drives? | affects? | influences? | explains? | matters? | impacts? | determines? | (?:causes?|causing) | behind | correlates? | related | optimi[sz]e | optimal | optimum | best | recommended | reduces? | lowers? | cuts? | improves? | saves? | (?:should|shall) (?:we|i|it|they) (?:be )?(?:run|use|set|adjust|change|tune) | (?:can|could) (?:we|i) (?:adjust|change|tune)',
})
/** What the papers say, what is to be done at once, and what came of a change, is asked elsewhere. */
const elsewhere = listed({
  zh: 'SOP 作业指导书 规程 手册 说明书 文件 标准 规定 按照?.{0,6}要求 文档 步骤 报警 告警 提醒 通知 工单 (?:调|设|改)(?:成|到|为|至)\\s*-?\\d (?:调|改|换|动|设)[过完]?了.{0,6}(?:参数|设定) (?:参数|设定)[^,，。?？]{0,4}(?:调整?|改动?|变更?|变化)(?:了|后|之后|以后)',
  en: '(?:according to|per|by|in) (?:the |our )?(?:sop|manual|procedure|document|documentation|instructions?|standard|spec|specification|control plan) | (?:changed|adjusted|tweaked|tuned|altered) | (?:after|since) (?:the |we |i |they )?(?:chang|adjust|tweak|tun)(?:ed|ing|e) | sop | manual | procedure | alarms? | alerts? | notify | tickets? | (?:set|change|raise|lower|reduce|increase|adjust)\\b[^?]*\\bto -?\\d[\\d.]*',
})

const responses = [
  [
    'scrap_ratio',
    listed({
      zh: '报废 废品 不良 质量 品质 合格 良率 次品',
      en: 'scrap | rejects? | reject rate | quality | yield | defects?',
    }),
  ],
  [
    'energy_per_piece',
    listed({ zh: '能耗 耗电 用电 电耗 能源 节能 省电', en: 'energy | power | electricity | kwh' }),
  ],
  [
    'effectiveness',
    listed({
      zh: '速度损失 节拍 产能 性能 提速 效率 产量',
      en: 'cycle times? | throughput | performance | effectiveness | faster | output | speed loss(?:es)?',
    }),
  ],
] as const

/** What is said beside, and names nothing of the plant. */
const beside = listed({
  zh: '温度 压力 速度 转速 链速 扭矩 流量 张力 时间 历史 数据 上 里 中 才 最低 最高 最小 最大 多少 什么 哪[些个种] 机台? 设备 机器 产线',
  en: 'temperature | pressure | speed | torque | flow | force | tension | feed | rate | history | data | machines? | lines? | plant | most | least | lowest | highest | use | run | set | range | window | how | best | better | less | more | losses | loss',
})

/** `which settings drive scrap on filler 2`, `怎么调参数能降低能耗`: told from history, not from papers. */
export function readSettings(question: Question, reading: Reading): Reading | null {
  const { said } = question
  const isAsked = ofWindow.test(said) || (setting.test(said) && moves.test(said))
  if (!isAsked || elsewhere.test(said)) return null
  const response = responses.find(([, words]) => words.test(said))?.[0]
  const meant = meantOf(reading, said)
  const { ambiguous, equipment, sites, products } = meant
  const isNamed = [equipment, sites, products].some((some) => some.length > 0)
  const known = [setting, moves, ofWindow, beside, ...responses.map(([, words]) => words)]
  const left = isNamed || ambiguous !== undefined ? null : contentBeside(question, ...known)
  return {
    ...{ ...meant, intent: 'settings', metrics: [], dimensions: [] },
    ...(response === undefined ? {} : { response }),
    ...(left === null ? {} : { unknown: left }),
  }
}

/** Of a class that is named each machine is told, or the one of that number: `灌装机2号`. */
function meantOf(reading: Reading, said: string): Reading {
  const { ambiguous, ...rest } = reading
  if (ambiguous?.all !== true || rest.equipment.length > 0) return reading
  const number = /(\d+)\s*(?:号|#)/u.exec(said)?.[1]
  const numbered = ambiguous.choices.filter(({ zh }) => zh.startsWith(`${number}号`))
  const all = numbered.length > 0 ? numbered : ambiguous.choices
  return { ...rest, equipment: all.map(equipmentOf) }
}

type Choice = NonNullable<Reading['ambiguous']>['choices'][number]

const equipmentOf = ({ id, siteId, level = 'machine' }: Choice) => ({ id, siteId, level })
