import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import type { Clock } from '../../base/ports.ts'
import type { Db, Tx } from '../../store/index.ts'
import { type AskedSpan, spanOf } from './span.ts'
import { putInForce } from './store-revision.ts'

type Deps = { db: Db; clock: Clock }
type Own = AskedSpan & {
  siteId: string
  id: string
  /** Who does it, for the record. */
  by?: string
}

/**
 * Takes a document out of search, as the own act of whoever owns the store. Its revisions stay, so
 * that old citations still lead somewhere.
 *
 * @throws AppError when the site has no such document in force
 */
export async function retireDocument({ db, clock }: Deps, given: Own): Promise<void> {
  const now = clock()
  await db.tx('ingest', async (tx) => {
    await requireOne(tx, given, { inForceAt: now })
    await ownAct(tx, { ...given, revision: null }, now)
  })
}

/**
 * Puts a revision that is there in force, now or later, as the own act of whoever owns the store.
 *
 * @throws AppError when the site has no such document or revision
 */
export async function publishRevision(
  { db, clock }: Deps,
  given: Own & { revision: number },
): Promise<void> {
  await db.tx('ingest', async (tx) => {
    const revisions = await requireOne(tx, given, { inForceAt: null })
    if (revisions.includes(given.revision)) return ownAct(tx, given, clock())
    throw new AppError('not_found', `"${given.id}" has no revision ${given.revision}.`, {
      field: 'revision',
      hint: `It has: ${revisions.join(', ')}.`,
    })
  })
}

async function ownAct(tx: Tx, own: Own & { revision: number | null }, now: Date): Promise<void> {
  const { siteId, id, revision, by: addedBy = 'system' } = own
  const span = spanOf(own, now)
  if (span !== null) await putInForce(tx, { siteId, id, revision, ...span, addedBy, now })
}

/** Its revisions; at an instant only those that are in force then or later. */
async function requireOne(
  tx: Tx,
  { siteId, id }: Own,
  { inForceAt }: { inForceAt: Date | null },
): Promise<number[]> {
  const known = await tx.rows<{ id: string; revision: number }>(sql`
    select document_id as id, revision from document_revision
    where site_id = ${siteId} and (${inForceAt}::timestamptz is null
      or in_force && tstzrange(${inForceAt}, null)) order by 1, 2`)
  const revisions = known.filter((row) => row.id === id).map(({ revision }) => revision)
  if (revisions.length > 0) return revisions
  const near = nearest(id, [...new Set(known.map((row) => row.id))])
  const what = inForceAt === null ? '' : ' in force'
  throw new AppError('not_found', `Site ${siteId} has no document "${id}"${what}.`, {
    field: 'id',
    ...(near.length > 0 ? { hint: `Did you mean ${near.join(' or ')}?` } : {}),
  })
}
