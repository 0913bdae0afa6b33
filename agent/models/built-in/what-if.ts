import { lasting } from './details.ts'
import type { Reading } from './reading.ts'
import * as records from './record-words.ts'
import { anyOf } from './record-words.ts'
import type { Question } from './slots.ts'

/** What is supposed of an order; the machines that are out stand in `keepFree`. */
export type Supposed = { kind: 'rush_order' | 'late_material' | 'quality_hold'; order?: string }

/** Supposes something, whatever it asks of it. */
export const supposes = anyOf(
  /如果|假如|假设|要是|万一|倘若|(?:停|坏|修|加急|插单).{0,12}(?:会怎(?:么)?样|影响(?:多大|什么|啥|哪些|到)|有(?:什么|啥|多大)影响)/u,
  /\bwhat\s+(?:if|happens\s+(?:if|when)|would\s+happen)\b|\b(?:suppose|supposing|assuming|say)\b.*\b(?:down|out|stop\w*|rush\w*|late)\b|\b(?:impact|effect)\s+of\b.*\b(?:down|out|stop\w*|rush\w*|late)\b|\bif\b(?!\s+(?:any|possible|so|not|available|needed)\b).*\b(?:will|would|what|which|still|late|how)\b|\b(?:will|would|what|which|how)\b.*\bif\b(?!\s+(?:any|possible|so|not|available|needed)\b)/u,
)
const outOfWork =
  /停|坏|修|趴|不能用|用不了|不可用|保养|\b(?:down|out|stop(?:s|ped)?|breaks?|broken|fails?|unavailable|off\s*line|missing|los[te])\b/iu

const suppositions: [RegExp, Supposed['kind']][] = [
  [
    /加急|插单|插个?队|提前|赶[工出着]?|优先做|先做|\brush(?:ed|es)?\b|\bexpedit\w*|\bbring\s+forward\b|\bfirst\b|\bpriorit\w*/iu,
    'rush_order',
  ],
  [
    /料.{0,6}(?:晚|迟|没到|不到|来不了)|缺料|\bmaterials?\b.*\b(?:late|delay\w*|missing)\b/iu,
    'late_material',
  ],
  [/扣[住留下]|隔离|质量问题|\b(?:hold|held|quality\s+(?:issue|problem))\b/iu, 'quality_hold'],
]

/** A new schedule in which an order that is named goes first. */
export function readRush({ said, mentions }: Question): Pick<Reading, 'supposed'> {
  const order = orderIn(said, mentions)
  const kind = suppositions.find(([words]) => words.test(said))?.[1]
  return order === undefined || kind !== 'rush_order' ? {} : { supposed: { kind, order } }
}

/** An id that nothing else bears. */
function orderIn(said: string, mentions: Question['mentions']): string | undefined {
  const named = new Set(mentions.flatMap(({ entries }) => entries.map(({ id }) => id)))
  return [...said.matchAll(anId)].map(([id]) => id).find((id) => !named.has(id))
}

const anId = /(?<![\w-])[A-Z]{2,}(?:-[A-Z]+)*-\d+(?![\w-])/gu
const anOrder = /订单|工单号?|单子|\borders?\b|\bjobs?\b/iu

/**
 * A question of what would come of it: nothing is done, the plan is only tried. Null for anything else,
 * and for a schedule that is asked for with what it must keep to.
 */
export function readWhatIf(
  { said, mentions }: Question,
  reading: Reading,
): Partial<Reading> | null {
  if (!supposes.test(said) || records.schedule.test(said) || records.scheduleLoosely.test(said)) {
    return null
  }
  const machines = reading.equipment.filter(({ level }) => level === 'machine')
  const order = orderIn(said, mentions)
  const kind = suppositions.find(([words]) => words.test(said))?.[1]
  if (kind !== undefined && (order !== undefined || anOrder.test(said))) {
    return { intent: 'what_if', supposed: { kind, ...(order ? { order } : {}) } }
  }
  const told = machines.length > 0 || lasting.test(said)
  return told && outOfWork.test(said) && !asksForHelp.test(said) ? { intent: 'what_if' } : null
}
const asksForHelp =
  /怎么(?:办|处理|修)|咋(?:办|整|弄)|\bwhat\s+(?:should|do|can)\s+(?:i|we)\b|\bhow\s+(?:do|to|can)\b/iu
