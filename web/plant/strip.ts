import type { BoardMachine } from '../../server/http/contract.ts'
import { kindOfCategory } from './board.ts'
import { bandsOf } from './state-shapes.ts'

type Kind = keyof typeof bandsOf

export type Band = { kind: Kind; x: number; width: number; top: number; bottom: number }

/** Where each stretch of the day lies, all from 0 to 1. */
export function bands({ states, window }: BoardMachine): Band[] {
  const start = Date.parse(window.from)
  const length = Date.parse(window.to) - start
  return states.flatMap(({ from, to, category }) => {
    const kind = kindOfCategory(category)
    const x = (Date.parse(from) - start) / length
    const width = (Date.parse(to) - Date.parse(from)) / length
    return bandsOf[kind].map(([top, bottom]) => ({ kind, x, width, top, bottom }))
  })
}

/** How long it was so, longest first; what is not known counts too. */
export function shares({ states, window }: BoardMachine): { kind: Kind | 'unknown'; ms: number }[] {
  const sums = new Map<Kind | 'unknown', number>()
  let known = 0
  for (const { from, to, category } of states) {
    const kind = kindOfCategory(category)
    const ms = Date.parse(to) - Date.parse(from)
    known += ms
    sums.set(kind, (sums.get(kind) ?? 0) + ms)
  }
  const rest = Date.parse(window.to) - Date.parse(window.from) - known
  if (rest > 60_000) sums.set('unknown', rest)
  return [...sums].map(([kind, ms]) => ({ kind, ms })).sort((a, b) => b.ms - a.ms)
}

/** Every fourth full hour of the day that is shown. */
export function hourTicks({ window }: BoardMachine): { x: number; at: string }[] {
  const [start, end] = [Date.parse(window.from), Date.parse(window.to)]
  const step = 4 * 3_600_000
  const first = Math.ceil(start / step) * step
  return Array.from({ length: Math.ceil((end - first) / step) }, (_, index) => {
    const at = first + index * step
    return { x: (at - start) / (end - start), at: new Date(at).toISOString() }
  })
}
