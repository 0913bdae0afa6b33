import { sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import { libraryItems } from './list.ts'
import type { LibraryItem } from './types.ts'

/** A document whose review is near or overdue. */
export type DueReview = LibraryItem & { reviewDue: string; overdue: boolean }

/** Documents in force that should be looked at within 30 days, the longest overdue first. */
export async function dueReviews(
  { db, clock }: { db: Db; clock: Clock },
  principal: Principal,
): Promise<DueReview[]> {
  const now = clock()
  return dueOf(await db.tx('read', (tx) => libraryItems(tx, now), { principal }))
}

export function dueOf(items: LibraryItem[]): DueReview[] {
  return items
    .flatMap((item) => {
      const { review, reviewDue } = item
      if (reviewDue === null || (review !== 'overdue' && review !== 'soon')) return []
      return [{ ...item, reviewDue, overdue: review === 'overdue' }]
    })
    .sort((a, b) => (a.reviewDue < b.reviewDue ? -1 : 1))
}

export type ReviewOutcome = 'reviewed' | 'other_revision' | 'not_allowed' | 'not_found'

export type Review = {
  siteId: string
  documentId: string
  /** The one that was looked at; it must be the one in force. */
  revision: number
  note: string
  /** Months until the next one; null: none. Omitted: as before. */
  months?: number | null
}

/** Notes that whoever looks after the document has looked at it and that it still holds. */
export async function noteReview(
  { db, clock }: { db: Db; clock: Clock },
  { principal, channel }: { principal: Principal; channel: string },
  review: Review,
): Promise<ReviewOutcome> {
  const [row] = await db.tx(
    'decide',
    (tx) =>
      tx.rows<{ outcome: ReviewOutcome }>(sql`
        select jidoka_review_document(${JSON.stringify(review)}::jsonb, ${channel}, ${clock()})
          as outcome`),
    { principal },
  )
  return row?.outcome ?? 'not_found'
}
