import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import type { Clock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import { putInForce } from './store-revision.ts'

/**
 * Takes a document out of search, as the own act of whoever owns the store. Its revisions stay, so
 * that old citations still lead somewhere.
 *
 * @throws AppError when the site has no such document in force
 */
export async function retireDocument(
  { db, clock }: { db: Db; clock: Clock },
  { siteId, id, by = 'system' }: { siteId: string; id: string; by?: string },
): Promise<void> {
  const now = clock()
  await db.tx('ingest', async (tx) => {
    const known = await tx.rows<{ id: string }>(sql`
      select distinct document_id as id from document_revision
      where site_id = ${siteId} and in_force && tstzrange(${now}, null) order by 1`)
    if (known.some((row) => row.id === id)) {
      const ending = { revision: null, from: now, until: null }
      return putInForce(tx, { siteId, id, ...ending, addedBy: by, now })
    }
    const near = nearest(
      id,
      known.map((row) => row.id),
    )
    throw new AppError('not_found', `Site ${siteId} has no document "${id}" in force.`, {
      field: 'id',
      ...(near.length > 0 ? { hint: `Did you mean ${near.join(' or ')}?` } : {}),
    })
  })
}
