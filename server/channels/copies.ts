import { sql } from 'drizzle-orm'
import type { Db } from '../../store/index.ts'
import type { Place, Reference } from './contract.ts'
import type { Queued } from './outbox.ts'

/** Cards that stand in some chat and are shown anew when their proposal changes, oldest first. */
export async function standingCopies(db: Db, now: Date): Promise<Queued[]> {
  return db.tx('channel', (tx) =>
    tx.rows<Queued>(sql`
      select key, place, user_id as "userId", kind, message, attempts, maybe_there as "maybeThere",
        reference, created_at as "createdAt", about_site as "aboutSite", about_id as "aboutId", shown
      from channel_outbox
      where status = 'sent' and shown is not null and about_id is not null and next_at <= ${now}
      order by about_site, about_id, seq limit 500`),
  )
}

export type CopyShown = {
  /** Null: it is not shown anew any more. */
  shown: string | null
  nextAt: Date
  reference: Reference | null
}

export async function noteShown(db: Db, key: string, state: CopyShown): Promise<void> {
  const reference = state.reference === null ? null : JSON.stringify(state.reference)
  await db.tx('channel', (tx) =>
    tx.rows(sql`update channel_outbox set shown = ${state.shown}, next_at = ${state.nextAt},
        reference = coalesce(${reference}::jsonb, reference)
      where key = ${key} and status = 'sent'`),
  )
}

/** What is left of those codes; null where the vendor gives none. */
export const codesOf = (reference: Reference | null): string[] | null =>
  reference?.codes === undefined ? null : reference.codes.split(' ').filter((code) => code !== '')

/** Some vendors give with each click a code by which the card may be shown anew once. */
export async function noteClick(
  db: Db,
  { channel, tenant }: Place,
  { copy, code }: { copy: string; code: string | null },
): Promise<void> {
  if (code === null) return
  await db.tx('channel', (tx) =>
    tx.rows(sql`update channel_outbox set reference = reference || jsonb_build_object('codes',
        concat_ws(' ', nullif(reference->>'codes', ''), ${code}::text))
      where channel = ${channel} and place->>'tenant' = ${tenant} and reference->>'copy' = ${copy}
        and not coalesce(reference->>'codes', '') like ${`%${code}%`}`),
  )
}
