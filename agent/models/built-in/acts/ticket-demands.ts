import type { Entry } from '../lexicon/entry.ts'
import type { Mention } from '../lexicon/terms.ts'
import { parse } from '../parse.ts'
import type { Reading } from '../reading.ts'
import { ticketIdsIn } from '../slots/details.ts'
import { lookAt, type ParseContext } from '../typed/look-at.ts'
import { problemIn } from './problem.ts'

const joint =
  /[,,;;。]|\band\b(?:\s+then\b)?|\bthen\b|\balso\b|\bplus\b|然后|接着|再给|再|还有|顺便|另外|以及|和/giu

/** The tickets that one message asks for, one a machine; itself where it names no second one. */
export function ticketsIn(said: string, whole: Reading, context: ParseContext): Reading[] {
  const { mentions } = lookAt(said, context)
  const machines = mentions.filter(({ entries }) => isMachine(entries))
  if (machines.length < 2 || whole.equipment.length < 2) return [whole]
  const parts = cutAt(said, machines)
  if (parts.length !== whole.equipment.length) return [whole]
  const read = parts.map((part, at): Reading => {
    const { problem: _, ...rest } = whole
    const problem = problemIn(part, lookAt(part, context).mentions)
    const equipment = whole.equipment.slice(at, at + 1)
    return { ...rest, question: part, equipment, ...(problem ? { problem } : {}) }
  })
  // `for 4 and 5: coolant leak`: what is wrong with all of them stands at the end.
  const shared = read.at(-1)?.problem
  return read.map((one) =>
    one.problem === undefined && shared !== undefined ? { ...one, problem: shared } : one,
  )
}

const isMachine = ([entry]: Entry[]): boolean =>
  entry?.kind === 'equipment' && entry.level === 'machine'

/** Between two of them the text is cut at its last joint. */
function cutAt(said: string, machines: Pick<Mention<Entry>, 'start' | 'end'>[]): string[] {
  const cuts = machines.slice(1).flatMap(({ start }, at) => {
    const from = machines[at]?.end ?? 0
    const last = [...said.slice(from, start).matchAll(joint)].at(-1)
    return last === undefined ? [] : [from + last.index]
  })
  return [0, ...cuts].map((from, at) =>
    said
      .slice(from, cuts[at] ?? said.length)
      .replace(leading, '')
      .trim(),
  )
}
const leading =
  /^(?:[,,;;。\s]|and\b|then\b|also\b|plus\b|然后|接着|再给|再|还有|顺便|另外|以及|和)+/iu

/** `close A and B`, `A关掉,B取消`: the tickets that are named, each with its own change. */
export function changesIn(said: string, whole: Reading, context: ParseContext): Reading[] {
  const { previous: _, ...fresh } = context
  // `repair finished on CNC-05, please close OPEN-SZ-CNC-05`: a machine is no ticket.
  const machines = whole.equipment.map(({ id }) => id)
  const found = ticketIdsIn(said).filter(([id]) => !machines.some((one) => one.endsWith(id)))
  const ids = found.map(([id]) => id)
  const [only] = ids
  if (new Set(ids).size < 2) return [only === undefined ? whole : { ...whole, ticketId: only }]
  const parts = cutAt(
    said,
    found.map(({ index, 0: id }) => ({ start: index, end: index + id.length })),
  )
  if (parts.length !== ids.length) return [{ ...whole, demandsMore: true }]
  return parts.map((part, at): Reading => {
    const { ticketSet = whole.ticketSet } = parse(part, fresh)
    const own = { ...whole, question: said, ticketId: ids[at] ?? '' }
    return ticketSet === undefined ? own : { ...own, ticketSet }
  })
}
