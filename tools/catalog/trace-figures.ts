import type { LotTrace } from '../../factory/index.ts'
import type { Figure } from '../define-tool.ts'

/** What was reached and what of it left the plant; of each cause told, its shares. */
export function traceFigures(trace: LotTrace): Figure[] {
  const { lot, site, comparison, shipped, back, forward, outcome } = trace
  const window = { from: trace.from.toISOString(), to: trace.asOf.toISOString(), zone: site.zone }
  const about = {
    ...{ version: 1, rows: trace.rowsRead, freshness: trace.dataUntil?.toISOString() ?? null },
    window,
  }
  const where: Record<string, string> = {
    site: site.siteId,
    ...(lot === null ? {} : { lot: lot.id }),
  }
  const figure = (
    metric: string,
    value: number | null,
    unit: string,
    more: Partial<Figure> = {},
  ): Figure => ({
    ...{ ...about, metric, value, unit, dimensions: where, truncated: false, ...more },
  })
  const shares = (kind: string, exposed: number, all: number, of: Record<string, string>) =>
    figure(kind, all === 0 ? null : (100 * exposed) / all, '%', {
      dimensions: { ...where, ...of },
      ...(all === 0 ? { nullReason: 'zero_denominator' } : {}),
    })
  return [
    ...(lot === null
      ? []
      : [
          figure('lots_went_in', back.total, 'lot', { truncated: back.truncated }),
          figure('lots_came_of_it', forward.total, 'lot', { truncated: forward.truncated }),
        ]),
    figure('lots_shipped', shipped.lots, 'lot'),
    figure('quantity_shipped', shipped.quantity, 'pcs'),
    ...(outcome === null
      ? []
      : [
          shares('bad_share', outcome.exposedBad, outcome.exposed, { group: 'exposed' }),
          shares('bad_share', outcome.othersBad, outcome.others, { group: 'others' }),
        ]),
    ...(comparison?.causes ?? []).slice(0, 8).flatMap((one) => {
      const of = { exposure: `${one.kind}:${one.id}` }
      return [
        shares('exposed_share', one.suspectsExposed, one.suspects, { ...of, group: 'suspects' }),
        shares('exposed_share', one.othersExposed, one.others, { ...of, group: 'others' }),
      ]
    }),
  ]
}
