import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import { principalOf } from '../auth/people.ts'
import { allSites } from '../sites.ts'

/**
 * Whom the command line acts as: the person named by `--as`, else the first administrator. The
 * owner of the folder sees every site; what may be proposed stays a matter of the database.
 */
export async function localPrincipal(db: Db, as: string | undefined): Promise<Principal> {
  if (as !== undefined) return (await principalOf(db, as)) ?? refuseUnknown(db, as)
  const [admin] = await db.tx('app', (tx) =>
    tx.rows<{ userId: string }>(
      sql`select user_id as "userId" from user_role where role = 'admin' order by user_id limit 1`,
    ),
  )
  const found = admin === undefined ? null : await principalOf(db, admin.userId)
  const sites = await allSites(db)
  return {
    userId: found?.userId ?? 'local',
    language: found?.language ?? 'en',
    roles: sites.map(({ id }) => ({ siteId: id, role: 'admin' })),
  }
}

async function refuseUnknown(db: Db, typed: string): Promise<never> {
  const rows = await db.tx('app', (tx) => tx.rows<{ id: string }>(sql`select id from "user"`))
  const near = nearest(
    typed,
    rows.map(({ id }) => id),
  )
  throw new AppError('not_found', `There is no user "${typed}".`, {
    field: 'as',
    hint:
      near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Make one with `jidoka user add`.',
  })
}
