import { sql } from 'drizzle-orm'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import type { SavedView } from './saved-view.ts'

/** A view as it was published. */
export type PageEntry = Pick<SavedView, 'name' | 'query' | 'form'> & {
  viewId: string
  viewVersion: number
  publishedBy: string
  publishedAt: Date
  /** The newest version of the view that the reader may see; null for none. */
  newestVersion: number | null
}

/** Empty `teamId` is the page of the whole site. */
export type PageKey = { siteId: string; teamId: string }

const supervising = ['supervisor', 'manager']

/** The database asks the same before it changes a page. */
export const mayPublish = ({ roles }: Principal, siteId: string): boolean =>
  roles.some((held) => held.siteId === siteId && supervising.includes(held.role))

/** What stands on a page, in its order. */
export function readTeamPage(
  db: Db,
  principal: Principal,
  { siteId, teamId }: PageKey,
): Promise<PageEntry[]> {
  return db.tx(
    'report',
    (tx) =>
      tx.rows<PageEntry>(sql`
        select e.view_id as "viewId", e.name, e.query, e.form, e.view_version as "viewVersion",
          e.published_by as "publishedBy", e.published_at as "publishedAt",
          v.version as "newestVersion"
        from team_page_entry e
        left join saved_view v on v.site_id = e.site_id and v.id = e.view_id
        where e.site_id = ${siteId} and e.team_id = ${teamId}
        order by e.position, e.view_id`),
    { principal },
  )
}

/** The pages on which a view stands. */
export async function pagesOfView(
  db: Db,
  principal: Principal,
  { siteId, viewId }: { siteId: string; viewId: string },
): Promise<{ teamId: string; viewVersion: number }[]> {
  return db.tx(
    'report',
    (tx) =>
      tx.rows<{ teamId: string; viewVersion: number }>(sql`
        select team_id as "teamId", view_version as "viewVersion" from team_page_entry
        where site_id = ${siteId} and view_id = ${viewId} order by 1`),
    { principal },
  )
}
