import { sql } from 'drizzle-orm'
import { storableJson } from '../../base/storable.ts'
import { type ChannelName, type Inbound, laneOf, type Reference } from './contract.ts'
import { claimNext, type Queue, type QueueDeps } from './queue.ts'

/** What an earlier try left behind. */
export type Progress = {
  /** A reply that is seen already. */
  reference?: Reference
  /** The turn that was asked in each thread, so that no second one asks the same. */
  turns?: Record<string, number>
}

export type Claimed = { key: string; event: Inbound; attempts: number; progress: Progress }

export const inbox: Queue = {
  ...{ table: 'channel_inbox', working: 'working' },
  columns: sql.raw('key, event, attempts, progress'),
  noting: sql.raw(''),
  // One person who asks in a hundred threads does not take all who answer.
  sameAs: sql.raw(`w.channel = c.channel and w.event->>'externalUser' = c.event->>'externalUser'
    and w.event->'place'->>'tenant' = c.event->'place'->>'tenant'`),
}

/** Stores what came, once. @returns false for what came before, under either of its names */
export async function receive({ db, clock }: QueueDeps, event: Inbound): Promise<boolean> {
  const now = clock()
  const rows = await db.tx('channel', (tx) =>
    tx.rows(sql`
      insert into channel_inbox (key, alias, channel, lane, event, status, next_at, received_at)
      values (${event.key}, ${event.alias}, ${event.place.channel}, ${laneOf(event.place)},
        ${storableJson(event)}::jsonb, 'ready', ${now}, ${now})
      on conflict do nothing returning 1`),
  )
  return rows.length > 0
}

/** The next event of some conversation whose earlier ones are all done. */
export const claimEvent = (
  deps: QueueDeps,
  channels: readonly ChannelName[],
): Promise<Claimed | null> => claimNext<Claimed>(deps, inbox, channels)

/** Writes down how far a try has come. */
export async function noteProgress(
  { db }: Pick<QueueDeps, 'db'>,
  { key, attempts, progress }: Claimed,
): Promise<void> {
  await db.tx('channel', (tx) =>
    tx.rows(sql`update channel_inbox set progress = ${JSON.stringify(progress)}::jsonb
      where key = ${key} and attempts = ${attempts}`),
  )
}

export type EventEnd =
  | { status: 'done' }
  | { status: 'ready'; why: string; waitMs: number }
  | { status: 'dead'; why: string }

/** Ends a try; what an earlier one reports late is ignored. */
export async function endEvent(
  { db, clock }: QueueDeps,
  { key, attempts }: Claimed,
  end: EventEnd,
): Promise<void> {
  const nextAt = new Date(clock().getTime() + (end.status === 'ready' ? end.waitMs : 0))
  await db.tx('channel', (tx) =>
    tx.rows(sql`update channel_inbox set status = ${end.status}, leased_until = null,
        next_at = ${nextAt}, why = ${end.status === 'done' ? null : end.why}
      where key = ${key} and attempts = ${attempts} and status = 'working'`),
  )
}
