import type { LotTrace } from '../../factory/index.ts'
import type { Figure } from '../define-tool.ts'

const mostCauses = 8

/** What was reached and what of it left the plant; of each cause told, its shares. */
export function traceFigures(trace: LotTrace): Figure[] {
  const { lot, comparison, shipped, back, forward, outcome } = trace
  const counted = (metric: string, value: number, truncated = false) =>
    figureOf(trace, { metric, value, unit: 'lot', truncated })
  const bad = (group: string, part: number, all: number) =>
    figureOf(trace, { ...shareOf(part, all), metric: 'bad_share', dimensions: { group } })
  return [
    ...(lot === null
      ? []
      : [
          counted('lots_went_in', back.total, back.truncated),
          counted('lots_came_of_it', forward.total, forward.truncated),
        ]),
    counted('lots_shipped', shipped.lots),
    figureOf(trace, { metric: 'quantity_shipped', value: shipped.quantity, unit: 'pcs' }),
    ...(outcome === null
      ? []
      : [
          bad('exposed', outcome.exposedBad, outcome.exposed),
          bad('others', outcome.othersBad, outcome.others),
        ]),
    ...(comparison?.causes ?? []).slice(0, mostCauses).flatMap((cause) => {
      const exposure = `${cause.kind}:${cause.id}`
      const of = (group: string, part: number, all: number) =>
        figureOf(trace, {
          ...{ ...shareOf(part, all), metric: 'exposed_share', dimensions: { exposure, group } },
        })
      return [
        of('suspects', cause.suspectsExposed, cause.suspects),
        of('others', cause.othersExposed, cause.others),
      ]
    }),
  ]
}

const shareOf = (part: number, all: number) => ({
  ...{ unit: '%', value: all === 0 ? null : (100 * part) / all },
  ...(all === 0 ? { nullReason: 'zero_denominator' } : {}),
})

type Given = Pick<Figure, 'metric' | 'value' | 'unit'> & Partial<Figure>

function figureOf({ lot, site, from, asOf, rowsRead, dataUntil }: LotTrace, given: Given): Figure {
  const where = { site: site.siteId, ...(lot === null ? {} : { lot: lot.id }) }
  return {
    ...{ version: 1, rows: rowsRead, freshness: dataUntil?.toISOString() ?? null },
    window: { from: from.toISOString(), to: asOf.toISOString(), zone: site.zone },
    truncated: false,
    ...given,
    dimensions: { ...where, ...given.dimensions },
  }
}
