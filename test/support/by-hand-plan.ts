/** Figures of orders, stock, deliveries and samples by plain counting, for tests. */
import type { StreamName, StreamRow } from '../../factory/index.ts'
import { msOf } from './by-hand.ts'

export type Rows = <Name extends StreamName>(stream: Name, siteId?: string) => StreamRow<Name>[]
type Span = { from: number; to: number; now: number }
type Scope = Span & { siteId: string; keep?: (row: Record<string, unknown>) => boolean }

const inside = (at: Date | string | null | undefined, { from, to, now }: Span): boolean =>
  at != null && msOf(at) >= from && msOf(at) < Math.min(to, now)

const kept =
  ({ keep }: Scope) =>
  (row: unknown): boolean =>
    keep === undefined || keep(row as Record<string, unknown>)

const part = (top: number, bottom: number): number | null => (bottom === 0 ? null : top / bottom)

export function onTimeDelivery(rows: Rows, scope: Scope): number | null {
  const due = dueOrders(rows, scope)
  const good = due.filter((row) => row.completedAt && msOf(row.completedAt) <= msOf(row.dueAt))
  return part(100 * good.length, due.length)
}

export function planAttainment(rows: Rows, scope: Scope): number | null {
  const due = dueOrders(rows, scope)
  const made = due.map((row) => Math.min(row.producedQuantity ?? 0, row.quantity))
  return part(
    100 * made.reduce((sum, one) => sum + one, 0),
    due.reduce((sum, row) => sum + row.quantity, 0),
  )
}

const dueOrders = (rows: Rows, scope: Scope) =>
  rows('production_order', scope.siteId)
    .filter((row) => row.status !== 'cancelled' && inside(row.dueAt, scope))
    .filter(kept(scope))

const doneOrders = (rows: Rows, scope: Scope) =>
  rows('production_order', scope.siteId)
    .filter((row) => row.status === 'completed' && inside(row.completedAt, scope))
    .filter(kept(scope))

const hoursOf = (row: StreamRow<'production_order'>): number =>
  (msOf(row.completedAt ?? '') - msOf(row.startedAt ?? '')) / 3_600_000

export function throughputRate(rows: Rows, scope: Scope): number | null {
  const done = doneOrders(rows, scope)
  const pieces = done.reduce((sum, row) => sum + (row.producedQuantity ?? 0), 0)
  return part(
    pieces,
    done.reduce((sum, row) => sum + hoursOf(row), 0),
  )
}

export function leadTime(rows: Rows, scope: Scope): number | null {
  const done = doneOrders(rows, scope)
  return part(
    done.reduce((sum, row) => sum + hoursOf(row), 0),
    done.length,
  )
}

export function workInProgress(rows: Rows, scope: Scope): number {
  const to = Math.min(scope.to, scope.now)
  const pieceMs = rows('production_order', scope.siteId)
    .filter((row) => row.status !== 'cancelled')
    .filter(kept(scope))
    .map((row) => {
      const end = row.completedAt ? msOf(row.completedAt) : Number.POSITIVE_INFINITY
      const held = Math.min(end, to) - Math.max(msOf(row.releaseAt), scope.from)
      return row.quantity * Math.max(0, held)
    })
  return pieceMs.reduce((sum, one) => sum + one, 0) / (to - scope.from)
}

export function supplierOnTime(rows: Rows, scope: Scope): number | null {
  const due = rows('purchase_line', scope.siteId)
    .filter((row) => inside(row.dueAt, scope))
    .filter(kept(scope))
  const good = due.filter((row) => row.receivedAt && msOf(row.receivedAt) <= msOf(row.dueAt))
  return part(100 * good.length, due.length)
}

/** Mean value of what lay there, and the value that completed orders used. */
function stockAndUse(rows: Rows, scope: Scope) {
  const to = Math.min(scope.to, scope.now)
  const materials = rows('material', scope.siteId).filter((row) =>
    kept(scope)({ materialId: row.id }),
  )
  const bom = rows('bom_line', scope.siteId)
  let valueMs = 0
  let used = 0
  for (const { id, unitCost } of materials) {
    const counts = rows('stock', scope.siteId)
      .filter(({ materialId }) => materialId === id)
      .toSorted((a, b) => msOf(a.countedAt) - msOf(b.countedAt))
    counts.forEach((count, index) => {
      const next = counts[index + 1]
      const end = next ? msOf(next.countedAt) : Number.POSITIVE_INFINITY
      const held = Math.min(end, to) - Math.max(msOf(count.countedAt), scope.from)
      valueMs += Math.max(0, held) * count.quantity * (unitCost ?? Number.NaN)
    })
    for (const order of doneOrders(rows, { ...scope, keep: () => true })) {
      const line = bom.find((one) => one.productId === order.productId && one.materialId === id)
      used += (order.producedQuantity ?? 0) * (line?.quantity ?? 0) * (unitCost ?? Number.NaN)
    }
  }
  return { mean: valueMs / (to - scope.from), used, days: (to - scope.from) / 86_400_000 }
}

export function inventoryTurns(rows: Rows, scope: Scope): number | null {
  const { mean, used } = stockAndUse(rows, scope)
  return part(used, mean)
}

export function stockDays(rows: Rows, scope: Scope): number | null {
  const { mean, used, days } = stockAndUse(rows, scope)
  return part(mean, used / days)
}

/** Cm, Cmk, Cp and Cpk of the samples in scope, each in units of its own tolerance. */
export function capability(rows: Rows, scope: Scope): Record<string, number> {
  const limits = new Map(rows('characteristic', scope.siteId).map((row) => [row.id, row]))
  const series = Map.groupBy(
    rows('quality_sample', scope.siteId)
      .filter((row) => inside(row.at, scope))
      .filter(kept(scope)),
    (row) => `${row.machineId}/${row.characteristicId}`,
  )
  const shares: number[] = []
  const ranges: number[] = []
  for (const group of series.values()) {
    const sorted = group.toSorted((a, b) => msOf(a.at) - msOf(b.at))
    const own = sorted.map(({ characteristicId, value }) => {
      const limit = limits.get(characteristicId)
      const [low, high] = [limit?.lowerLimit ?? Number.NaN, limit?.upperLimit ?? Number.NaN]
      return (value - low) / (high - low)
    })
    shares.push(...own)
    own.slice(1).forEach((share, index) => {
      ranges.push(Math.abs(share - (own[index] ?? 0)))
    })
  }
  const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length
  const squares = shares.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  const s = Math.sqrt(squares / (shares.length - 1))
  const sigma = ranges.reduce((sum, one) => sum + one, 0) / ranges.length / 1.128
  const nearer = Math.min(1 - mean, mean)
  return { cm: 1 / (6 * s), cmk: nearer / (3 * s), cp: 1 / (6 * sigma), cpk: nearer / (3 * sigma) }
}
