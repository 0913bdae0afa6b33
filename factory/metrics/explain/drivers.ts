import type { Measure } from '../measures.ts'
import type { Metric } from '../versions.ts'
import { type Model, modelOf, type Pair, type Sums, worthOf } from './decompose.ts'

/** The metrics that this one is the product of: as it says, or those with one of its factors. */
export function driverMetrics(metric: Metric, standing: Metric[]): Metric[] {
  const named = metric.drivers.flatMap((id) => standing.find((one) => one.id === id) ?? [])
  return named.length === metric.drivers.length ? named : []
}

type Driven = { metric: Metric; model: Model; drivers: Metric[] }

/** Named drivers count only while they do multiply to the metric: definitions may have changed. */
export function driverModels({ metric, model, drivers }: Driven, whole: Pair<Sums>) {
  const one = { before: 1, now: 1 }
  const named = drivers.flatMap((driver) => {
    const own = modelOf(driver, one)
    return own === null ? [] : [{ id: driver.id, model: own }]
  })
  if (named.length > 0 && multiplyTo(named, { model, whole })) return named
  return model.factors.map((factor) => ({
    id: model.factors.length === 1 ? metric.id : factorName(factor),
    model: {
      ...model,
      factors: [factor],
      scale: model.factors.length === 1 ? model.scale : 1,
      perPeriod: one,
    },
  }))
}

const factorName = ({ top, bottom }: { top: Measure[]; bottom: Measure[] | null }): string =>
  bottom === null ? top.join(' + ') : `${top.join(' + ')} ÷ (${bottom.join(' + ')})`

function multiplyTo(
  named: { model: Model }[],
  { model, whole }: { model: Model; whole: Pair<Sums> },
): boolean {
  const target = worthOf(model, whole)
  return (['before', 'now'] as const).every((period) => {
    const product = named.reduce(
      (all, { model: own }) => (all * worthOf(own, whole)[period]) / own.scale,
      model.scale,
    )
    return Math.abs(product - target[period]) <= 1e-9 * Math.abs(target[period])
  })
}
