import { sql } from 'drizzle-orm'
import { systemClock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import type { Account, Outbound, Place } from './contract.ts'
import { enqueue, type OutboxKind } from './outbox.ts'

export type ToPerson = {
  /** The user id. */
  person: string
  /** The site that it is about; it is not told to whoever has no role there. */
  site: string
  kind: OutboxKind
  message: Outbound
  /** The same key is the same message to the same person, for ever. */
  dedupKey: string
}

/**
 * Queues a message to each chat that the person linked; none for whoever linked none.
 *
 * @returns the chats that will be written to
 */
export async function sendToPerson(db: Db, given: ToPerson): Promise<Place['channel'][]> {
  const places = await placesOf(db, given.person, given.site)
  await enqueue(
    { db, clock: systemClock },
    places.map((place) => ({
      key: `${given.dedupKey} ${given.person} ${place.channel}`,
      ...{ place, userId: given.person, kind: given.kind, message: given.message },
    })),
  )
  return places.map(({ channel }) => channel)
}

/** Where a person is written to alone; nowhere when they have no role at the site. */
export async function placesOf(db: Db, person: string, site: string): Promise<Place[]> {
  const held = await db.tx('app', (tx) =>
    tx.rows(sql`select 1 from user_role where user_id = ${person}
      and site_id in (${site}, 'group') limit 1`),
  )
  if (held.length === 0) return []
  const accounts = await db.tx('channel', (tx) =>
    tx.rows<Account>(sql`select provider, tenant, external_user as "externalUser" from channel_link
      where user_id = ${person} and revoked_at is null order by provider, linked_at`),
  )
  return accounts.map(directPlace)
}

/** Each provider has one channel that reaches a person unasked. */
export const directPlace = ({ provider, tenant, externalUser }: Account): Place => ({
  channel: provider,
  ...{ tenant, conversation: externalUser, thread: null, shared: false },
})
