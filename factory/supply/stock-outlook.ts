import { setImmediate as breathe } from 'node:timers/promises'
import { hashOf } from '../../base/random.ts'
import { type Delays, daysBetween, delaysOf, leadDaysOf } from './delivery-delay.ts'
import { type Demand, demandOf, scrapOf, usageDays } from './demand.ts'
import {
  type ExpectedLine,
  expectLine,
  isGivenUp,
  isSupposing,
  receiptsOf,
  type StockSupposed,
} from './open-lines.ts'
import { firstDayOver, projectStock, type StockDay } from './project-stock.ts'
import type { MaterialRow, OpenLine, SupplyRows } from './read-supply.ts'
import { type Reorder, reorderOf } from './reorder.ts'

export type OutlookFrame = {
  siteId: string
  now: Date
  /** Where each local day of the horizon ends. */
  dayEnds: Date[]
  /** The risk that is accepted, 0 to 1. */
  level: number
  supposed: StockSupposed
}

/** Why nothing can be told of a material; a number that is not known is never taken as 0. */
export type Missing = 'no_count' | 'count_too_old' | 'no_bom' | 'no_demand'

export type MaterialOutlook = {
  material: MaterialRow
  count: { quantity: number; countedAt: Date } | null
  missing: Missing[]
  /** After what was taken and came since the count. */
  stock: number | null
  /** End of day by end of day; shorter than the horizon where no more is known. */
  days: StockDay[]
  /** The risk at the end of `days`, and the same without what is supposed. */
  risk: number | null
  riskAsIs: number | null
  /** Days, as indices, on which it passes 50 % without what is supposed. */
  over50AsIs: number | null
  /** Days, as indices, on which the risk passes 5 % and 50 %. */
  over5: number | null
  over50: number | null
  /** `neededDay`: the day on which the risk passes what is accepted. */
  order: (Reorder & { supplierId: string | null; neededDay: number | null }) | null
  lines: ExpectedLine[]
  /** Lines that are overdue for too long to be waited for. */
  dropped: OpenLine[]
  /** The plan ends on this day of the horizon; null: it goes on to its end. */
  planEnds: number | null
  /** Planned orders that use it; those that no schedule places among them. */
  orders: number
  seed: number
}

export type StockOutlook = {
  materials: MaterialOutlook[]
  runs: number
  /** Of suppliers that have delivered, or shall. */
  delays: Map<string, Delays>
  unplaced: number
  /** Products of planned orders without a recorded scrap, and without a bill of materials. */
  unscrapped: string[]
  unbilled: string[]
}

const mostRuns = 2000
const leastRuns = 300
/** Of all materials together: a second of work at most. */
const runsInAll = 100_000

/**
 * The outlook of each material; other work goes on between two of them.
 *
 * @throws whatever `signal` was aborted with
 */
export async function stockOutlook(
  rows: SupplyRows,
  frame: OutlookFrame,
  { only, signal }: { only: string | null; signal?: AbortSignal },
): Promise<StockOutlook> {
  const asked = rows.materials.filter(({ id }) => only === null || id === only)
  const share = Math.floor(runsInAll / Math.max(1, asked.length))
  const runs = Math.min(mostRuns, Math.max(leastRuns, share))
  const scraps = scrapOf(rows)
  const delays = delaysBySupplier(rows, frame.now)
  const materials: MaterialOutlook[] = []
  for (const material of asked) {
    await breathe()
    signal?.throwIfAborted()
    materials.push(outlookOf(material, { rows, frame, scraps, delays, runs }))
  }
  const used = new Set(asked.map(({ id }) => id))
  const bom = rows.bom.filter(({ materialId }) => used.has(materialId))
  const billed = new Set(bom.map(({ productId }) => productId))
  const planned = [...new Set(rows.orders.map(({ productId }) => productId))].toSorted()
  return {
    ...{ materials, runs, delays },
    unplaced: rows.orders.filter(
      ({ startAt, productId }) => startAt === null && billed.has(productId),
    ).length,
    unscrapped: planned.filter((id) => billed.has(id) && !scraps.has(id)),
    unbilled: planned.filter((id) => !rows.bom.some(({ productId }) => productId === id)),
  }
}

function delaysBySupplier({ lines, delivered }: SupplyRows, now: Date): Map<string, Delays> {
  const ids = new Set([...lines, ...delivered].map(({ supplierId }) => supplierId))
  const overdue = lines.filter(({ dueAt }) => dueAt < now && !isGivenUp(dueAt, now))
  return new Map([...ids].toSorted().map((id) => [id, delaysOf(id, { delivered, now, overdue })]))
}

type World = {
  rows: SupplyRows
  frame: OutlookFrame
  scraps: ReturnType<typeof scrapOf>
  delays: Map<string, Delays>
  runs: number
}

function outlookOf(material: MaterialRow, world: World): MaterialOutlook {
  const { rows, frame, delays } = world
  const factor = 1 + frame.supposed.demandPercent / 100
  const supposed = demandOf(material.id, { ...world, rows, now: frame.now, factor })
  const count = rows.counts.find(({ materialId }) => materialId === material.id) ?? null
  const own = rows.lines.filter(({ materialId }) => materialId === material.id)
  const isDropped = ({ dueAt }: OpenLine) => isGivenUp(dueAt, frame.now)
  const lines = own
    .filter((line) => !isDropped(line))
    .map((line) => expectLine(line, frame.now, delays))
  const missing = missingOf(material.id, { rows, count, demand: supposed, now: frame.now })
  const known = { material, count, missing, lines, dropped: own.filter(isDropped) }
  const about = { orders: supposed.takes.length, seed: hashOf(`${frame.siteId}/${material.id}`) }
  if (count === null || missing.length > 0) return { ...known, ...nothingTold, ...about }
  const stock = stockNow(material.id, { rows, count, demand: supposed })
  const told = project({ ...world, material, lines, stock, demand: supposed, seed: about.seed })
  return { ...known, ...about, stock, ...told }
}

const nothingTold = {
  ...{ stock: null, days: [], risk: null, riskAsIs: null, over5: null, over50: null },
  over50AsIs: null,
  ...{ order: null, planEnds: null },
}

type Counted = { rows: SupplyRows; count: MaterialOutlook['count']; demand: Demand }

function missingOf(materialId: string, { rows, count, demand, now }: Counted & { now: Date }) {
  const missing: Missing[] = []
  if (count === null) missing.push('no_count')
  else if (daysBetween(count.countedAt, now) > usageDays) missing.push('count_too_old')
  const isUsed = rows.bom.some((line) => line.materialId === materialId)
  if (!isUsed) missing.push('no_bom')
  else if (demand.takes.length === 0 && demand.usage.length === 0) missing.push('no_demand')
  return missing
}

/** The count, less what orders took that began after it, and what came after it. */
function stockNow(materialId: string, { rows, count, demand }: Counted): number {
  const { quantity, countedAt } = count ?? { quantity: 0, countedAt: new Date(0) }
  const came = rows.delivered.reduce(
    (sum, one) =>
      one.materialId === materialId && one.receivedAt > countedAt ? sum + one.quantity : sum,
    0,
  )
  return quantity + came - demand.takenSince(countedAt)
}

type Projecting = World & {
  material: MaterialRow
  lines: ExpectedLine[]
  stock: number
  demand: Demand
  seed: number
}

function project({ rows, frame, scraps, runs, ...own }: Projecting) {
  const { material, lines, stock, demand, seed } = own
  const { now, level, supposed } = frame
  const dayEnds = frame.dayEnds.map((end) => daysBetween(now, end))
  const problem = (wanted: Demand, isAsSupposed: boolean) => ({
    ...{ quantity: stock, takes: wanted.takes, fenceDay: wanted.fenceDay, usage: wanted.usage },
    receipts: receiptsOf(lines, isAsSupposed ? supposed : null),
    ...{ dayEnds, runs, seed },
  })
  const told = projectStock(problem(demand, true))
  const asIs = isSupposing(supposed)
    ? projectStock(problem(demandOf(material.id, { rows, now, scraps, factor: 1 }), false))
    : told
  const supplierId = usualSupplier(material.id, rows)
  const order = reorderOf(told, {
    ...{ level, seed: seed + 1, horizonDays: dayEnds.length },
    leadDays: leadDaysOf({ materialId: material.id, supplierId }, { ...rows, now }),
  })
  const planned = dayEnds.findIndex((end) => end >= demand.fenceDay)
  return {
    days: told.days,
    risk: told.days.at(-1)?.risk ?? null,
    riskAsIs: asIs.days.at(-1)?.risk ?? null,
    over50AsIs: firstDayOver(asIs.days, 0.5),
    over5: firstDayOver(told.days, 0.05),
    over50: firstDayOver(told.days, 0.5),
    order: order && { ...order, supplierId, neededDay: firstDayOver(told.days, level) },
    planEnds: planned < 0 || planned === dayEnds.length - 1 ? null : planned,
  }
}

/** Who has it on order, else who delivered it last. */
const usualSupplier = (materialId: string, { lines, delivered }: SupplyRows): string | null =>
  [...lines.toReversed(), ...delivered].find((one) => one.materialId === materialId)?.supplierId ??
  null
