import { daysBetween } from './delivery-delay.ts'
import { mostScrap, type Take } from './project-stock.ts'
import type { ScrapDay, SupplyRows } from './read-supply.ts'
import { type Weighted, weightedOf } from './weighted.ts'

/** What a site was using in as many days stands for what it will. */
export const usageDays = 90
/** Too few days tell nothing of the days to come. */
const fewestDays = 14

export type Demand = {
  takes: Take[]
  /** Until when the plan tells what is taken, in days from now. */
  fenceDay: number
  /** What past days took of the material, a number each; empty where too few are recorded. */
  usage: number[]
  /** Taken since an instant by orders that began after it. */
  takenSince: (at: Date) => number
}

type Frame = { rows: SupplyRows; now: Date; scraps: Map<string, Weighted>; factor: number }

/** What will be taken of a material: by the plan as long as there is one, then as past days did. */
export function demandOf(materialId: string, { rows, now, scraps, factor }: Frame): Demand {
  const perPiece = new Map(
    rows.bom.flatMap((line) =>
      line.materialId === materialId ? [[line.productId, line.quantity] as const] : [],
    ),
  )
  const needs = ({ productId, quantity }: { productId: string; quantity: number }) =>
    quantity * (perPiece.get(productId) ?? 0)
  const takes = rows.orders.flatMap((order): Take[] => {
    const quantity = needs(order) * factor
    if (quantity === 0) return []
    const atDay = startDay(order, now)
    return [{ atDay, quantity, scrap: scraps.get(order.productId) ?? null }]
  })
  const grossed = new Map(
    [...perPiece.keys()].map(
      (id) => [id, 1 / (1 - Math.min(mostScrap, meanOf(scraps.get(id))))] as const,
    ),
  )
  const used = rows.started.flatMap((order) => {
    const quantity = needs(order) * (grossed.get(order.productId) ?? 0)
    return quantity === 0 ? [] : [{ at: order.startedAt, quantity }]
  })
  const recorded = rows.started[0]?.startedAt
  const usage = byDay(used, { now, first: recorded }).map((quantity) => quantity * factor)
  return {
    ...{ takes, usage },
    fenceDay: fenceOf(rows, { now, isAllKnown: usage.length === 0 }),
    takenSince: (at) => used.reduce((sum, one) => (one.at > at ? sum + one.quantity : sum), 0),
  }
}

/** An order that no schedule places begins when it is released, the earliest that it can. */
const startDay = ({ startAt, releaseAt }: SupplyRows['orders'][number], now: Date): number =>
  Math.max(0, daysBetween(now, startAt ?? releaseAt))

/** The last planned start; without a schedule, or where no past days tell more, that of any order. */
function fenceOf(
  { orders, schedule }: SupplyRows,
  { now, isAllKnown }: { now: Date; isAllKnown: boolean },
): number {
  const isOfAll = schedule === null || isAllKnown
  const planned = isOfAll ? orders : orders.filter(({ startAt }) => startAt !== null)
  return planned.reduce((last, order) => Math.max(last, startDay(order, now)), 0)
}

type Recorded = { now: Date; first: Date | undefined }

/** Days of 24 hours back from now to the first that is recorded of the site. */
function byDay(used: { at: Date; quantity: number }[], { now, first }: Recorded): number[] {
  if (first === undefined) return []
  const days = Math.min(usageDays, Math.floor(daysBetween(first, now)))
  if (days < fewestDays) return []
  const sums = Array.from({ length: days }, () => 0)
  for (const { at, quantity } of used) {
    const ago = Math.floor(daysBetween(at, now))
    if (ago < days) sums[ago] = (sums[ago] ?? 0) + quantity
  }
  return sums.some((sum) => sum > 0) ? sums : []
}

const meanOf = (of: Weighted | undefined): number =>
  of === undefined
    ? 0
    : of.values.reduce(
        (sum, value, at) => sum + value * ((of.shares[at] ?? 0) - (of.shares[at - 1] ?? 0)),
        0,
      )

/**
 * Of a product, the share of pieces that a day lost on the whole way: 1 − (1 − s)ⁿ, with s the scrap
 * of all its machines over what they made that day, n its operations. Days count by pieces.
 */
export function scrapOf({ scrap, routing }: SupplyRows): Map<string, Weighted> {
  const operations = new Map(routing.map((one) => [one.productId, one.operations]))
  const share = ({ productId, good, scrap: lost }: ScrapDay) =>
    1 - (1 - lost / (good + lost)) ** (operations.get(productId) ?? 1)
  const byProduct = Map.groupBy(scrap, ({ productId }) => productId)
  return new Map(
    [...byProduct].flatMap(([productId, days]) => {
      const past = days.map((day) => ({ value: share(day), weight: day.good + day.scrap }))
      const weighted = weightedOf(past)
      return weighted === null ? [] : [[productId, weighted] as const]
    }),
  )
}
