import {
  arrivalsOf,
  type Basis,
  type Delays,
  daysBetween,
  delayedBy,
  spreadOf,
} from './delivery-delay.ts'
import type { Receipt } from './project-stock.ts'
import type { OpenLine } from './read-supply.ts'
import type { Weighted } from './weighted.ts'

/** What is supposed of deliveries and demand. */
export type StockSupposed = {
  suppliers: { supplierId: string; days: number }[]
  lines: { lineId: string; days: number }[]
  /** Of all demand, in percent of what it would be. */
  demandPercent: number
}

export const isSupposing = ({ suppliers, lines, demandPercent }: StockSupposed): boolean =>
  demandPercent !== 0 || lines.length + suppliers.length > 0

export type ExpectedLine = OpenLine & {
  basis: Basis
  /** Days from now on which it may come, without what is supposed. */
  arrivals: Weighted | null
  /** Days from now; null where nothing tells how late it may be: it is left out. */
  days: { p10: number; p50: number; p90: number } | null
  /** Later than all but a few deliveries before it. */
  isBeyond: boolean
}

/** As scheduling does: what is overdue for longer will not come as it was ordered. */
const longestOverdue = 30
export const isGivenUp = (dueAt: Date, now: Date) => daysBetween(dueAt, now) > longestOverdue

/** When a line may come, by the past delays of its supplier. */
export function expectLine(line: OpenLine, now: Date, delays: Map<string, Delays>): ExpectedLine {
  const known = delays.get(line.supplierId)
  const basis = known?.basis ?? 'none'
  if (!known?.delays) return { ...line, basis, arrivals: null, days: null, isBeyond: false }
  const { arrivals, isBeyond } = arrivalsOf(daysBetween(now, line.dueAt), known.delays)
  return { ...line, basis, arrivals, days: spreadOf(arrivals), isBeyond }
}

/** What of it is reckoned with: a line that nothing tells of is left out. */
export const receiptsOf = (lines: ExpectedLine[], supposed: StockSupposed | null): Receipt[] =>
  lines.flatMap((line) => {
    const { quantity, arrivals } = line
    if (arrivals === null) return []
    return [{ quantity, arrivals: delayedBy(arrivals, laterBy(line, supposed)) }]
  })

/** Days on top of what the delivery would take anyhow. */
function laterBy({ id, supplierId }: ExpectedLine, supposed: StockSupposed | null): number {
  const ofSupplier = supposed?.suppliers.filter((one) => one.supplierId === supplierId) ?? []
  const ofLine = supposed?.lines.filter((one) => one.lineId === id) ?? []
  return [...ofSupplier, ...ofLine].reduce((sum, { days }) => sum + days, 0)
}
