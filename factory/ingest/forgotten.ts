import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { retainedStreams } from '../telemetry/index.ts'
import { type Checked, type GoodRow, refuse } from './parse-rows.ts'
import { definitionOf, type StreamName } from './streams.ts'

/**
 * Rows older than what is kept of their stream: what was computed beside them can't be computed
 * again. A month of measurements may be dropped at any moment: the lock comes first, so that either
 * the drop waits for us or we see its floor.
 */
export async function refuseForgotten(
  tx: Tx,
  rows: GoodRow[],
  stream: StreamName,
): Promise<Checked> {
  if (!retainedStreams.some((name) => name === stream)) return { good: rows, bad: [] }
  if (stream === 'measurement') await tx.exec('lock table only measurement in row exclusive mode')
  const [kept] = await tx.rows<{ keep: string | null; floor: Date }>(sql`
    select keep, floor from retention where site_id = 'group' and stream = ${stream}`)
  const { until } = definitionOf(stream)
  if (kept === undefined || until === undefined) return { good: rows, bad: [] }
  const isKept = ({ row }: GoodRow) => until(row) >= kept.floor
  const reason = `lies before ${kept.floor.toISOString()}, from where on ${stream} is kept (retention ${
    kept.keep ?? 'until lately'
  })`
  const refused = rows
    .filter((item) => !isKept(item))
    .map((item) => refuse(item, [{ field: 'at', value: until(item.row).toISOString(), reason }]))
  return { good: rows.filter(isKept), bad: refused }
}
