import type { Measure } from '../measures.ts'
import { type Model, type Pair, ratesOf, type Sums, sumOf, weightsOf } from './decompose.ts'

/** A loss, or what else moved a figure: `id` is a measure, a reason, or a driving metric. */
export type Loss = {
  kind: 'measure' | 'reason' | 'metric'
  id: string
  /** Share of its whole, or its sum; null where there is no one number for it. */
  before: number | null
  now: number | null
  contribution: number
}

/** Lost seconds by reason; absent where the facts cannot be split so. */
type ByReason = Map<string, Pair<number>>

type Given = { whole: Pair<Sums>; reasons: ByReason | null }

/** A driver of a product, and how much the product moves with it. */
export type Driver = { id: string; model: Model; weight: number }

/**
 * The change of a product of drivers as losses: availability falls by what set-up, delays and stops
 * took of the planned time, quality by what scrap and rework took of the pieces. They add up to the
 * change exactly; a driver that is no share of anything stands as one term.
 */
export function lossesOf(drivers: Driver[], given: Given): Loss[] {
  return drivers.flatMap(({ id, model, weight }) => {
    const [factor] = model.factors
    const scaled = weight * model.scale
    if (factor?.bottom == null || model.factors.length > 1)
      return [wholeDriver({ id, model, weight }, given)]
    const { top, bottom } = factor
    if (top.every((measure) => bottom.includes(measure))) {
      const rest = bottom.filter((measure) => !top.includes(measure))
      const [terms, sign] = model.better === 'up' ? [rest, -1] : [top, 1]
      const share = { ...given, bottom, weight: sign * scaled, shown: model.scale }
      return terms.flatMap((measure) => shares(measure, share))
    }
    // Of a percentage both terms would mostly tell how much was made.
    if (drivers.length > 1 || model.scale === 100)
      return [wholeDriver({ id, model, weight }, given)]
    return topAndBottom({ top, bottom }, { ...given, weight: scaled })
  })
}

function wholeDriver({ id, model, weight }: Driver, { whole }: Given): Loss {
  const of = (period: 'before' | 'now') =>
    ratesOf(model, whole).reduce((product, rate) => product * rate[period], model.scale)
  const [before, now] = [of('before'), of('now')]
  return { kind: 'metric', id, before, now, contribution: weight * (now - before) }
}

type Share = Given & { bottom: Measure[]; weight: number; shown: number }

/** What a measure took of its whole; lost time by reason, where that is known. */
function shares(measure: Measure, share: Share): Loss[] {
  const { whole, reasons, bottom, weight, shown } = share
  const all = { before: sumOf(whole.before, bottom), now: sumOf(whole.now, bottom) }
  const term = (kind: Loss['kind'], id: string, spent: Pair<number>): Loss => {
    const [before, now] = [spent.before / all.before, spent.now / all.now]
    const contribution = weight * (now - before)
    return { kind, id, before: before * shown, now: now * shown, contribution }
  }
  const spent = { before: sumOf(whole.before, [measure]), now: sumOf(whole.now, [measure]) }
  if (measure !== 'down_s' || reasons === null) return [term('measure', measure, spent)]
  return [...withRest(reasons, spent)].map(([id, lost]) => term('reason', id, lost))
}

/** Lost time that no reason was booked for stands as `unqualified`. */
function withRest(reasons: ByReason, spent: Pair<number>): ByReason {
  const booked = (period: 'before' | 'now') =>
    [...reasons.values()].reduce((sum, lost) => sum + lost[period], 0)
  const rest = { before: spent.before - booked('before'), now: spent.now - booked('now') }
  if (Math.abs(rest.before) + Math.abs(rest.now) < 1e-6) return reasons
  const known = reasons.get('unqualified') ?? { before: 0, now: 0 }
  const unqualified = { before: known.before + rest.before, now: known.now + rest.now }
  return new Map(reasons).set('unqualified', unqualified)
}

type Ratio = { top: Measure[]; bottom: Measure[] }

/** Running time between failures moves with the running time, and against the failures. */
function topAndBottom(
  { top, bottom }: Ratio,
  { whole, weight }: Given & { weight: number },
): Loss[] {
  const meanBottom = (sumOf(whole.before, bottom) + sumOf(whole.now, bottom)) / 2
  const rate = (sums: Sums) => sumOf(sums, top) / sumOf(sums, bottom)
  const meanRate = (rate(whole.before) + rate(whole.now)) / 2
  const term = (measure: Measure, factor: number): Loss => {
    const [before, now] = [sumOf(whole.before, [measure]), sumOf(whole.now, [measure])]
    const contribution = (weight * factor * (now - before)) / meanBottom
    return { kind: 'measure', id: measure, before, now, contribution }
  }
  return [
    ...top.map((measure) => term(measure, 1)),
    ...bottom.map((measure) => term(measure, -meanRate)),
  ]
}

/** Drivers with what the product moves by each; their values are given in their own scale. */
export function driversOf(
  models: { id: string; model: Model }[],
  { whole, product }: { whole: Pair<Sums>; product: Model },
): Driver[] {
  const values = models.map(({ model }) => {
    const rates = ratesOf(model, whole)
    const of = (period: 'before' | 'now') =>
      rates.reduce((product, rate) => product * rate[period], 1)
    return { before: of('before'), now: of('now') }
  })
  const weights = weightsOf([...values, product.perPeriod])
  return models.map(({ id, model }, index) => ({
    id,
    model,
    // The driver's own scale is taken out: its weight meets a change in its own unit.
    weight: ((weights[index] ?? 0) * product.scale) / model.scale,
  }))
}
