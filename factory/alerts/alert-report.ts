import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

/** How a site's alerts load its people, in the terms of EEMUA 191. */
export type AlertReport = {
  from: string
  to: string
  raised: number
  /** Of these, told with another one. */
  folded: number
  acknowledged: number
  /** From raised to acknowledged, seconds; null: nobody acknowledged any. */
  medianAcknowledgeS: number | null
  /** Messages by person: all, and the most in ten minutes. EEMUA 191 holds one for acceptable. */
  people: { userId: string; messages: number; mostInTenMinutes: number }[]
  /** The ten that made most of it: rule and subject, how often, and what share of all. */
  topTen: { ruleId: string; subject: string; raised: number; share: number }[]
  /** Came back three times or more within minutes. */
  chattering: { ruleId: string; subject: string; repeats: number }[]
  /** Has stood for longer than a day. */
  stale: {
    id: string
    ruleId: string
    subject: string
    titleZh: string
    titleEn: string
    hours: number
  }[]
}

type Window = { siteId: string; from: Date; to: Date }

const mostChatter = 3
const staleHours = 24

/** Counts over what was raised at a site within a window; whose messages is for whoever leads there. */
export async function alertReport(tx: Tx, window: Window): Promise<AlertReport> {
  const { siteId, from, to } = window
  const own = sql`site_id = ${siteId} and raised_at >= ${from} and raised_at < ${to}`
  const [sums] = await tx.rows<{
    raised: number
    folded: number
    acknowledged: number
    median: number | null
  }>(sql`
    select count(*)::int as raised, count(cause_id)::int as folded,
      count(acknowledged_at)::int as acknowledged,
      percentile_cont(0.5) within group (order by extract(epoch from acknowledged_at - raised_at))
        ::float8 as median
    from alert_event where ${own}`)
  const raised = sums?.raised ?? 0
  const topTen = await tx.rows<Omit<AlertReport['topTen'][number], 'share'>>(sql`
    select rule_id as "ruleId", subject, sum(1 + repeats)::int as raised from alert_event
    where ${own} group by 1, 2 order by 3 desc, 1, 2 limit 10`)
  const all = topTen.reduce((sum, one) => Math.max(sum, one.raised), raised)
  const chattering = await tx.rows<AlertReport['chattering'][number]>(sql`
    select rule_id as "ruleId", subject, max(repeats) as repeats from alert_event
    where ${own} and repeats >= ${mostChatter} group by 1, 2 order by 3 desc, 1, 2 limit 20`)
  const stale = await tx.rows<AlertReport['stale'][number]>(sql`
    select id, rule_id as "ruleId", subject, title_zh as "titleZh", title_en as "titleEn",
      round(extract(epoch from ${to}::timestamptz - raised_at) / 3600)::float8 as hours
    from alert_event where site_id = ${siteId} and state <> 'closed' and cause_id is null
      and raised_at < ${to}::timestamptz - ${staleHours} * interval '1 hour'
    order by raised_at limit 20`)
  return {
    ...{ from: from.toISOString(), to: to.toISOString(), raised, folded: sums?.folded ?? 0 },
    acknowledged: sums?.acknowledged ?? 0,
    medianAcknowledgeS: sums?.median ?? null,
    people: await loadOfPeople(tx, window),
    topTen: topTen.map((one) => ({ ...one, share: all === 0 ? 0 : one.raised / all })),
    ...{ chattering, stale },
  }
}

/** Messages are read as far as one may: one's own, or everybody's by the server itself. */
const loadOfPeople = (tx: Tx, { siteId, from, to }: Window): Promise<AlertReport['people']> =>
  tx.rows<AlertReport['people'][number]>(sql`
    select for_user as "userId", count(*)::int as messages, max(near)::int as "mostInTenMinutes"
    from (select m.for_user, (select count(*) from alert_message o where o.site_id = m.site_id
          and o.for_user = m.for_user and o.kind <> 'report'
          and o.created_at > m.created_at - interval '10 minutes' and o.created_at <= m.created_at)
          as near
      from alert_message m where site_id = ${siteId} and kind <> 'report'
        and created_at >= ${from} and created_at < ${to}) s
    group by 1 order by 2 desc, 1 limit 50`)
