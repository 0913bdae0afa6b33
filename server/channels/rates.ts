import { sql } from 'drizzle-orm'
import type { ChannelDeps } from './channel-deps.ts'
import { laneOf, type Place, type Rate } from './contract.ts'

/** What of a rate a conversation has had. */
export type Used = Rate & { sent: number }

export async function usedRates(
  { db, clock }: Pick<ChannelDeps, 'db' | 'clock'>,
  place: Place,
  rates: readonly Rate[],
): Promise<Used[]> {
  if (rates.length === 0) return []
  const now = clock().getTime()
  const asked = rates.map((rate) => ({ ...rate, since: new Date(now - rate.inMs) }))
  return db.tx('channel', (tx) =>
    tx.rows<Used>(sql`select "inMs", most, (select count(*)::int from channel_outbox
        where lane = ${laneOf(place)} and status = 'sent' and sent_at > r.since) as sent
      from json_to_recordset(${JSON.stringify(asked)}::json)
        as r("inMs" int, most int, since timestamptz)`),
  )
}
