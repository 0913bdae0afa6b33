import { sql } from 'drizzle-orm'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'

/** How often stored answers of all people used a version. */
export type MetricUsage = {
  metric: string
  version: number
  answers: number
  people: number
  lastAt: Date
}

/** A stored answer of the reader that used a version. */
export type MetricUse = {
  version: number
  threadId: string
  seq: number
  question: string
  at: Date
}

export async function readUsage(tx: Tx, ids: string[]): Promise<MetricUsage[]> {
  return tx.rows<MetricUsage>(sql`
    select metric, version, answers, people, last_at as "lastAt"
    from jidoka_metric_usage(array(select json_array_elements_text(${JSON.stringify(ids)}::json)))
    order by metric, version`)
}

/** One's own questions that a metric answered, newest first; others' are theirs alone. */
export async function readUses(
  db: Db,
  principal: Principal,
  { metric, limit }: { metric: string; limit: number },
): Promise<MetricUse[]> {
  return db.tx(
    'chat',
    (tx) =>
      tx.rows<MetricUse>(sql`
        select distinct on (t.started_at, t.thread_id, t.seq) (f->>'version')::int as version,
          t.thread_id as "threadId", t.seq, t.question, t.started_at as at
        from turn t
        cross join lateral jsonb_array_elements(case jsonb_typeof(t.answer->'figures')
          when 'array' then t.answer->'figures' end) f
        where t.user_id = ${principal.userId} and f->>'metric' = ${metric}
        order by t.started_at desc, t.thread_id, t.seq, (f->>'version')::int desc
        limit ${limit}`),
    { principal },
  )
}

/** Changes that wait for a decision: what is in review stands in the gate. */
export async function pendingChanges(
  tx: Tx,
): Promise<{ metric: string; siteId: string; actionId: string }[]> {
  return tx.rows(sql`
    select args::jsonb->'definition'->>'id' as metric, site_id as "siteId", id as "actionId"
    from proposal
    where tool = 'propose_metric_change' and status = 'pending' order by created_at, id`)
}
