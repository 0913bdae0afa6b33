import type { Tx } from '../../../store/index.ts'
import type { CheckedQuery } from '../checked-query.ts'
import { compileSums } from '../compile.ts'
import { measuresOf, type RatioFormula } from '../definition.ts'
import type { Dimension, Measure } from '../measures.ts'
import type { Metric } from '../versions.ts'
import type { Pair, Sums } from './decompose.ts'

export type Part = { dimension: Dimension; siteId: string; id: string; sums: Pair<Sums> }
type Read = { whole: Pair<Sums>; rows: Pair<number>; parts: Part[]; newest: Date | null }
type Row = Record<string, unknown> & { dimension: string; site_id: string; member: string }

/** Sums of the whole and of each part, for both windows, in one statement. */
export async function readSums(
  tx: Tx,
  { query, splits }: { query: CheckedQuery; splits: Dimension[] },
): Promise<Read> {
  const rows = await tx.rows<Row>(compileSums({ ...query, dimensions: [], grain: null }, splits))
  const used = [...new Set(query.metrics.flatMap(measuresOf))]
  const whole = rows.find(({ dimension }) => dimension === '')
  const sums = (row: Row | undefined) => ({
    before: sumsOf(row, used, 1),
    now: sumsOf(row, used, 0),
  })
  return {
    whole: sums(whole),
    rows: { before: rowsRead(whole, 1), now: rowsRead(whole, 0) },
    newest: (whole?.newest_0 ?? null) as Date | null,
    parts: rows
      .filter(({ dimension }) => dimension !== '')
      .map((row) => ({
        dimension: row.dimension as Dimension,
        siteId: row.site_id,
        id: row.member,
        sums: sums(row),
      })),
  }
}

const sumsOf = (row: Row | undefined, used: Measure[], period: 0 | 1): Sums =>
  Object.fromEntries(used.map((measure) => [measure, Number(row?.[`${measure}_${period}`] ?? 0)]))

const rowsRead = (row: Row | undefined, period: 0 | 1): number =>
  Object.entries(row ?? {})
    .filter(([name]) => name.startsWith('rows_') && name.endsWith(`_${period}`))
    .reduce((sum, [, count]) => sum + Number(count), 0)

/** Unplanned stops by reason, where a metric loses time to them and the filters know reasons. */
export async function reasonSums(
  tx: Tx,
  query: CheckedQuery,
  metric: Metric,
): Promise<Map<string, Pair<number>> | null> {
  if (!measuresOf(metric).includes('down_s') || query.filters.product !== undefined) return null
  const lost = { ...metric, formula: lostTime }
  const { parts } = await readSums(tx, {
    query: { ...query, metrics: [lost] },
    splits: ['reason'],
  })
  const reasons = new Map<string, Pair<number>>()
  for (const { id, sums } of parts) {
    const held = reasons.get(id) ?? { before: 0, now: 0 }
    reasons.set(id, {
      before: held.before + (sums.before.lost_s ?? 0),
      now: held.now + (sums.now.lost_s ?? 0),
    })
  }
  return reasons
}

const lostTime: RatioFormula = {
  factors: [{ numerator: ['lost_s'] }],
  scale: 1,
  needs: [],
  without: [],
}
