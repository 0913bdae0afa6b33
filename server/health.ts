import { sql } from 'drizzle-orm'
import type { Clock } from '../base/ports.ts'
import type { Db } from '../store/index.ts'
import type { Deps } from './deps.ts'

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

export type Status = {
  version: string
  store: string
  model: string
  retrieval: string
  sources: { site: string; newest: string | null }[]
  pending: number
  documents: number
  startedAt: string
}

export async function status(deps: Deps, startedAt: Date): Promise<Status> {
  const now = deps.clock()
  const counts = await deps.db.tx('read', async (tx) => {
    const sources = await tx.rows<{ site: string; newest: Date | null }>(sql`
      select s.site_id as site, max(least(f.hour + interval '1 hour', ${now}::timestamptz)) filter (where f.hour is not null)
          as newest
      from site s left join fact_hour f on f.site_id = s.site_id
      group by s.site_id order by s.site_id`)
    const [sums] = await tx.rows<{ pending: number; documents: number }>(sql`
      select (select count(*)::int from proposal where status = 'pending') as pending,
        (select count(*)::int from document) as documents`)
    return { sources, ...(sums ?? { pending: 0, documents: 0 }) }
  })
  return {
    version: deps.version,
    store: deps.db.kind,
    model: deps.modes.model,
    retrieval: deps.modes.retrieval,
    ...counts,
    sources: counts.sources.map(({ site, newest }) => ({
      site,
      newest: newest?.toISOString() ?? null,
    })),
    startedAt: startedAt.toISOString(),
  }
}
