import { sql } from 'drizzle-orm'
import type { Actor, GateDeps, ProposalAddress } from './act-on.ts'

/** Records what was refused before it came to the gate, such as a request of a forged page. */
export async function noteRefusal(
  { db, clock }: GateDeps,
  { principal, channel }: Actor,
  { siteId, id, outcome }: ProposalAddress & { outcome: string },
): Promise<void> {
  await db.tx(
    'decide',
    (tx) =>
      tx.rows(
        sql`select jidoka_note_refusal(${siteId}, ${id}, ${outcome}, ${channel}, ${clock()})`,
      ),
    { principal },
  )
}
