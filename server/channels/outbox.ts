import { sql } from 'drizzle-orm'
import { storableJson } from '../../base/storable.ts'
import type { Db } from '../../store/index.ts'
import { type ChannelName, laneOf, type Outbound, type Place, type Reference } from './contract.ts'
import { claimNext, type Queue, type QueueDeps } from './queue.ts'

export type OutboxKind = 'answer' | 'card' | 'notice' | 'alert' | 'report'

export type Outgoing = {
  /** The same key is the same message, for ever. */
  key: string
  place: Place
  userId: string | null
  kind: OutboxKind
  message: Outbound
  /** The proposal that it shows, and what of it. */
  about?: { siteId: string; id: string; shown: string } | undefined
  /** What was begun already and is finished by this. */
  reference?: Reference | null
}

export type Queued = {
  key: string
  place: Place
  userId: string | null
  kind: OutboxKind
  message: Outbound
  attempts: number
  maybeThere: boolean
  reference: Reference | null
  createdAt: Date
  aboutSite: string | null
  aboutId: string | null
  shown: string | null
}

const columns = sql.raw(`key, place, user_id as "userId", kind, message, attempts,
  maybe_there as "maybeThere", reference, created_at as "createdAt",
  about_site as "aboutSite", about_id as "aboutId", shown`)

export const outbox: Queue = {
  ...{ table: 'channel_outbox', working: 'sending', columns },
  // Whoever had it may have sent it.
  noting: sql.raw(`maybe_there = maybe_there or status = 'sending',`),
}

/** Puts messages into the outbox, in order; those whose keys are known are there already. */
export async function enqueue(
  { db, clock }: QueueDeps,
  messages: readonly Outgoing[],
): Promise<void> {
  const now = clock()
  await db.tx('channel', async (tx) => {
    for (const { key, place, userId, kind, message, about, reference } of messages) {
      await tx.rows(sql`
        insert into channel_outbox (key, channel, lane, place, user_id, kind, message, about_site,
          about_id, shown, status, next_at, reference, created_at)
        values (${key}, ${place.channel}, ${laneOf(place)}, ${JSON.stringify(place)}::jsonb,
          ${userId}, ${kind}, ${storableJson(message)}::jsonb, ${about?.siteId ?? null},
          ${about?.id ?? null}, ${about?.shown ?? null}, 'ready', ${now},
          ${reference ? JSON.stringify(reference) : null}::jsonb, ${now})
        on conflict do nothing`)
    }
  })
}

/** The next message of some conversation whose earlier ones are all through, or given up. */
export const claimMessage = (
  deps: QueueDeps,
  channels: readonly ChannelName[],
): Promise<Queued | null> => claimNext<Queued>(deps, outbox, channels)

export type MessageEnd =
  | { status: 'sent'; reference: Reference | null }
  | { status: 'ready'; why: string; waitMs: number; maybeThere: boolean }
  | { status: 'dead' | 'unknown'; why: string }

export async function endMessage(
  { db, clock }: QueueDeps,
  { key, attempts, reference: before }: Pick<Queued, 'key' | 'attempts' | 'reference'>,
  end: MessageEnd,
): Promise<void> {
  const now = clock()
  const waitMs = end.status === 'ready' ? end.waitMs : 0
  const reference = end.status === 'sent' ? (end.reference ?? before) : before
  await db.tx('channel', (tx) =>
    tx.rows(sql`update channel_outbox set status = ${end.status}, leased_until = null,
        next_at = ${new Date(now.getTime() + waitMs)}, why = ${end.status === 'sent' ? null : end.why},
        maybe_there = maybe_there or ${end.status === 'ready' && end.maybeThere},
        reference = ${reference === null ? null : JSON.stringify(reference)}::jsonb,
        sent_at = ${end.status === 'sent' ? now : null}
      where key = ${key} and attempts = ${attempts} and status = 'sending'`),
  )
}

/** Whether something is still on its way to a conversation. */
export async function hasWaiting(db: Db, place: Place): Promise<boolean> {
  const rows = await db.tx('channel', (tx) =>
    tx.rows(sql`select from channel_outbox where lane = ${laneOf(place)}
      and status in ('ready', 'sending') limit 1`),
  )
  return rows.length > 0
}

/** The messages of a kind that wait behind one in its conversation, oldest first. */
export async function waitingBehind(db: Db, { key, kind, place }: Queued): Promise<Queued[]> {
  return db.tx('channel', (tx) =>
    tx.rows<Queued>(sql`select ${columns} from channel_outbox
      where lane = ${laneOf(place)} and status = 'ready' and kind = ${kind} and key <> ${key}
      order by seq limit 50`),
  )
}

/** Puts one message in the place of it and of others that wait: none is lost, one is sent. */
export async function foldInto(
  { db }: QueueDeps,
  carrier: Queued,
  { message, folded }: { message: Outbound; folded: Queued[] },
): Promise<void> {
  await db.tx('channel', async (tx) => {
    await tx.rows(sql`update channel_outbox set status = 'folded', why = ${carrier.key}
      where key in ${folded.map(({ key }) => key)} and status = 'ready'`)
    await tx.rows(sql`update channel_outbox set message = ${storableJson(message)}::jsonb
      where key = ${carrier.key}`)
  })
}

/** The copy that a button was pressed on, by the name that the vendor gave it. */
export async function findCopy(
  db: Db,
  { channel, tenant }: Place,
  copy: string,
): Promise<Queued | null> {
  const [row] = await db.tx('channel', (tx) =>
    tx.rows<Queued>(sql`select ${columns} from channel_outbox
      where channel = ${channel} and place->>'tenant' = ${tenant} and reference->>'copy' = ${copy}`),
  )
  return row ?? null
}
