import type { Intent, Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import type { ParseContext } from '../typed/look-at.ts'
import { listed } from '../words/listed.ts'
import { occasions } from '../words/plain/asides.ts'
import { lates } from '../words/record-words.ts'
import { lookedUp } from './looked-up.ts'
import { isAside, openers } from './narrows.ts'

const told = new Set<Intent>(['kpi', 'explain', 'state', 'tickets', 'orders', 'stock'])

/** Those, and others that only end a question: `plus VAT`, `times two`, `according to SAP`. */
const opener = `${openers}|till|whenever|once|adjusted|counting|plus|minus|times|every|against|versus|due|according|caused|from|between|based|weighted|just|net|ignoring|within|across|and|that|which|who|about|over|raised|reported|opened|logged|linked|related|waiting|filed`
const english = new RegExp(
  `(?<![\\w-])(?:${opener})(?:\\s\\w[\\w'’-]*){1,6}(?=\\s*(?:[,.;?!]|$)|\\s{3,})`,
  'giu',
)
/** `外协的`, `天热的时候`, `按客户分`, `乘以二`: up to a name, a time or the end of a clause. */
const chinese =
  /(?<=^|[,,。;\s])(?:[\p{Script=Han}\dA-Z]{2,8}(?:的|时候?|期间|过程中|以来|[以之][前后]|之间)|人均|每[批人]|满速时?|(?:按|[只光]算|除|因为|由于|乘|加上|减|对比|[和跟与]|不看|只看|并)\p{Script=Han}{1,7})(?=\s*(?:[,,。;??!!]|$)|\s{2,})/gu

/** Words that no phrase is about. */
const empty = new RegExp(
  `\\b(?:${opener}|the|an?|of|our|its|their|his|her|to|this|that|these|those|it|is|are|was|has|been|have|did|do|does|any|each|all|one|two|both|more|most|over|than|so|up|out)\\b`,
  'giu',
)
/** Phrases that say how one asks, or all that there is; and those that ask. */
const idle = listed({
  zh: `
    哪 什么 几 多少 怎么 咋 谁 吗 一下 整体 全部 所有 总体 [三全各两]个?厂 集团 公司 工厂的 车间里 [那这]边 咱们? 我们 老板 领导 [给让]我?\\p{Script=Han}{0,2}看 [我你]要 详细 具体 准确 大概 最新 新开 维修的 订单的 送货的
    [没未] 完 拖 按(?:[天日周月]|分钟|小时|单件|物料|次数|时间|时长|件数) (?<!我)那个班 同比 环比 分开 分别 (?<!上班|工作|加班)时间 天天 [跟和]我 的话
  `,
  en: `
    please | pls | plz | min | mins | secs? | hrs? | present | moment | minute | now | rn | today | by side | others | (?:week|day|month) before | repairs | month of | poorest | each of the | how | when | which | what | who | why | money | cash | percent(?:age)? | (?<!working )(?<!office )hours | minutes | days | points | (?:good )?(?:pieces|pcs|units|cartons|boxes|bottles|boards) | kwh |
    total | general | average | detail | words | short | numbers? | figures? | table | chart | graph | list | line | customer | leave | ${occasions.replaceAll('|', ' | ')} | books | record | go | turn | me | us | you | i | we | my | boss | place | stock |
    (?:the|our|every|any|all|each|whole|entire|three|single) (?!other)(?:\\w+ )?(?:plants?|sites?|factor(?:y|ies)|group|company|lines|machines|floor|shop) | the (?:group|company|whole|clock|way|floor|year|top|moment|end) |
    due (?:time|date|in) | with (?:its|their) (?:delivery )?(?:dates|deliveries) | for (?:ages|long|sure|good|once|certain) | from start \\w+ \\w+ | on time | (?:per|for (?:each|every)) (?:day|week|month|hour|shift)(?: of)? | due dates? | yet | (?:any|it|they) did | day before | one before | on top | per (?:piece|pc|board|carton|unit|part|item) | by (?:machine|line|team|shift|product|hour|day|week|month|site|plant|reason|supplier|material|far|now|then|any chance|name) | order | least | worst | first | last | best
  `,
})

/**
 * A phrase of which nothing came: read without it, the question asks the same. Each of its words may be known,
 * as in `for rush orders`, and yet the figure told would be that of all.
 */
export function unusedPhrase(
  reading: Reading,
  { question, context }: { question: Question; context: ParseContext },
  read: (said: string) => Reading[],
): string | undefined {
  if (!told.has(reading.intent)) return undefined
  const { said, rest } = question
  const phrases = [...rest.matchAll(english), ...rest.matchAll(chinese)].filter(
    (one) =>
      !saysLittle(one[0]) &&
      !isSaidAgain(reading, one[0]) &&
      !runsIntoName(one, question) &&
      !isAside(one.index, question),
  )
  const calls = phrases.length === 0 ? null : lookedUp([reading], context)
  if (calls === null) return undefined
  const found = phrases.find(({ index, 0: phrase }) => {
    const without = said.slice(0, index) + said.slice(index + phrase.length)
    const [other, ...more] = read(without.replace(/^[\s,,]+|[\s,,]+(?=[??。.]?$)/gu, ''))
    return other !== undefined && more.length === 0 && lookedUp([other], context) === calls
  })
  return found?.[0].trim()
}

/** `and email it to me`, `times two`: something is to be done with the answer. */
const isWish =
  /^(?:and\s+(?!(?:the|an?|its|their|who|what|in|of|on|at|for|from|since|by|how|when|which|where|why|if|is|are|was|were|did|does)\b)|times\s)/iu
const saysLittle = (phrase: string): boolean => !isWish.test(phrase) && saysNothing(phrase)
/** `哪些要黄,赶不上交期的`: of late orders it is said twice. */
const isSaidAgain = ({ onlyLate }: Reading, phrase: string): boolean =>
  onlyLate === true && lates.exec(phrase)?.index === 0
const saysNothing = (phrase: string): boolean =>
  idle.test(phrase) || !/[a-z]{3}|\p{Script=Han}/iu.test(phrase.replace(empty, ''))

/** `on scrapped motor control boards`: what it says belongs to the name behind it. */
function runsIntoName(found: RegExpExecArray, { said, rest, times }: Question): boolean {
  const end = found.index + found[0].length
  const isGap = /^\s{2,}/u.test(rest.slice(end)) && rest.slice(end).trim() !== ''
  return isGap && !times.some(({ start }) => start >= end && said.slice(end, start).trim() === '')
}
