import { sql } from 'drizzle-orm'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'
import { standing, type ViewOutcome } from './change-view.ts'
import { readView } from './read-views.ts'
import type { SavedView } from './saved-view.ts'

type Wanted = { siteId: string; id: string; version: number }

/** Forgets a view, unless it was changed since it was seen. What was published of it stays. */
export function deleteView(
  db: Db,
  principal: Principal,
  { siteId, id, version }: Wanted,
): Promise<{ outcome: 'deleted'; view: null } | ViewOutcome> {
  const work = async (tx: Tx): Promise<{ outcome: 'deleted'; view: null } | ViewOutcome> => {
    const gone = await tx.rows<Pick<SavedView, 'id'>>(sql`
      delete from saved_view
      where site_id = ${siteId} and id = ${id} and version = ${version} returning id`)
    if (gone.length > 0) return { outcome: 'deleted', view: null }
    return standing(await readView(tx, { siteId, id }), principal)
  }
  return db.tx('report', work, { principal })
}
