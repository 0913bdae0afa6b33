import { sql } from 'drizzle-orm'
import type { Clock } from '../base/ports.ts'
import { type Finding, type Kept, listFindings, readKept } from '../factory/index.ts'
import { dueOf, libraryItems, readIndexState } from '../knowledge/index.ts'
import type { Db, Tx } from '../store/index.ts'
import type { Deps } from './deps.ts'
import type { ConnectionStatus } from './ingest/connections/connections.ts'
import { retrievalMode } from './retrieval-mode.ts'

/** Work older than this is a sign that the executor stands still. */
const slowestOutboxMs = 60_000

export type Readiness = {
  ready: boolean
  database: string
  migrations: number
  outboxAgeS: number
}

export async function readiness({ db, clock }: { db: Db; clock: Clock }): Promise<Readiness> {
  try {
    const [row] = await db.tx(
      'owner',
      (tx) =>
        tx.rows<{ migrations: number; oldest: Date | null }>(sql`
          select (select count(*)::int from schema_migration) as migrations,
            (select min(ready_at) from outbox where status = 'ready') as oldest`),
      { timeoutMs: 5000 },
    )
    const ageMs = row?.oldest ? Math.max(0, clock().getTime() - row.oldest.getTime()) : 0
    return {
      ready: ageMs < slowestOutboxMs,
      database: 'ok',
      migrations: row?.migrations ?? 0,
      outboxAgeS: Math.round(ageMs / 1000),
    }
  } catch {
    return {
      ready: false,
      database: 'no answer',
      migrations: 0,
      outboxAgeS: 0,
    }
  }
}

export type Feed = {
  site: string
  source: string
  stream: string
  /** Newest instant that its rows speak of. */
  until: string | null
  receivedAt: string
  /** Since then; seconds. */
  ageS: number
  rows: number
  /** Rows that stand refused. */
  refused: number
}

export type Status = {
  version: string
  store: string
  model: string
  retrieval: string
  sources: { site: string; newest: string | null }[]
  /** What each source of data last sent. */
  feeds: Feed[]
  connections: ConnectionStatus[]
  /** Open findings about the data, by kind; `jidoka findings list` says which. */
  findings: Partial<Record<Finding['kind'], number>>
  /** How long each stream is kept, and its size with indexes, of all sites. */
  streams: (Omit<Kept, 'floor'> & { floor: string | null })[]
  pending: number
  /** In force. */
  documents: number
  /** Of them, those that should be looked at again within 30 days. */
  reviewsDue: number
  startedAt: string
}

export async function status(deps: Deps, startedAt: Date): Promise<Status> {
  const now = deps.clock()
  const { kept, index, ...counts } = await deps.db.tx('read', async (tx) => {
    const sources = await tx.rows<{ site: string; newest: Date | null }>(sql`
      select s.site_id as site, max(least(f.hour + interval '1 hour', ${now}::timestamptz)) filter (where f.hour is not null)
          as newest
      from site s left join fact_hour f on f.site_id = s.site_id
      group by s.site_id order by s.site_id`)
    const [sums] = await tx.rows<{ pending: number }>(sql`
      select count(*)::int as pending from proposal where status = 'pending'`)
    const library = await libraryItems(tx, now)
    const documents = library.filter(({ state }) => state === 'effective').length
    const reviewsDue = dueOf(library).length
    const feeds = await readFeeds(tx, now)
    const findings = countByKind(await listFindings(tx, { limit: 10_000 }))
    const kept = await readKept(tx)
    const index = await readIndexState(tx, deps.providers.embedder?.name ?? null)
    const pending = sums?.pending ?? 0
    return { sources, feeds, findings, kept, index, pending, documents, reviewsDue }
  })
  return {
    version: deps.version,
    store: deps.db.kind,
    model: deps.modes.model,
    retrieval: retrievalMode(deps.providers, index),
    ...counts,
    connections: deps.connections(),
    sources: counts.sources.map(({ site, newest }) => ({
      site,
      newest: newest?.toISOString() ?? null,
    })),
    streams: kept.map((one) => ({ ...one, floor: one.floor?.toISOString() ?? null })),
    startedAt: startedAt.toISOString(),
  }
}

type FeedRow = Omit<Feed, 'until' | 'receivedAt' | 'ageS'> & {
  until: Date | null
  receivedAt: Date
}

/** What each source last sent; the caller's transaction says whose. */
export async function readFeeds(tx: Tx, now: Date): Promise<Feed[]> {
  const rows = await tx.rows<FeedRow>(sql`
    select site_id as site, source, stream, data_until as until, received_at as "receivedAt",
      rows, refused
    from ingest_source order by site_id, source, stream`)
  return rows.map((row) => ({
    ...row,
    until: row.until?.toISOString() ?? null,
    receivedAt: row.receivedAt.toISOString(),
    ageS: Math.max(0, Math.round((now.getTime() - row.receivedAt.getTime()) / 1000)),
  }))
}

function countByKind(findings: Finding[]): Status['findings'] {
  const groups = Map.groupBy(findings, ({ kind }) => kind)
  return Object.fromEntries([...groups].map(([kind, found]) => [kind, found.length]))
}
