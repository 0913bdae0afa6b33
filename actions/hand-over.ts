import { desc, eq, sql } from 'drizzle-orm'
import type { NewId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import { type Db, schema } from '../store/index.ts'
import type { Actor, GateDeps } from './act-on.ts'

export type Handover = {
  siteId: string
  id: string
  fromUser: string
  toUser: string
  note: string
  /** What waited at that moment. */
  proposalIds: string[]
  /** ISO 8601. */
  at: string
  takenAt: string | null
}

export type HandoverOutcome = 'handed_over' | 'not_a_shift_leader'

/** Leaves what waits, with a note, to whoever leads the next shift; claims go along. */
export async function handOver(
  { db, clock, newId }: GateDeps & { newId: NewId },
  leader: Actor,
  { siteId, toUser, note }: Pick<Handover, 'siteId' | 'toUser' | 'note'>,
): Promise<{ outcome: HandoverOutcome; id: string }> {
  const id = newId('hov')
  const [row] = await db.tx(
    'decide',
    (tx) =>
      tx.rows<{ outcome: HandoverOutcome }>(
        sql`select jidoka_hand_over(${siteId}, ${id}, ${toUser}, ${note}, ${leader.channel},
          ${clock()}) as outcome`,
      ),
    { principal: leader.principal },
  )
  return { outcome: row?.outcome ?? 'not_a_shift_leader', id }
}

/** Says that one has read it. */
export async function takeOver(
  { db, clock }: GateDeps,
  next: Actor,
  { siteId, id }: Pick<Handover, 'siteId' | 'id'>,
): Promise<'taken_over' | 'not_found'> {
  const [row] = await db.tx(
    'decide',
    (tx) =>
      tx.rows<{ outcome: 'taken_over' | 'not_found' }>(
        sql`select jidoka_take_over(${siteId}, ${id}, ${next.channel}, ${clock()}) as outcome`,
      ),
    { principal: next.principal },
  )
  return row?.outcome ?? 'not_found'
}

/** The latest handovers of a site, newest first. */
export function listHandovers(db: Db, principal: Principal, siteId: string): Promise<Handover[]> {
  const { shiftHandover } = schema
  return db.tx(
    'read',
    async (tx) => {
      const rows = await tx.orm
        .select()
        .from(shiftHandover)
        .where(eq(shiftHandover.siteId, siteId))
        .orderBy(desc(shiftHandover.at), shiftHandover.id)
        .limit(20)
      return rows.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        takenAt: row.takenAt?.toISOString() ?? null,
      }))
    },
    { principal },
  )
}
