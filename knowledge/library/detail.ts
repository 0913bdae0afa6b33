import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'
import { type CitationFeedback, feedbackOf } from './feedback.ts'
import { libraryItems } from './list.ts'
import { periodsIn, periodsOf, type StoredPeriod, standingAt } from './periods.ts'
import type { LibraryItem, RevisionView } from './types.ts'

export type DocumentDetail = LibraryItem & {
  /** Newest first. */
  revisions: RevisionView[]
  /** Of everybody for those who look after the document; else one's own. */
  feedback: CitationFeedback[]
  /** Whether the person looks after it: may say that it was reviewed. */
  mayReview: boolean
}

/**
 * A document with all its revisions and what people say of it.
 *
 * @throws AppError `not_found` when there is none that the person may read
 */
export async function readLibraryDocument(
  { db, clock }: { db: Db; clock: Clock },
  principal: Principal,
  { siteId, id }: { siteId: string; id: string },
): Promise<DocumentDetail> {
  const now = clock()
  return db.tx(
    'read',
    async (tx) => {
      const [item] = await libraryItems(tx, now, { siteId, id })
      if (item === undefined) throw unknown(id)
      return {
        ...item,
        revisions: await revisionsOf(tx, { siteId, id, now }),
        feedback: await feedbackOf(tx, { siteId, documentId: id }),
        mayReview: looksAfter(principal, item),
      }
    },
    { principal },
  )
}

type Row = Omit<RevisionView, 'state' | 'periods' | 'addedAt' | 'reviewedAt'> & {
  stored: StoredPeriod[]
  addedAt: Date | null
  reviewedAt: Date | null
}

async function revisionsOf(
  tx: Tx,
  { siteId, id, now }: { siteId: string; id: string; now: Date },
): Promise<RevisionView[]> {
  const rows = await tx.rows<Row>(sql`
    select r.revision, ${periodsIn(sql`r.in_force`)} as stored, r.file_name as "fileName",
      r.media_type as "mediaType", octet_length(r.content) as bytes, r.sha256, r.pages, r.parser,
      r.added_at as "addedAt", r.added_by as "addedBy", r.reviewed_at as "reviewedAt",
      r.reviewed_by as "reviewedBy", r.passages_zh + r.passages_en as passages
    from document_revision r where r.site_id = ${siteId} and r.document_id = ${id}
    order by r.revision desc`)
  return rows.map(({ stored, addedAt, reviewedAt, ...row }) => {
    const periods = periodsOf(stored)
    const { state } = standingAt(periods, now)
    return {
      ...{ ...row, periods, state },
      addedAt: addedAt?.toISOString() ?? null,
      reviewedAt: reviewedAt?.toISOString() ?? null,
    }
  })
}

/** As `jidoka_review_document()` decides it: a role at its site, or at any for one of the group. */
function looksAfter({ roles }: Principal, { siteId, ownerRole }: LibraryItem): boolean {
  return roles.some(
    (held) =>
      (siteId === 'group' || held.siteId === siteId) &&
      [ownerRole, 'manager', 'admin'].includes(held.role),
  )
}

const unknown = (id: string): AppError =>
  new AppError('not_found', `There is no document "${id}" that you may read.`, {
    field: 'id',
    hint: 'Find it in the library, or ask whoever looks after it.',
  })
