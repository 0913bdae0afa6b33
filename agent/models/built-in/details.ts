import type { Entry } from './entry.ts'
import type { Reading } from './reading.ts'
import type { Question } from './slots.ts'
import * as words from './words.ts'

const firstOf = <T>(table: [RegExp, T][], said: string): T | undefined =>
  table.find(([known]) => known.test(said))?.[1]

/** What only one kind of question has: states of tickets and orders, limits of a schedule. */
export function readDetails({ said }: Question): Partial<Reading> {
  const found = {
    ticketKind: firstOf(words.ticketKinds, said),
    ticketStatus: firstOf(words.ticketStatuses, said),
    orderStatus: firstOf(words.orderStatuses, said),
    priority: firstOf(words.priorities, said),
    objective: firstOf(words.objectives, said),
    actionId: /\b[a-z]{2,12}_[0-9a-z]{6,}\b/iu.exec(said)?.[0],
    ticketId: ticketIdIn(said),
    ...(words.counts.test(said) ? { count: true } : {}),
    ...(words.lates.test(said) ? { onlyLate: true } : {}),
    ...(words.failureCodes.test(said) ? { byFailureCode: true } : {}),
    ...(words.compares.test(said) || said.search(words.comparedWith) >= 0
      ? { compare: 'previous' as const }
      : {}),
  }
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined),
  ) as Partial<Reading>
}

/** An id of letters and digits in groups, right beside the word for a ticket or alone. */
const ticketIdIn = (said: string): string | undefined =>
  /(?<![\w-])(?=[\w-]*\d)[A-Z]{2,}(?:-[A-Z0-9]+)+(?![\w-])/u.exec(said)?.[0]

const out =
  /(?:停|停机|检修|维修|保养|不能用|空出|让出)\s*(\d+(?:\.\d+)?)\s*个?(小时|天)|\b(?:out|down|off|free|unavailable|stopped)\s+(?:for\s+)?(\d+(?:\.\d+)?)\s*(hours?|h\b|days?)/iu

/** The machines that a new schedule must do without, and for how long. */
export function readKeepFree(
  said: string,
  { equipment }: Pick<Reading, 'equipment'>,
): Partial<Reading> {
  const found = out.exec(said)
  const machines = equipment.filter(({ level }) => level === 'machine')
  if (found === null || machines.length === 0) return {}
  const many = Number(found[1] ?? found[3])
  const hours = /天|day/iu.test(found[2] ?? found[4] ?? '') ? 24 * many : many
  return { keepFree: machines.map(({ id }) => ({ machine: id, hours })) }
}

/** The sensor that a question about one machine names. */
export function readTag(
  { said, lexicon }: Question,
  { equipment }: Pick<Reading, 'equipment'>,
): Partial<Reading> {
  const [machine, ...more] = equipment
  if (machine?.level !== 'machine' || more.length > 0) return {}
  const text = said.toLowerCase()
  const own = lexicon.entries.filter(({ kind, on }) => kind === 'tag' && on === machine.id)
  const alike = own
    .map((entry) => ({ entry, score: wordsOf(entry).filter((word) => text.includes(word)).length }))
    .toSorted((a, b) => b.score - a.score)
  const [best, next] = alike
  const sure = best !== undefined && best.score > (next?.score ?? 0) && isQuantity.test(text)
  return sure ? { tag: best.entry.id } : {}
}

/** What a sensor is called by: English words, pairs of Chinese characters. */
const wordsOf = ({ id, zh, en }: Entry): string[] =>
  [
    ...`${id.slice(id.lastIndexOf('.') + 1)} ${en}`.toLowerCase().split(/[^a-z]+/u),
    ...[...zh].slice(1).map((char, at) => `${zh[at]}${char}`),
  ].filter((word) => word.length > 1)

/** A spindle is no quantity, its temperature is. */
const isQuantity =
  /振动|温度|压力|电流|速度|链速|转速|扭矩|流量|重量|净重|液位|功率|负载|浓度|vibration|temp|pressure|current|speed|velocity|torque|flow|weight|level|power|load/iu
