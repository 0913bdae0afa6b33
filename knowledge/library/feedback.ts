import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'

const feedbackVerdicts = ['useful', 'wrong', 'outdated'] as const
export type FeedbackVerdict = (typeof feedbackVerdicts)[number]

/** What a person says of one citation; said again, it replaces what they said before. */
export const feedbackInput = z.strictObject({
  siteId: z.string().min(1).max(60),
  documentId: z.string().min(1).max(120),
  revision: z.int().positive(),
  page: z.int().positive().nullable(),
  heading: z.string().max(1000),
  /** Word for word, as it was cited. */
  quote: z.string().trim().min(1).max(5000),
  verdict: z.enum(feedbackVerdicts),
  note: z.string().trim().max(500).default(''),
})
export type FeedbackInput = z.input<typeof feedbackInput>

export type CitationFeedback = Omit<z.output<typeof feedbackInput>, 'siteId' | 'documentId'> & {
  givenBy: string
  /** ISO 8601. */
  at: string
}

/** Keeps what a person says of a citation that they may read; the words must stand in the revision. */
export async function giveFeedback(
  { db, clock }: { db: Db; clock: Clock },
  principal: Principal,
  given: z.output<typeof feedbackInput>,
): Promise<'kept' | 'not_found'> {
  const [row] = await db.tx(
    'chat',
    (tx) =>
      tx.rows<{ outcome: 'kept' | 'not_found' }>(sql`
        select jidoka_give_feedback(${JSON.stringify(given)}::jsonb, ${clock()}) as outcome`),
    { principal },
  )
  return row?.outcome ?? 'not_found'
}

/** Of everybody for those who look after the document, else one's own; newest first. */
export async function feedbackOf(
  tx: Tx,
  { siteId, documentId }: { siteId: string; documentId: string },
): Promise<CitationFeedback[]> {
  const rows = await tx.rows<Omit<CitationFeedback, 'at'> & { at: Date }>(sql`
    select revision, page, heading, quote, verdict, note, given_by as "givenBy", at
    from citation_feedback where site_id = ${siteId} and document_id = ${documentId}
    order by at desc, given_by, quote limit 500`)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
