import { sql } from 'drizzle-orm'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'
import { type SavedView, viewColumns } from './saved-view.ts'

const mostListed = 500

/** One's own views and those shared with one, by name. */
export function listViews(db: Db, principal: Principal): Promise<SavedView[]> {
  return db.tx(
    'report',
    (tx) =>
      tx.rows<SavedView>(sql`
        select ${viewColumns} from saved_view
        order by owner_id <> ${principal.userId}, lower(name), site_id, id limit ${mostListed}`),
    { principal },
  )
}

/** Null where there is none that the reader may see. */
export async function readView(
  tx: Tx,
  { siteId, id }: { siteId: string; id: string },
): Promise<SavedView | null> {
  const [view] = await tx.rows<SavedView>(sql`
    select ${viewColumns} from saved_view where site_id = ${siteId} and id = ${id}`)
  return view ?? null
}

/** A kept question that a metric is part of; `teamId` where it is one of a page. */
export type MetricView = {
  siteId: string
  id: string
  name: string
  ownerId: string
  /** Empty for the site's own page; null for a saved view. */
  teamId: string | null
}

/** Views and entries of pages that use a metric, as far as the reader may see them. */
export function viewsOfMetric(
  db: Db,
  principal: Principal,
  { metric, limit }: { metric: string; limit: number },
): Promise<MetricView[]> {
  const uses = sql`exists (select from jsonb_array_elements_text(query->'metrics') m
    where split_part(m, '@', 1) = ${metric})`
  return db.tx(
    'report',
    (tx) =>
      tx.rows<MetricView>(sql`
        select site_id as "siteId", id, name, owner_id as "ownerId", null as "teamId"
        from saved_view where ${uses}
        union all
        select site_id, view_id, name, published_by, team_id from team_page_entry where ${uses}
        order by 5 nulls first, 3, 1, 2 limit ${limit}`),
    { principal },
  )
}
