import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'

export type RevisionFile = {
  fileName: string
  mediaType: string
  sha256: string
  content: Uint8Array
}

/**
 * The bytes of a revision, as they came in.
 *
 * @throws AppError `not_found` when there is none that the person may read
 */
export async function readRevisionFile(
  db: Db,
  principal: Principal,
  { siteId, id, revision }: { siteId: string; id: string; revision: number },
): Promise<RevisionFile> {
  const [file] = await db.tx(
    'read',
    (tx) =>
      tx.rows<RevisionFile>(sql`
        select file_name as "fileName", media_type as "mediaType", sha256, content
        from document_revision
        where site_id = ${siteId} and document_id = ${id} and revision = ${revision}`),
    { principal },
  )
  if (file !== undefined) return file
  throw new AppError(
    'not_found',
    `There is no revision ${revision} of "${id}" that you may read.`,
    {
      field: 'revision',
      hint: 'Follow the link of a citation, or find the document in the library.',
    },
  )
}
