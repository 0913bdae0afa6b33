import { escapePattern } from '../../../../base/escape-pattern.ts'
import { readStockSupposed, withoutSupposed } from '../acts/stock-supposed.ts'
import { narrowingAttribute } from '../doubts/attribute.ts'
import { leftOut } from '../doubts/doubts.ts'
import { contentBeside } from '../doubts/residue.ts'
import type { Reading } from '../reading.ts'
import { entriesOf, type Question } from '../slots/question.ts'
import { amount, daysBetween, isoDay, type Today, weekdayOf } from '../time/calendar.ts'
import { dayToCome } from '../time/coming-days.ts'
import { listed } from '../words/listed.ts'

/** That something will lack: a day, a chance, or whether. What lasts how many days is a figure. */
const runsOut = listed({
  zh: `
    (?:会不会|会|要|快)见底 断[^,,。]{0,2}[料货供瓶板钢件片](?!原因|停|时间|了几|了多) (?:会|要|将)断(?![电网线路裂刀丝针开续气水]) (?:撑|扛|顶)(?:不|得)+(?:撑|扛|顶|住)+ (?:什么时候|啥时候|何时|几号|哪[一]?天|几时)[^,,。]{0,4}断(?![电网线路裂刀丝针])  (?:会不会|会|是否会?|可能|风险|将|要).{0,6}(?:缺料|缺货|不够用?|用完|用光|没料) (?:缺料|缺货|用完|用光|没料)[^,,。]{0,3}(?:的?风险|可能|吗)
    (?:什么时候|啥时候|何时|几号|哪[一]?天|几时)[^,,。]{0,6}(?:用完|用光|用尽|耗尽|见底|没料?了?|不够用?|缺料|缺货) (?:撑|用|够|顶|熬|挺|坚持|维持)(?:用|得|不)*到(?=[^,,。]{0,4}(?:时候|几号|哪天|[月周日号天末底]|星期|礼拜)) 库存[^,,。]{0,4}(?:推演|预测|走势预测|会怎么?样) (?:要|该|得|需要?)(?:补|订|买|下|进)(?:多少|几) 够不够用 料够不够 (?:会|要|快|将)(?:缺|断)(?:什么|啥|哪[些种])\\S{0,2}料 哪[些几个种]\\S{0,4}料(?:会|要|快|将)(?:缺|断|没|完|不够)
    (?:最[晚迟]|什么时候|啥时候|何时|哪天|几号)[^,,。]{0,6}(?:要|该|得|需要|必须)?(?:下(?:采购)?单|补单|补货|订货|请购) (?:哪[些种个]|什么|啥|有没有)[^,,。]{0,4}料[^,,。]{0,12}风险 (?:要|该|得)?(?:啥时候|什么时候|几时|几号|哪天)(?:要|该|得)?(?:下单|补货|订货|请购)
  `,
  en: `
    (?:when|will|would|going to|about to|risk of|danger of|likely to|might|may|could|can|before|until|which|what|do|does|if)\\b[^?]*\\b(?:run(?:s|ning)?|ran) (?:out|short|dry) | (?:runs?|running) out (?:by|before|within|this|next|in|when|until) | stock[- ]?outs? | out of stock
    | (?:which|what|any|list|show)\\b[^?]*\\bmaterials?\\b[^?]*\\bat risk | last(?:s)? (?:us )?(?:for )?(?:the next|another) | last(?:s)? (?:us )?(?:until|till|through|to|beyond|past) | (?:enough|sufficient)\\b[^?]*\\b(?:until|till|through|for) | see us through | (?:what|which)\\b[^?]*\\b(?:have to|need to|must|should) (?:i |we )?(?:re-?)?order(?!\\s+\\S*\\d) | (?:have to|need to|must|should|do) (?:i|we) (?:have to |need to )?re-?order | do (?:i|we) need to order | how long\\b[^?]*\\bruns? (?:out|dry|short) | (?:projected|projection of|forecast of) (?:the |our )?(?:stock|inventory) | (?:stock|inventory|materials?) (?:projections?|forecasts?|outlook) | how (?:much|many)\\b[^?]*\\b(?:should|must|need to|have to|do) (?:we|i) (?:re-?)?order | days? left
    | when (?:do|must|should) (?:i|we) (?:have to |need to )?order | how risky\\b[^?]*\\bsupply | supply\\b[^?]*\\brisk
    | (?:when|latest|by when|how late)\\b[^?]*\\b(?:reorder|re-order|order more|place an order)
  `,
})
/** The words of it, one by one: between them may stand a name that nobody here knows. */
const ofRunningOut = listed({
  zh: '料?够不够用? [撑顶扛用]到 (?:撑|扛|顶)(?:不|得)+(?:撑|扛|顶|住)+ 停[线产] 断[料货供]? 缺[料货]? 用[完光尽] 耗尽 见底 没料?了? 不够用? 会不会 是否会? 可能 将 什么时候 啥时候 何时 几号 哪[一]?天 几时 顶 熬 挺 坚持 维持 用得? 到 推演 走势? 预测 该 得 需要 必须 下单 补货 订货 请购',
  en: 'run(?:s|ning)? | ran | outlook | projections? | left | much | should | need | must | stock[- ]?outs? | lasts? | sufficient | see | supply | risky | when | danger | inventory | place | reorder',
})
/** How much there is of a material that is named; how many days it lasts is a figure. */
const onHand = listed({
  zh: '(?:还|现在?|现|库存)(?:剩|有)(?:下|余)?(?:多少|几)(?!天|个?月) (?:剩|余)(?:下|余)?(?:多少|几)(?!天|个?月) 库存(?:还?有|是|剩)?多少(?!天) 现有多少 还有没有(?:货|库存)? 还有吗',
  en: 'how (?:many|much)\\b(?![^?]*\\bdays?\\b)[^?]*\\b(?:left|in stock|on hand|remain(?:s|ing)?|do we (?:still |currently )?have) | (?:is|are) (?:there )?(?:any|still)\\b[^?]*\\bleft | left | still (?:in stock|on hand)',
})
/** Of a ranking by a figure, or of what has been, something else tells. */
const ofFigures = listed({
  zh: '库存天数 (?:上个?月|上周|昨天|去年) 质保 保修',
  en: 'days of (?:stock|cover|supply) | stock days | going by | warranty | last (?:week|month|year) | yesterday | (?:did|have|has|had) (?:we |it |they )?(?:run|ran)',
})
/** What is said beside, and says no more. */
const beside = listed({
  zh: '悬不悬 悬 物料 原料 材料 料 库存 风险 未来 接下来 之内 以内 如果 假如 要是 万一 的话 供应商 到货 交货 来货 采购 订单 怎么?样 影响 哪[些个种] 需求 用量 增加 上[升涨] 减少 现在 最[晚迟] 还能 能不能 撑 够不够 够用? 哪样 先没 单子? 订单 [下本这]?个?月[底初末] 周末 年底 圣诞节? 元旦 国庆',
  en: `materials? | parts? | stocks? | inventory | risks? | at risk | supplier | suppliers | deliver(?:y|ies|s) | what if | what happens | late | later | delayed | behind | short | dry | low | out | last | enough | warehouse | now | demand | usage | consumption | up | more | less | higher | lower | next | coming | days? | weeks? | reorder | re-order | order | latest | projected | projection | forecast | likely | anything | purchase | line | percent | by | christmas | xmas | new year`,
})

/** `when do we run out of steel`, `两周内哪些料会断`, `what if Eastport is 5 days late`. */
export function readStockOutlook(question: Question, reading: Reading): Partial<Reading> | null {
  const { said, today } = question
  const stock = readStockSupposed(question, reading)
  const isOnHand = reading.materials.length > 0 && onHand.test(said)
  const isAsked = (runsOut.test(said) || isOnHand) && !ofFigures.test(said)
  // Of an order or a machine the planner tells.
  if (reading.equipment.length > 0 || reading.products.length > 0) return null
  if (!isAsked && (stock === null || !asks.test(said))) return null
  const days = daysShown(said) ?? daysAhead(withoutSupposed(said), today)
  const numbers = [stock?.demandPercent, stock?.riskPercent].map((one) =>
    Math.abs(one ?? Number.NaN),
  )
  const rest = withoutSupposed(question.rest)
    .replace(ahead, ' ')
    .replace(/\d+(?:\.\d+)?/gu, (digits) => (numbers.includes(Number(digits)) ? ' ' : digits))
  const named = reading.materials
  const left = contentBeside({ ...question, rest }, ofRunningOut, beside)
  const alike = left === null || named.length > 0 ? [] : bearing(left, question)
  const isMeant = alike.length === 1
  // Beside a material that is named, a word more says how one asks when it runs out; `frozen stock` is another stock.
  const isToCome = stock !== null || runsOut.test(said)
  const unread = named.length > 0 && isToCome ? null : left
  const without =
    leftOut(question) ?? (isToCome ? undefined : narrowingAttribute(reading, question))
  return {
    ...{ intent: 'stock', metrics: [], dimensions: [] },
    stock: { ...stock, ...(days === undefined ? {} : { days }) },
    sites: sitesOf(question, reading),
    ...(isMeant ? { materials: alike } : {}),
    ...(unread === null || isMeant ? {} : { unknown: unread }),
    ...(without === undefined ? {} : { unknown: without, unusable: true as const }),
  }
}

/** `bar stock`: the one material that has the word in its name. */
function bearing(word: string, { lexicon }: Question): string[] {
  const said = word.toLowerCase()
  const materials = lexicon.entries.filter(({ kind }) => kind === 'material')
  const whole = materials.filter(
    ({ zh, en }) => zh.includes(said) || en.toLowerCase().split(/\W+/u).includes(said),
  )
  const alike = whole.length > 0 ? whole : materials.filter(({ zh }) => isShortFor(said, zh))
  return alike.map(({ id }) => id)
}

/** `四层板` of 四层电路板, `瓶子` of 玻璃瓶: its characters stand there in that order. */
function isShortFor(said: string, name: string): boolean {
  const own = [...said.replace(/子$/u, '')]
  const pattern = own.map((one) => escapePattern(one)).join('.*')
  return own.length > 0 && /^\p{Script=Han}+$/u.test(said) && new RegExp(pattern, 'u').test(name)
}

/** A supposition alone is no question, `Eastport is 5 days late`. */
const asks =
  /如果|假如|假设|要是|万一|倘若|怎么?样|咋样|影响|吗|会|[??]|\b(?:what|if|how|which|when|will|would|suppose|assuming)\b/iu

/** Where a material or a supplier that is named belongs. */
function sitesOf(question: Question, { sites, materials }: Reading): string[] {
  if (sites.length > 0 || materials.length > 0) return sites
  const named = entriesOf(question, 'supplier').flatMap(([one]) => one?.siteId ?? [])
  return [...new Set(named)]
}

/** `看60天`: how many days are to be shown. */
function daysShown(said: string): number | undefined {
  const days = Number(/看\s*(\d+)\s*天/u.exec(said)?.[1])
  return days >= 1 ? Math.min(mostDays, days) : undefined
}

const mostDays = 90
/** `3 weeks`: so far ahead. */
const ahead = new RegExp(`${amount}\\s*(?:个?(?:天|日|周|星期|礼拜)|(?:days?|weeks?)\\b)`, 'giu')

/** Local days from today to the end of what is spoken of; undefined where no time is. */
function daysAhead(said: string, today: Today): number | undefined {
  const { year, month, day } = today
  const end = endOfSpan(said, today) ?? dayToCome(said, today)
  if (end === undefined) return undefined
  const days = Math.round(daysBetween(isoDay(year, month, day), end))
  // `the next 10 days` are ten; a day that is named is one of them.
  const last = said.search(ahead) >= 0 ? 0 : 1
  return days < 0 ? undefined : Math.min(mostDays, days + last)
}

/** A week or a month that is named as a whole ends with its last day. */
function endOfSpan(said: string, today: Today): string | undefined {
  const { year, month, day } = today
  const sunday = day + 6 - weekdayOf(today)
  const [, end] = spans.find(([words]) => words.test(said)) ?? []
  return end === undefined ? undefined : isoDay(...end({ year, month, day: sunday }))
}
type Ymd = { year: number; month: number; day: number }
type End = (sunday: Ymd) => [number, number, number]
const aDay = '(?![一二三四五六日天末])'
const spans: [RegExp, End][] = [
  [
    new RegExp(`下(?:个|一)?(?:周|星期|礼拜)${aDay}|\\bnext\\s+week\\b(?!end)`, 'iu'),
    ({ year, month, day }) => [year, month, day + 7],
  ],
  [
    new RegExp(`[本这](?:个|一)?(?:周|星期|礼拜)${aDay}|\\bthis\\s+week\\b(?!end)`, 'iu'),
    ({ year, month, day }) => [year, month, day],
  ],
  [/下个?月(?!\d|份?\d)|\bnext\s+month\b/iu, ({ year, month }) => [year, month + 2, 0]],
  [/[本这]个?月(?!底|\d)|\bthis\s+month\b/iu, ({ year, month }) => [year, month + 1, 0]],
]

/** How long the stock of one material lasts is a figure of the past; what is to come is told beside it. */
export const lastsHowLong = listed({
  zh: '(?:还|够|能|撑|用|造|做|顶|熬|挺|坚持|得|住|了)+(?:几|多少)天 (?:还能|能|够)(?:撑|用|顶|熬|挺|坚持)多[久长]',
  en: 'how (?:long|many days)\\b[^?]*\\b(?:last|left|enough|cover)',
})
