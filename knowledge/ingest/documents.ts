import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Language } from '../../base/language.ts'
import { nearest } from '../../base/near.ts'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import { endEffective } from './store-revision.ts'

export type DocumentEntry = {
  siteId: string
  id: string
  title: string
  language: Language
  revision: number
  status: string
  mediaType: string
  fileName: string
  pages: number | null
  effectiveFrom: Date
  effectiveUntil: Date | null
  equipmentIds: string[]
  readerRoles: string[]
}

/** The newest state of each document that the person may read, those out of force included. */
export async function listDocuments(db: Db, principal: Principal): Promise<DocumentEntry[]> {
  return db.tx(
    'read',
    (tx) =>
      tx.rows<DocumentEntry>(sql`
        select distinct on (d.site_id, d.id) ${entryColumns}
        from document d
        join document_revision r on r.site_id = d.site_id and r.document_id = d.id
        order by d.site_id, d.id, (r.status = 'effective') desc, r.revision desc`),
    { principal },
  )
}

export const entryColumns = sql`d.site_id as "siteId", d.id, d.title, d.language, r.revision,
  r.status, r.media_type as "mediaType", r.file_name as "fileName", r.pages,
  r.effective_from as "effectiveFrom", r.effective_until as "effectiveUntil",
  d.equipment_ids as "equipmentIds", r.reader_roles as "readerRoles"`

/**
 * Takes a document out of search. Its revisions stay, so that old citations still lead somewhere.
 *
 * @throws AppError when the site has no such document in force
 */
export async function retireDocument(
  { db, clock }: { db: Db; clock: Clock },
  { siteId, id }: { siteId: string; id: string },
): Promise<void> {
  await db.tx('ingest', async (tx) => {
    if (await endEffective(tx, { siteId, id, now: clock() })) return
    const known = await tx.rows<{ id: string }>(sql`
      select document_id as id from document_revision
      where site_id = ${siteId} and status = 'effective'`)
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
