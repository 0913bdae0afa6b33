import { dayMs } from '../../base/milliseconds.ts'
import { effectiveSize, type Past, quantileOf, type Weighted, weightedOf } from './weighted.ts'

/** A purchase line that came. */
export type Delivered = {
  supplierId: string
  materialId: string
  /** Null where nobody kept it. */
  orderedAt: Date | null
  dueAt: Date
  receivedAt: Date
}

/** Whose deliveries were drawn from: its own; those of all suppliers of the site, since there are too few; none. */
export type Basis = 'own' | 'site' | 'none'
export type Delays = { basis: Basis; delays: Weighted | null; lines: number }

/** Older ones tell nothing of today. */
export const historyDays = 365
/** A delivery counts half as much as one that is so many days newer: suppliers change. */
const halfLifeDays = 30
/** Fewer than as many deliveries of equal weight tell no 10 % and 90 % points. */
const fewest = 8
/** Of a line that is overdue: how many must have been later still to tell when it comes. */
const fewestLater = 3

const weightAt = (at: Date, now: Date): number =>
  0.5 ** ((now.getTime() - at.getTime()) / dayMs / halfLifeDays)

/** Days between two instants. */
export const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / dayMs

type Looked = { delivered: Delivered[]; now: Date }
/** A line that is due and has not come. */
type Overdue = { supplierId: string; dueAt: Date }

/**
 * How late a supplier delivers, in days after due, early ones below 0; newer deliveries count more. What
 * is overdue counts as late as it is by now, the least that it will be: to leave it out would tell only
 * of what came.
 */
export function delaysOf(
  supplierId: string,
  { delivered, now, overdue }: Looked & { overdue: Overdue[] },
): Delays {
  const past = (isAsked: (one: Overdue) => boolean): Past[] => [
    ...delivered.filter(isAsked).map(({ dueAt, receivedAt }) => ({
      value: daysBetween(dueAt, receivedAt),
      weight: weightAt(receivedAt, now),
    })),
    ...overdue.filter(isAsked).map(({ dueAt }) => ({ value: daysBetween(dueAt, now), weight: 1 })),
  ]
  const isOwn = (one: Overdue) => one.supplierId === supplierId
  const own = past(isOwn)
  const lines = delivered.filter(isOwn).length
  if (effectiveSize(own) >= fewest) return { basis: 'own', delays: weightedOf(own), lines }
  const all = past(() => true)
  if (effectiveSize(all) >= fewest) return { basis: 'site', delays: weightedOf(all), lines }
  return { basis: 'none', delays: null, lines }
}

/**
 * When a line may come, in days from now: its due day and a past delay, of which those are left out
 * that would have brought it by now. Where hardly any delivery was ever as late, it may take up to as
 * long again as it is late already, and a day at least.
 *
 * @param dueDay days from now, below 0 where it is overdue
 */
export function arrivalsOf(
  dueDay: number,
  { values, shares }: Weighted,
): { arrivals: Weighted; isBeyond: boolean } {
  const coming = values.flatMap((delay, at): Past[] => {
    const day = dueDay + delay
    return day > 0 ? [{ value: day, weight: (shares[at] ?? 0) - (shares[at - 1] ?? 0) }] : []
  })
  const arrivals = weightedOf(coming)
  const isTold = dueDay > 0 || coming.length >= fewestLater
  if (arrivals !== null && isTold) return { arrivals, isBeyond: false }
  const most = Math.max(1, -dueDay)
  const wait = Array.from({ length: 20 }, (_, at) => ({
    value: 1 + ((most - 1) * at) / 19,
    weight: 1,
  }))
  return { arrivals: weightedOf(wait) ?? { values: [1], shares: [1] }, isBeyond: true }
}

export const delayedBy = ({ values, shares }: Weighted, days: number): Weighted => ({
  values: values.map((value) => value + days),
  shares,
})

/**
 * Days from order to receipt: of this material from its supplier, else of that supplier, else of the
 * material from anybody; null where too few were recorded.
 */
export function leadDaysOf(
  { materialId, supplierId }: { materialId: string; supplierId: string | null },
  { delivered, now }: Looked,
): Weighted | null {
  const ofSupplier = (one: Delivered) => one.supplierId === supplierId
  const ofMaterial = (one: Delivered) => one.materialId === materialId
  const choices = [(one: Delivered) => ofSupplier(one) && ofMaterial(one), ofSupplier, ofMaterial]
  for (const isChosen of choices) {
    const past = delivered.filter(isChosen).flatMap(({ orderedAt, receivedAt }): Past[] => {
      if (orderedAt === null || receivedAt <= orderedAt) return []
      return [{ value: daysBetween(orderedAt, receivedAt), weight: weightAt(receivedAt, now) }]
    })
    if (effectiveSize(past) >= fewest) return weightedOf(past)
  }
  return null
}

export const spreadOf = (of: Weighted) => ({
  p10: quantileOf(of, 0.1),
  p50: quantileOf(of, 0.5),
  p90: quantileOf(of, 0.9),
})
