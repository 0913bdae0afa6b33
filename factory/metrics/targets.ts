import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

export type Target = {
  siteId: string
  metric: string
  /** Equipment id, or the site's own id. */
  scope: string
  target: number
}

/** Targets of the metrics at the sites, the widest scope first. */
export async function readTargets(
  tx: Tx,
  { metrics, sites }: { metrics: { id: string }[]; sites: string[] },
): Promise<Target[]> {
  const ids = metrics.map(({ id }) => id)
  if (ids.length === 0 || sites.length === 0) return []
  return tx.rows<Target>(sql`
    select site_id as "siteId", metric_id as metric, scope_id as scope, target from metric_target
    where site_id in ${sites} and metric_id in ${ids}
    order by metric_id, site_id, scope_id <> site_id, scope_id`)
}
