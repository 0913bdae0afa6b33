import { sql } from 'drizzle-orm'
import { proposalStates } from '../../actions/index.ts'
import type { Clock } from '../../base/ports.ts'
import { type Db, deliveryStatuses, type Tx } from '../../store/index.ts'
import { readFeeds } from '../health.ts'

type Value = { labels: Record<string, string>; value: number }
/** Values by the name of their figure. */
export type StoreFigures = Map<string, Value[]>

const status = ['status']
const feed = ['site', 'source', 'stream']

export const storeFigures: readonly { name: string; help: string; labels: string[] }[] = [
  { name: 'jidoka_proposals', help: 'Proposals by status', labels: status },
  {
    ...{ name: 'jidoka_outbox_ready', labels: [] },
    help: 'Approved actions that are due and not begun',
  },
  {
    ...{ name: 'jidoka_outbox_oldest_seconds', labels: [] },
    help: 'How long the oldest of them has been due',
  },
  { name: 'jidoka_deliveries', help: 'Actions handed to other systems, by status', labels: status },
  {
    name: 'jidoka_alert_messages',
    help: 'Messages of alerts to people, by status',
    labels: status,
  },
  { name: 'jidoka_chat_messages', help: 'Messages to chat systems, by status', labels: status },
  { name: 'jidoka_ingest_rows', help: 'Rows taken from a source', labels: feed },
  { name: 'jidoka_ingest_refused_rows', help: 'Rows of a source that stand refused', labels: feed },
  { name: 'jidoka_ingest_silence_seconds', help: 'Since a source sent last', labels: feed },
  {
    ...{ name: 'jidoka_ingest_lateness_seconds', labels: feed },
    help: 'How far the newest row of a source lies behind',
  },
  {
    ...{ name: 'jidoka_ingest_feeds_left_out', labels: [] },
    help: 'Sources and streams beyond the 200 that sent last, of which nothing is told',
  },
]

const mostFeeds = 200

export async function readStore({ db, clock }: { db: Db; clock: Clock }): Promise<StoreFigures> {
  const now = clock()
  return db.tx(
    'owner',
    async (tx) => new Map([...(await queues(tx, now)), ...(await feeds(tx, now))]),
    { timeoutMs: 5_000 },
  )
}

async function queues(tx: Tx, now: Date): Promise<StoreFigures> {
  const count = (table: string) =>
    tx.rows<Counted>(
      sql`select status, count(*)::int as n from ${sql.identifier(table)} group by status`,
    )
  const [outbox] = await tx.rows<{ n: number; oldest: Date | null }>(sql`
    select count(*)::int as n, min(ready_at) as oldest from outbox
    where status = 'ready' and ready_at <= ${now}`)
  const waited = outbox?.oldest ? (now.getTime() - outbox.oldest.getTime()) / 1000 : 0
  return new Map([
    ['jidoka_proposals', byStatus(await count('proposal'), proposalStates)],
    ['jidoka_outbox_ready', [{ labels: {}, value: outbox?.n ?? 0 }]],
    ['jidoka_outbox_oldest_seconds', [{ labels: {}, value: waited }]],
    ['jidoka_deliveries', byStatus(await count('delivery'), deliveryStatuses)],
    ['jidoka_alert_messages', byStatus(await count('alert_message'), ['queued', 'sent', 'dead'])],
    ['jidoka_chat_messages', byStatus(await count('channel_outbox'), [])],
  ])
}

type Counted = { status: string; n: number }

/** A status that nothing has is told as 0, so that a rise from none is one. */
function byStatus(rows: readonly Counted[], known: readonly string[]): Value[] {
  const found = new Map(rows.map(({ status: name, n }) => [name, n]))
  return [...new Set([...known, ...found.keys()])].map((name) => ({
    labels: { status: name },
    value: found.get(name) ?? 0,
  }))
}

async function feeds(tx: Tx, now: Date): Promise<StoreFigures> {
  const all = (await readFeeds(tx, now)).toSorted((a, b) => a.ageS - b.ageS)
  const told = all.slice(0, mostFeeds).map(({ site, source, stream, ...rest }) => ({
    labels: { site, source, stream },
    ...rest,
  }))
  const late = told.flatMap(({ labels, until }) =>
    until === null
      ? []
      : [{ labels, value: Math.max(0, (now.getTime() - Date.parse(until)) / 1000) }],
  )
  return new Map<string, Value[]>([
    ['jidoka_ingest_rows', told.map(({ labels, rows }) => ({ labels, value: rows }))],
    ['jidoka_ingest_refused_rows', told.map(({ labels, refused }) => ({ labels, value: refused }))],
    ['jidoka_ingest_silence_seconds', told.map(({ labels, ageS }) => ({ labels, value: ageS }))],
    ['jidoka_ingest_lateness_seconds', late],
    ['jidoka_ingest_feeds_left_out', [{ labels: {}, value: all.length - told.length }]],
  ])
}
