import { isCapability, type MetricDefinition, type RatioFormula } from '../definition.ts'
import type { Measure } from '../measures.ts'

/** Sums of measures in the window and in the one before. */
export type Sums = Partial<Record<Measure, number>>
export type Pair<Value> = { before: Value; now: Value }

/** What a change is made of: `own` from its rate, `mix` from its weight; they add up to the term. */
export type Contribution = { contribution: number; own: number; mix: number }

type Factor = { top: Measure[]; bottom: Measure[] | null }

/** The parts of a formula that facts add up to; seconds of the window go into the numbers. */
export type Model = {
  factors: Factor[]
  scale: number
  /** What the seconds of the window multiply each period by. */
  perPeriod: Pair<number>
  better: MetricDefinition['better']
}

export const sumOf = (sums: Sums, measures: Measure[]): number =>
  measures.reduce((total, measure) => total + (sums[measure] ?? 0), 0)

export function modelOf(
  { formula, better }: Pick<MetricDefinition, 'formula' | 'better'>,
  spanS: Pair<number>,
): Model | null {
  if (isCapability(formula)) return null
  const ofSpan = (measures: Measure[] | undefined) => measures?.includes('span_s') === true
  const power = formula.factors.reduce(
    (sum, { numerator, denominator }) =>
      sum + Number(ofSpan(numerator)) - Number(ofSpan(denominator)),
    0,
  )
  const factors = formula.factors
    .filter(({ numerator }) => !ofSpan(numerator))
    .map(({ numerator, denominator }) => ({
      top: numerator,
      bottom: denominator === undefined || ofSpan(denominator) ? null : denominator,
    }))
  const perPeriod = { before: spanS.before ** power, now: spanS.now ** power }
  return { factors, scale: formula.scale, perPeriod, better }
}

/** The value of a whole, or why there is none: the same rules as in the statement. */
export function faultOf({ factors, needs, without }: RatioFormula, sums: Sums): string | null {
  if (needs.some((need) => sumOf(sums, [need]) === 0)) return 'not_recorded'
  if (without.some((fault) => sumOf(sums, [fault]) !== 0)) return 'not_recorded'
  const empty = factors.some(
    ({ denominator }) =>
      denominator !== undefined &&
      !denominator.includes('span_s') &&
      sumOf(sums, denominator) === 0,
  )
  return empty ? 'zero_denominator' : null
}

const rateOf = ({ top, bottom }: Factor, sums: Sums): number =>
  bottom === null ? sumOf(sums, top) : sumOf(sums, top) / sumOf(sums, bottom)

const periods = ['before', 'now'] as const

export function worthOf({ factors, scale, perPeriod }: Model, whole: Pair<Sums>): Pair<number> {
  const of = (period: 'before' | 'now') =>
    factors.reduce(
      (product, factor) => product * rateOf(factor, whole[period]),
      scale * perPeriod[period],
    )
  return { before: of('before'), now: of('now') }
}

/**
 * How much of the change of a product each factor explains: the mean over all orders in which they
 * could have changed one after another (Shapley). Weight × change of the factor; they add up.
 */
export function weightsOf(rates: Pair<number>[]): number[] {
  return rates.map((_, own) => {
    const others = rates.filter((_, index) => index !== own)
    const subsets = 2 ** others.length
    let weight = 0
    for (let subset = 0; subset < subsets; subset++) {
      const changed = others.filter((_, index) => (subset >> index) & 1).length
      const product = others.reduce(
        (value, rate, index) => value * ((subset >> index) & 1 ? rate.now : rate.before),
        1,
      )
      weight += orderShare(changed, rates.length) * product
    }
    return weight
  })
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))
const orderShare = (before: number, all: number): number =>
  (factorial(before) * factorial(all - before - 1)) / factorial(all)

/** The rates of the factors, and with several windows' lengths the length as a factor of its own. */
export function ratesOf(model: Model, whole: Pair<Sums>): Pair<number>[] {
  const rates = model.factors.map((factor) => ({
    before: rateOf(factor, whole.before),
    now: rateOf(factor, whole.now),
  }))
  return [...rates, model.perPeriod]
}

/**
 * What a part (a machine, a team …) contributes to the change of the whole. A ratio changes by
 * (ΔN − R̄·ΔD) ÷ D̄, which is linear in N and D: so parts add up to the whole, exactly.
 */
export function contributionOf(
  model: Model,
  { whole, part }: { whole: Pair<Sums>; part: Pair<Sums> },
): Contribution {
  const weights = weightsOf(ratesOf(model, whole))
  let contribution = 0
  let own = 0
  let known = true
  model.factors.forEach((factor, index) => {
    const weight = (weights[index] ?? 0) * model.scale
    const delta = (measures: Measure[]) => sumOf(part.now, measures) - sumOf(part.before, measures)
    if (factor.bottom === null) {
      contribution += weight * delta(factor.top)
      own += weight * delta(factor.top)
      return
    }
    const bottoms = periods.map((period) => sumOf(part[period], factor.bottom ?? []))
    const meanBottom = mean(whole, (sums) => sumOf(sums, factor.bottom ?? []))
    const meanRate = mean(whole, (sums) => rateOf(factor, sums))
    contribution += (weight * (delta(factor.top) - meanRate * delta(factor.bottom))) / meanBottom
    if (bottoms.includes(0)) {
      known = false
      return
    }
    const change = rateOf(factor, part.now) - rateOf(factor, part.before)
    own += (weight * mean(part, (sums) => sumOf(sums, factor.bottom ?? [])) * change) / meanBottom
  })
  // A part that was not there in one of the windows has no rate of its own to compare.
  return known
    ? { contribution, own, mix: contribution - own }
    : { contribution, own: 0, mix: contribution }
}

const mean = (pair: Pair<Sums>, of: (sums: Sums) => number): number =>
  (of(pair.before) + of(pair.now)) / 2

/** What the difference in length of the two windows explains; zero where they are equally long. */
export function spanContribution(model: Model, whole: Pair<Sums>): number {
  const weights = weightsOf(ratesOf(model, whole))
  const { before, now } = model.perPeriod
  return (weights.at(-1) ?? 0) * (now - before) * model.scale
}
