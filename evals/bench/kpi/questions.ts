/** Twelve questions of a plant: for the tool, and in SQL by hand over the facts and the raw events. */
import { type SQL, sql } from 'drizzle-orm'
import { siteId, zone } from './year.ts'

export type Question = {
  name: string
  args: Record<string, unknown>
  facts: SQL
  raw: SQL
}

const site = { site: [siteId] }
type Span = { from: string; to: string }
const span = (from: string, to: string): Span => ({ from, to })
/** Local midnights in Shanghai. */
const week = span('2026-11-15T16:00Z', '2026-11-22T16:00Z')
const weekBefore = span('2026-11-08T16:00Z', '2026-11-15T16:00Z')
const month = span('2026-09-30T16:00Z', '2026-10-31T16:00Z')
const quarter = span('2026-06-30T16:00Z', '2026-09-30T16:00Z')
const year = span('2025-11-30T16:00Z', '2026-11-22T16:00Z')
const fortnight = span('2026-11-08T16:00Z', '2026-11-22T16:00Z')
const dates = ({ from, to }: Span) => {
  const local = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)
  return { from: local(from), to: local(to) }
}

const inFacts = ({ from, to }: Span): SQL =>
  sql`site_id = ${siteId} and hour >= ${from}::timestamptz and hour < ${to}::timestamptz`
const busy = sql`sum(production_s + setup_s + delay_s + down_s)`
const made = sql`sum(good + scrap + rework)`
const oee = sql`(100 * sum(planned_run_s) / ${busy} * sum(good) / ${made})::float8`

const counted = ({ from, to }: Span): SQL =>
  sql`c.site_id = ${siteId} and c.at > ${from}::timestamptz and c.at <= ${to}::timestamptz`
const planned = sql`sum(c.planned_run_s_per_piece * (c.good + c.scrap + c.rework))`
const pieces = sql`sum(c.good + c.scrap + c.rework)`

/** Seconds of states inside a span, by machine and category. */
const spent = ({ from, to }: Span): SQL => sql`
  select s.machine_id, s.category, s.reason_id,
    extract(epoch from least(coalesce(s.end_at, ${to}::timestamptz), ${to}::timestamptz)
      - greatest(s.start_at, ${from}::timestamptz))::float8 as s
  from machine_state s where s.site_id = ${siteId} and s.start_at < ${to}::timestamptz
    and coalesce(s.end_at, ${to}::timestamptz) > ${from}::timestamptz`

/** The same cut at local days, for a series. */
const spentByDay = ({ from, to }: Span): SQL => sql`
  select s.machine_id, s.category, to_char(d at time zone ${zone}::text, 'YYYY-MM-DD') as day,
    extract(epoch from least(coalesce(s.end_at, d + interval '1 day'), d + interval '1 day')
      - greatest(s.start_at, d))::float8 as s
  from generate_series(${from}::timestamptz, ${to}::timestamptz - interval '1 day', interval '1 day') d
  join machine_state s on s.site_id = ${siteId} and s.start_at < d + interval '1 day'
    and coalesce(s.end_at, d + interval '1 day') > d`

const oeeByHand = (by: SQL, of: Span): SQL => sql`
  select b.id, (100 * m.planned_s / b.s * m.good / m.pieces)::float8 as value
  from (select ${by} as id, sum(t.s) as s from (${spent(of)}) t
      join equipment e on e.site_id = ${siteId} and e.id = t.machine_id
      where t.category <> 'planned_stop' group by 1) b
  join (select ${by} as id, ${planned} as planned_s, sum(c.good) as good, ${pieces} as pieces
      from production_count c join equipment e on e.site_id = c.site_id and e.id = c.machine_id
      where ${counted(of)} group by 1) m using (id)`

const shiftOf = sql`case when extract(hour from l.at) < 8 then 'night'
  when extract(hour from l.at) < 16 then 'day' else 'evening' end`
const localOf = sql`cross join lateral (select (c.at - interval '1 ms') at time zone ${zone}::text as at) l`

export const questions: Question[] = [
  {
    name: 'output by team, a week',
    args: { metrics: ['output'], dimensions: ['team'], window: dates(week), filters: site },
    facts: sql`select team_id as id, sum(good) as value from fact_hour where ${inFacts(week)} group by 1`,
    raw: sql`select r.team_id as id, sum(c.good)::float8 as value from production_count c ${localOf}
      join shift_roster r on r.site_id = c.site_id and r.shift_date = l.at::date and r.shift_id = ${shiftOf}
      where ${counted(week)} group by 1`,
  },
  {
    name: 'OEE by line, a week',
    args: { metrics: ['oee'], dimensions: ['line'], window: dates(week), filters: site },
    facts: sql`select line_id as id, ${oee} as value from fact_hour where ${inFacts(week)} group by 1`,
    raw: oeeByHand(sql`e.line_id`, week),
  },
  {
    name: 'OEE by machine against the week before',
    args: {
      metrics: ['oee'],
      dimensions: ['machine'],
      window: dates(week),
      compare: 'previous_period',
      filters: site,
    },
    facts: sql`select id, a.value, b.value as before
      from (select machine_id as id, ${oee} as value from fact_hour where ${inFacts(week)} group by 1) a
      join (select machine_id as id, ${oee} as value from fact_hour where ${inFacts(weekBefore)} group by 1) b
        using (id)`,
    raw: sql`select id, a.value, b.value as before from (${oeeByHand(sql`e.id`, week)}) a
      join (${oeeByHand(sql`e.id`, weekBefore)}) b using (id)`,
  },
  {
    name: 'availability of a line by day, a month',
    args: {
      metrics: ['availability'],
      window: dates(month),
      grain: 'day',
      filters: { ...site, line: ['L1'] },
    },
    facts: sql`select to_char(hour at time zone ${zone}::text, 'YYYY-MM-DD') as id,
        (100 * sum(production_s) / ${busy})::float8 as value
      from fact_hour where ${inFacts(month)} and line_id = 'L1' group by 1`,
    raw: sql`select day as id, (100 * sum(s) filter (where category = 'production') / sum(s))::float8 as value
      from (${spentByDay(month)}) t join equipment e on e.site_id = ${siteId} and e.id = t.machine_id
      where e.line_id = 'L1' and category <> 'planned_stop' group by 1`,
  },
  {
    name: 'availability by machine, a month',
    args: {
      metrics: ['availability'],
      dimensions: ['machine'],
      window: dates(month),
      filters: site,
    },
    facts: sql`select machine_id as id, (100 * sum(production_s) / ${busy})::float8 as value
      from fact_hour where ${inFacts(month)} group by 1`,
    raw: sql`select machine_id as id,
        (100 * sum(s) filter (where category = 'production') / sum(s))::float8 as value
      from (${spent(month)}) t where category <> 'planned_stop' group by 1`,
  },
  {
    name: 'downtime by reason, a month',
    args: { metrics: ['downtime'], dimensions: ['reason'], window: dates(month), filters: site },
    facts: sql`select reason_id as id, sum(down_s) / 60 as value from fact_downtime
      where ${inFacts(month)} group by 1 order by 2 desc`,
    raw: sql`select reason_id as id, sum(s) / 60 as value from (${spent(month)}) t
      where category = 'down' group by 1 order by 2 desc`,
  },
  {
    name: 'scrap ratio by product, a quarter',
    args: {
      metrics: ['scrap_ratio'],
      dimensions: ['product'],
      window: dates(quarter),
      filters: site,
    },
    // Hours in which nothing was counted have no product, and no scrap either.
    facts: sql`select product_id as id, (100 * sum(scrap) / nullif(${made}, 0))::float8 as value
      from fact_hour where ${inFacts(quarter)} group by 1`,
    raw: sql`select c.product_id as id, (100 * sum(c.scrap) / ${pieces}::float8)::float8 as value
      from production_count c where ${counted(quarter)} group by 1`,
  },
  {
    name: 'MTBF and MTTR by machine, a quarter',
    args: { metrics: ['mtbf'], dimensions: ['machine'], window: dates(quarter), filters: site },
    facts: sql`select machine_id as id, (sum(production_s) / sum(failures) / 3600)::float8 as value
      from fact_hour where ${inFacts(quarter)} group by 1`,
    raw: sql`select machine_id as id, (t.s / f.n / 3600)::float8 as value
      from (select machine_id, sum(s) as s from (${spent(quarter)}) x where category = 'production' group by 1) t
      join (select machine_id, count(*) as n from failure_event where site_id = ${siteId}
        and at >= ${quarter.from}::timestamptz and at < ${quarter.to}::timestamptz group by 1) f using (machine_id)`,
  },
  {
    name: 'output by shift, two weeks',
    args: { metrics: ['output'], window: dates(fortnight), grain: 'shift', filters: site },
    facts: sql`select shift_date || ' ' || shift_id as id, sum(good) as value from fact_hour
      where ${inFacts(fortnight)} group by 1`,
    raw: sql`select to_char(l.at, 'YYYY-MM-DD') || ' ' || ${shiftOf} as id, sum(c.good)::float8 as value
      from production_count c ${localOf} where ${counted(fortnight)} group by 1`,
  },
  {
    name: 'energy per piece by month, a year',
    args: { metrics: ['energy_per_piece'], window: dates(year), grain: 'month', filters: site },
    facts: sql`select to_char(hour at time zone ${zone}::text, 'YYYY-MM') as id,
        sum(energy_kwh) / ${made} as value from fact_hour where ${inFacts(year)} group by 1`,
    raw: sql`select to_char(l.at, 'YYYY-MM') as id, sum(c.energy_kwh) / ${pieces} as value
      from production_count c ${localOf} where ${counted(year)} group by 1`,
  },
  {
    name: 'OEE of the plant, a year',
    args: { metrics: ['oee'], window: dates(year), filters: site },
    facts: sql`select 'all' as id, ${oee} as value from fact_hour where ${inFacts(year)}`,
    raw: sql`select 'all' as id, (100 * m.planned_s / b.s * m.good / m.pieces)::float8 as value
      from (select sum(s) as s from (${spent(year)}) t where category <> 'planned_stop') b,
        (select ${planned} as planned_s, sum(c.good) as good, ${pieces} as pieces
          from production_count c where ${counted(year)}) m`,
  },
  {
    name: 'on-time delivery by product, a quarter',
    args: {
      metrics: ['on_time_delivery'],
      dimensions: ['product'],
      window: dates(quarter),
      filters: site,
    },
    facts: onTime(),
    raw: onTime(),
  },
]

/** Orders are their own facts. */
function onTime(): SQL {
  return sql`select product_id as id,
      (100.0 * count(*) filter (where completed_at <= due_at) / count(*))::float8 as value
    from production_order where site_id = ${siteId} and status <> 'cancelled'
      and due_at >= ${quarter.from}::timestamptz and due_at < ${quarter.to}::timestamptz group by 1`
}
