import type { LotsAsked, Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { listed } from '../words/listed.ts'

/** The number of a lot: letters, digits and dashes, such as `DG-LOT-1182` or `ML-DG-M30-96`. */
const lotId = /(?<![\w-])(?=[\w-]*\d)[A-Z]\w*(?:-\w+)+(?![\w-])/giu
/** Numbers of other records. */
const otherRecord = /-WO-|^PO-|^SOP-|^ALM-|^TK?T?-/iu
const saysLot = listed({
  zh: '批次 批号 来料批 物料批 [该这那哪一本坏]个?批 追溯 谱系',
  en: '(?:material |product )?lots? | batch(?:es)? | heats? | trace | genealogy | traceability',
})
const looksLikeLot = /(?:^|-)(?:LOT|ML)(?:-|$)/iu
/** `那批豆瓣酱` is a product of which no number is asked. */
const pointed = /[该这那]个?批(?:次|货|料|产品)|\b(?:this|that|the)\s+(?:lot|batch)\b/iu

const common = listed({
  zh: '共同(?:点|之处|原因|特征|因素)? 共性 共有 都用了?(?:什么|哪|同) 有什么(?:相同|一样|关联|联系)',
  en: 'in common | (?:all )?share | common (?:cause|factor|denominator|exposure)s? | have alike',
})
const bad = listed({
  zh: '不良 不合格 次品 坏(?:的|批) 有问题 异常 超差 超限 被?扣留?的? 冻结 报废 返工 可疑 问题批',
  en: 'bad | defective | faulty | failed | failing | held | on hold | rejected | reworked | scrapped | suspect(?:ed)? | nonconforming | non-conforming | out of (?:limits|spec|tolerance)',
})
const madeOf = listed({
  zh: '用了?(?:哪|什么|多少种) 用的(?:是)?(?:哪|什么) 由(?:哪|什么).{0,4}(?:做|制|组) 来自(?:哪|什么) 原?料(?:是)?从哪 上溯 来源 用料 的来料 [供给]的?(?:是)?谁 谁[供给]的? 哪家[供给]的?',
  en: 'went into (?=[A-Z]+\\w*-) | (?:made|built|produced) (?:of|from|with|out of) | (?:which|what) (?:raw )?materials? | come from | came from | go(?:es)? into (?=[A-Z]+\\w*-) | upstream | backwards?',
})
const wentTo = listed({
  zh: '变成了?(?:哪|什么) 成了哪 后来 [进到]了哪 还[进用]了?(?:到)?哪 用[到在](?:了)?(?:哪|什么) 用了 去了?哪 到了?哪 流[向到] 去向 下溯 做(?:成)?了?(?:哪|什么) [发卖交送]给了?(?:谁|哪) [发送](?:到|去|往)了?哪 发货 发出 出货 出厂 客户 影响了?(?:哪|什么)',
  en: 'go(?:es)? into | went (?:into|to) | where (?:did|has|have|is|are|was|were|does|do) | end(?:ed)? up | used (?:in|for|by) | ship(?:ped|s|ment|ments)? | customers? | sent to | delivered to | (?:who|whom) (?:got|received|has|did) | downstream | forwards? | contain(?:s|ed|ing)? | make (?:out )?of | did we make | do with | came of | come of | become of | became of',
})
const trace = listed({
  zh: '追溯 谱系 追踪 追一[下追遍] 从头到尾 什么状态 (?:什么|啥)情况 在哪[^,,。]{0,8}(?:做|生产|加工|打) 哪台[^,,。]{0,6}(?:做|生产|加工|打)的 谁做的 哪个班',
  en: 'trace | genealogy | traceability | status | (?:which|what) (?:machines?|lines?|teams?|shifts?) | where was | who made',
})
/** Of the lots that a machine made. */
const wentThrough = listed({
  zh: '经过 走过 过了 上(?:面)?(?:做|跑|加工|生产)(?:过|的|了)? 做(?:过|的|了) 加工(?:过|的|了) 生产(?:过|的|了)',
  en: 'went through | ran (?:on|through) | run (?:on|through) | made (?:on|by) | produced (?:on|by) | processed (?:on|by) | passed through',
})

/** `where did DG-LOT-1182 go`, `批次 SZ-LOT-1199 用了哪些料`, `what do the bad lots have in common`. */
export function readLots(question: Question, reading: Reading): Partial<Reading> | null {
  const { said } = question
  const lots = lotsIn(said, reading)
  const isOfLots = saysLot.test(said) || lots.some((id) => looksLikeLot.test(id))
  if (!isOfLots) return null
  const made = madeBy(said, lots, reading)
  if (made !== null) return made
  const asked = askedOf(said, lots)
  if (asked === null) return null
  if (lots.length === 0 && asked !== 'common' && !pointed.test(said)) return null
  return { intent: 'lots', metrics: [], dimensions: [], lots, lotsAsked: asked }
}

/** `经过3号机的批次有哪些`: those that share the one machine that is named. */
function madeBy(said: string, lots: string[], { equipment }: Reading): Partial<Reading> | null {
  const [machine, ...more] = equipment
  const isOne = machine?.level === 'machine' && more.length === 0 && lots.length === 0
  if (!isOne || !wentThrough.test(said)) return null
  const lotsCause = { kind: 'machine', ...machine }
  return {
    ...{ intent: 'lots', metrics: [], dimensions: [] },
    lots,
    lotsAsked: 'went_to',
    lotsCause,
  }
}

export function lotsIn(said: string, { equipment }: Pick<Reading, 'equipment'>): string[] {
  const machines = equipment.map(({ id }) => id.toLowerCase())
  // `CNC-03` of SZ-CNC-03.
  const isMachine = (id: string) => machines.some((one) => one.endsWith(id.toLowerCase()))
  const ids = said.match(lotId) ?? []
  // `cd-lot-1187`: typed in small letters as a whole.
  const typed = ids.map((id) => (id === id.toLowerCase() ? id.toUpperCase() : id))
  return [...new Set(typed)].filter(
    (id) => !isMachine(id) && !otherRecord.test(id) && isLotId.test(id),
  )
}
/** `follow-up2` is no number of anything: one part of it is digits, or begins with a letter and is. */
const isLotId = /(?:^|-)[A-Z]{0,3}\d+(?:-|$)/iu

export function askedOf(said: string, lots: string[]): LotsAsked | null {
  if (common.test(said) && (lots.length > 1 || bad.test(said))) return 'common'
  if (madeOf.test(said)) return lots.length === 1 || lots.length === 0 ? 'made_of' : null
  if (wentTo.test(said)) return 'went_to'
  return trace.test(said) && lots.length > 0 ? 'both' : null
}
