import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import type { Tx } from '../../store/index.ts'
import type { Clearance } from './clearance.ts'

export type FoundDocument = {
  siteId: string
  documentId: string
  title: string
  readerRoles: string[]
  clearance: Clearance
  revisions: { revision: number; sha256: string }[]
}

/**
 * A document by its id, among what the asker may read.
 *
 * @throws AppError with the nearest known, or with the sites when several have one of that id
 */
export async function findDocument(
  tx: Tx,
  { siteId, typed }: { siteId: string | null; typed: string },
): Promise<FoundDocument> {
  const found = await tx.rows<FoundDocument>(sql`
    select d.site_id as "siteId", d.id as "documentId", d.title, d.reader_roles as "readerRoles",
      d.clearance, json_agg(json_build_object('revision', r.revision, 'sha256', r.sha256)
        order by r.revision) as revisions
    from document d join document_revision r on r.site_id = d.site_id and r.document_id = d.id
    where lower(d.id) = lower(${typed}) and (${siteId}::text is null or d.site_id = ${siteId})
    group by d.site_id, d.id`)
  const [first, second] = found
  if (first !== undefined && second === undefined) return first
  if (first !== undefined) {
    throw new AppError('invalid_input', `document: several sites have a document "${typed}".`, {
      field: 'site',
      hint: `Say which: ${found.map((one) => one.siteId).join(', ')}.`,
    })
  }
  const known = await tx.rows<{ id: string }>(sql`
    select distinct id from document
    where ${siteId}::text is null or site_id = ${siteId} order by id`)
  const near = nearest(
    typed,
    known.map(({ id }) => id),
  )
  throw new AppError('not_found', `document: there is no "${typed}" that you may read.`, {
    field: 'document',
    hint:
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : 'Find documents with search_knowledge.',
  })
}
