import type { Entry } from '../lexicon/entry.ts'
import type { Intent } from '../reading.ts'
import type { Question } from '../slots/question.ts'

/** Intents that answer from a part of the plant, where a name left out would change the figure. */
const ofThePlant = new Set<Intent>([
  'kpi',
  'cause',
  'state',
  'health',
  'tickets',
  'orders',
  'schedule',
])

const months =
  'Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?'
const days = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day'
/** Capitals that name no place. */
const common = new RegExp(
  `^(?:${months}|${days}|Q[1-4]|H[12]|I|A|OEE|KPIs?|MTBF|MTTR|FPY|PPM|OK|PM|AM|CNC|SMT|ISO)$`,
  'u',
)

const englishPlace = /\b(?:of|at|in|for|from)\s+(?:the\s+)?(\p{Lu}[\p{L}\d-]*)/gu
/** `一车间`, `hall 2`, `second floor`: parts of a plant that no name of it covers. */
const aPart =
  /(?:[一二三四五六七八九\d]+号?|[A-Z]|[东南西北新老前后])(?:车间|厂房|号?楼|跨|区(?!间|别|分))|\b(?:first|second|third|fourth|ground|\d(?:st|nd|rd|th)|north|south|east|west|old|new|upper|lower)\s+(?:floor|hall|building|bay|wing|workshop|shop)\b|\b(?:hall|building|bay|floor|workshop|zone)\s+(?:\d+|[A-Z])\b/gu
/** `new products`, `repaired parts`: some of them, that no record tells from the others. */
const aKind =
  /\b(?:new|old|repaired|returned|used|special|temporary)\s+(?:products?|parts?|pieces|machines?|operators?|workers?|materials?)\b/giu
/** `张师傅上周做了多少件`: what one person did, no record tells. Whoever is addressed or asks stands before a comma or a wish. */
const aPerson =
  /(?<!\p{Script=Han})(?:[小老大]\p{Script=Han}|[张王李赵刘陈杨黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严武孔向汤]\p{Script=Han}?)(?:师傅|班长|组长|经理|主任|姐|哥)(?!\s*[,,:::]|那边|让|叫|问|说|要|想|催)/gu
const englishSite = /\b([\p{L}][\p{L}\d-]*)\s+(?:plant|site|factory|works)\b/giu
const anySite =
  /^(?:the|this|that|our|my|your|a|an|each|every|all|best|worst|top|bottom|lowest|highest|which|what|whole|entire|any|one|per|by|and|other|same|of|in|at)$/iu
const assetId = /\b[A-Z]{2,}(?:-[A-Z0-9]+)*-?\d{2,}\b|\b[A-Z]{2,}(?:-[A-Z]+)*-[A-Z]*\d+\b/g
const numberedMachine =
  /\b(?:machine|line)\s+(?:no\.?\s*|number\s+|#)?\d+\b|(?:\d+|[一二三四五六七八九十]+)\s*号(?:机床?|设备|机台|线)/giu

const team =
  /[甲乙丙丁戊己庚辛壬癸]班(?![组次])|(?<![A-Za-z])[A-Z]班(?![组次])|\b(?:[Tt]eam|[Cc]rew)\s+(?:[A-Z]|\d+)\b|\b[A-Z]?\d+\s*线|\b[A-Z]-\d{2,}\b/gu

/** Words that may stand before 工厂 or at the start without naming anything. */
const chineseFiller =
  /请问|帮我|看一?下|查一?下|最近|近期|现在|目前|当前|今天|今日|昨天|昨日|上个?周|本周|这周|上个?月|本月|去年|今年|过去|哪[个一家些]?|各个?|[一二两三四五六七八九十\d]+[个家]|每[个一家]?|所有|全部|整个|全|本|我们|咱们|公司|集团|这[个家]?|那[个家]?|该|其他|的|在|和|与|比|是|按|分|停|出/gu
const chineseSite = /(\p{Script=Han}{2,4})(?:工厂|厂区|分厂|基地)/gu

/**
 * A name of a place or machine that the question speaks of and that nobody of this reader's plant
 * bears: to leave it out would answer another question than was asked.
 */
export function unknownName(question: Question, intent: Intent): string | null {
  if (intent === 'search') return unknownMember(question) ?? unknownMachine(question)
  if (!ofThePlant.has(intent)) return null
  const { rest } = question
  const member = unknownMember(question)
  if (member !== null) return member
  const named = [assetId, numberedMachine, team, aPart, aKind, aPerson].flatMap((names) =>
    [...rest.matchAll(names)].map(([all]) => all),
  )
  const places = [...rest.matchAll(englishPlace)].map(([, name = '']) => name)
  const sites = [...rest.matchAll(englishSite)]
    .map(([, name = '']) => name)
    .filter((name) => !anySite.test(name))
  const chinese = [...rest.replace(chineseFiller, ' ').matchAll(chineseSite)]
  const all = [...named, ...places.filter((name) => !common.test(name)), ...sites]
  return all.concat(chinese.map(([, name = '']) => name)).find((name) => name !== '') ?? null
}

/** `CNC-42` where there are eight: a code of a document begins otherwise. */
function unknownMachine({ rest, lexicon }: Question): string | null {
  const kinds = new Set(
    lexicon.entries
      .filter(({ kind, level }) => kind === 'equipment' && level === 'machine')
      .flatMap(({ id }) => id.split('-').filter((part) => /^[A-Z]{2,}$/u.test(part))),
  )
  const named = [...rest.matchAll(assetId)].map(([id]) => id)
  return (
    named.find((id) =>
      kinds.has(
        id
          .replace(/-?\d+$/u, '')
          .split('-')
          .at(-1) ?? '',
      ),
    ) ?? null
  )
}

const numberBefore = /(?:\d+|[一二三四五六七八九十]+)[号#]\s*$/u
/** `3号灌装机` speaks of no day, unless its month stands before. */
const numberRightBefore = /(?<![月\d一二三四五六七八九十])(?:\d+|[一二三四五六七八九十]+)[号#]$/u
const numberAfter =
  /^\s*(?:no\.?\s*|number\s+|#)?\d+\b(?!\s*(?:%|[月日号点年天周个分次件台张]|小时|days?|hours?|h\b|min|weeks?|months?|pcs|pieces|st\b|nd\b|th\b)|[-/.:]\d)/iu

const isNumberless = ({ kind, zh, en }: Entry): boolean =>
  kind === 'class' || (kind === 'equipment' && !/\d|[一二三四五六七八九](?=线)/u.test(zh + en))

/** `filler 9` of a plant with two: a number beside the name of a class. */
function unknownMember({ said, rest, mentions, times }: Question): string | null {
  // `11月1号到15号磨床`: that number is a day.
  const isDay = (at: number) =>
    times.some(({ start, end }) => end === at && /[月到至~-]/u.test(said.slice(start, end)))
  const found = mentions
    .filter(({ start }) => !isDay(start))
    .filter(
      ({ entries, text }) => entries.every(isNumberless) && !/[\d一二三四五六七八九]/u.test(text),
    )
    .map(({ text, start, end }) => {
      const before =
        (numberBefore.exec(rest.slice(0, start)) ??
          numberRightBefore.exec(said.slice(0, start)))?.[0] ?? ''
      const after = numberAfter.exec(rest.slice(end))?.[0] ?? ''
      return before + after === '' ? null : before + text + after
    })
  return found.find((one) => one !== null) ?? null
}
