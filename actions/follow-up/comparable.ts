import { sql } from 'drizzle-orm'
import type { Db } from '../../store/index.ts'

type Stretch = { siteId: string; machine: string; from: Date; to: Date }

const most = 12

/** Machines of the same class and site that no executed action was about in this time. */
export async function comparableMachines(db: Db, stretch: Stretch): Promise<string[]> {
  const { siteId, machine, from, to } = stretch
  const rows = await db.tx('read', (tx) =>
    tx.rows<{ id: string }>(sql`
      select other.id from equipment other
      join equipment own on own.site_id = other.site_id and own.id = ${machine}
        and own.class_id = other.class_id and own.id <> other.id
      where other.site_id = ${siteId} and other.level = 'machine' and not exists (
        select from proposal p where p.site_id = ${siteId} and p.status = 'done'
          and p.finished_at > ${from} and p.finished_at < ${to}
          and (p.args::jsonb->>'equipmentId' in (other.id, other.line_id, other.area_id)
            or p.prediction->'filters'->'machine' @> to_jsonb(other.id)))
      order by other.id limit ${most}`),
  )
  return rows.map(({ id }) => id)
}
