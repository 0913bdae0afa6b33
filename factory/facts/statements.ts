import { type SQL, sql } from 'drizzle-orm'
import { type FactScope, pieceTables, sliceTables, touchedTable } from './time-slices.ts'

/** By place: else the planner may compare each fact of the site with each of many ranges. */
export const forget = (table: 'fact_hour' | 'fact_downtime', scope: FactScope): SQL => sql`
  with ${touchedTable(scope)}
  delete from ${sql.raw(table)} where ctid = any(array(
    select f.ctid from touched t
    cross join lateral (
      select ctid from ${sql.raw(table)} h where h.site_id = ${scope.siteId}
        and h.machine_id = t.machine_id and h.hour >= t.from_at and h.hour < t.to_at
      offset 0
    ) f))`

/**
 * Pieces counted at `at` belong to the period that ends there, so to the hour and shift just
 * before it. `run`: which product a machine made when, within one hour: time belongs to the
 * product counted next, time after the last count of the hour to that last product, an hour
 * without counts to none.
 */
const countTables = ({ siteId }: FactScope): SQL => sql`
  counted as materialized (
    select t.range_no, date_bin('1 hour', c.at - interval '1 microsecond', 'epoch') as hour,
      c.at, c.product_id, c.good, c.scrap, c.rework, c.first_pass, c.energy_kwh,
      c.planned_run_s_per_piece * (c.good + c.scrap + c.rework) as planned_run_s
    from touched t
    cross join lateral (
      select * from production_count p where p.site_id = ${siteId} and p.machine_id = t.machine_id
        and p.at > t.from_at and p.at <= t.to_at
      offset 0
    ) c
  ),
  run_end as (
    select range_no, hour, at, product_id,
      lead(product_id) over (partition by range_no, hour order by at, product_id) as next_product_id
    from counted
  ),
  run as materialized (
    select range_no, hour, product_id,
      coalesce(lag(at) over (partition by range_no, hour order by at, product_id), '-infinity') as from_at,
      case when next_product_id is null then 'infinity' else at end as to_at
    from run_end where next_product_id is distinct from product_id
  ),
  failed as (
    select t.range_no, date_bin('1 hour', f.at, 'epoch') as hour, f.at, f.repair_s
    from touched t
    cross join lateral (
      select at, repair_s from failure_event e where e.site_id = ${siteId}
        and e.machine_id = t.machine_id and e.at >= t.from_at and e.at < t.to_at
      offset 0
    ) f
  )`

/** `date_part` counts in float8; `extract` would in numeric, at several times the price. */
const seconds = (from: SQL, to: SQL): SQL => sql`date_part('epoch', ${to} - ${from})`

const secondsOf = (category: string): SQL =>
  sql`coalesce(sum(spent_s) filter (where category = ${sql.raw(`'${category}'`)}), 0)`

/** Measures of time, pieces and failures side by side, each row with the measures of its kind. */
const measureTable: SQL = sql`
  measure as (
    select p.range_no, p.slot_no, coalesce(r.product_id, '') as product_id, p.category,
      ${seconds(
        sql`greatest(p.from_at, coalesce(r.from_at, p.from_at))`,
        sql`least(p.to_at, coalesce(r.to_at, p.to_at))`,
      )} as spent_s,
      null::int as good, null::int as scrap, null::int as rework, null::int as first_pass,
      null::float8 as planned_run_s, null::float8 as energy_kwh, null::int as failure, null::float8 as repair_s
    from piece p
    left join run r on r.range_no = p.range_no and r.hour = p.hour
      and r.from_at < p.to_at and r.to_at > p.from_at
    union all
    select c.range_no, l.slot_no, c.product_id, null, null, c.good, c.scrap, c.rework, c.first_pass,
      c.planned_run_s, c.energy_kwh, null, null
    from counted c
    join slice l on l.hour = c.hour and l.from_at < c.at and l.to_at >= c.at
    union all
    select f.range_no, l.slot_no, coalesce(r.product_id, ''), null, null, null, null, null, null,
      null, null, 1, f.repair_s
    from failed f
    join slice l on l.hour = f.hour and l.from_at <= f.at and l.to_at > f.at
    left join run r on r.range_no = f.range_no and r.hour = f.hour
      and r.from_at <= f.at and r.to_at > f.at
  )`

/** Grouped by numbers, named afterwards; in the order of their key, which its index takes fastest. */
export const insertHours = (scope: FactScope): SQL => sql`
  with ${touchedTable(scope)}, ${sliceTables(scope)}, ${pieceTables(scope)}, ${countTables(scope)},
  ${measureTable},
  fact as (
    select range_no, slot_no, product_id, ${secondsOf('production')} as production_s,
      ${secondsOf('setup')} as setup_s, ${secondsOf('delay')} as delay_s, ${secondsOf('down')} as down_s,
      ${secondsOf('planned_stop')} as planned_stop_s, coalesce(sum(good), 0) as good,
      coalesce(sum(scrap), 0) as scrap, coalesce(sum(rework), 0) as rework,
      coalesce(sum(first_pass), 0) as first_pass, coalesce(sum(planned_run_s), 0) as planned_run_s,
      coalesce(sum(energy_kwh), 0) as energy_kwh, count(failure) as failures,
      count(repair_s) as repairs, coalesce(sum(repair_s), 0) as repair_s
    from measure group by range_no, slot_no, product_id
  )
  insert into fact_hour (site_id, machine_id, hour, product_id, team_id, shift_id, shift_date, line_id,
    production_s, setup_s, delay_s, down_s, planned_stop_s, good, scrap, rework, first_pass,
    planned_run_s, energy_kwh, failures, repairs, repair_s)
  select ${scope.siteId}, t.machine_id, l.hour, f.product_id, l.team_id, l.shift_id, l.shift_date,
    t.line_id, f.production_s, f.setup_s, f.delay_s, f.down_s, f.planned_stop_s, f.good, f.scrap,
    f.rework, f.first_pass, f.planned_run_s, f.energy_kwh, f.failures, f.repairs, f.repair_s
  from fact f
  join touched t on t.range_no = f.range_no
  join slot l on l.slot_no = f.slot_no
  order by f.range_no, f.slot_no`

/** Unplanned stops by reason; a stop is counted once, where it begins. */
export const insertDowntime = (scope: FactScope): SQL => sql`
  with ${touchedTable(scope)}, ${sliceTables(scope)}, ${pieceTables(scope, 'down')},
  fact as (
    select range_no, slot_no, coalesce(reason_id, 'unqualified') as reason_id,
      sum(${seconds(sql`from_at`, sql`to_at`)}) as down_s, count(*) filter (where begins) as stops
    from piece group by range_no, slot_no, coalesce(reason_id, 'unqualified')
  )
  insert into fact_downtime (site_id, machine_id, hour, team_id, shift_id, shift_date, line_id,
    reason_id, down_s, stops)
  select ${scope.siteId}, t.machine_id, l.hour, l.team_id, l.shift_id, l.shift_date, t.line_id,
    f.reason_id, f.down_s, f.stops
  from fact f
  join touched t on t.range_no = f.range_no
  join slot l on l.slot_no = f.slot_no
  order by f.range_no, f.slot_no`

/** `day`: every local day that a touched hour lies in, as instants of its zone. */
const dayTable = ({ siteId }: FactScope): SQL => sql`
  day as materialized (
    select distinct t.machine_id, d::date as day, d at time zone s.zone as from_at,
      (d + interval '1 day') at time zone s.zone as to_at
    from touched t
    join site s on s.site_id = ${siteId}
    cross join lateral generate_series(date_trunc('day', t.from_at at time zone s.zone),
      (t.to_at - interval '1 microsecond') at time zone s.zone, interval '1 day') d
  )`

/** By ranges as with hours: a list of days would be compared with every day that is stored. */
export const forgetDays = (scope: FactScope): SQL => sql`
  with ${touchedTable(scope)}, span as materialized (
    select t.machine_id, (t.from_at at time zone s.zone)::date::text as from_day,
      ((t.to_at - interval '1 microsecond') at time zone s.zone)::date::text as to_day
    from touched t join site s on s.site_id = ${scope.siteId}
  )
  delete from fact_day where ctid = any(array(
    select f.ctid from span d
    cross join lateral (
      select ctid from fact_day h where h.site_id = ${scope.siteId}
        and h.machine_id = d.machine_id and h.day >= d.from_day and h.day <= d.to_day
      offset 0
    ) f))`

/** The days of the touched hours anew, from all of their hours. */
export const insertDays = (scope: FactScope): SQL => sql`
  with ${touchedTable(scope)}, ${dayTable(scope)}
  insert into fact_day (site_id, machine_id, day, product_id, team_id, shift_id, shift_date, line_id,
    production_s, setup_s, delay_s, down_s, planned_stop_s, good, scrap, rework, first_pass,
    planned_run_s, energy_kwh, failures, repairs, repair_s, hours, last_hour)
  select ${scope.siteId}, d.machine_id, d.day::text, f.product_id, f.team_id, f.shift_id, f.shift_date,
    min(f.line_id), sum(f.production_s), sum(f.setup_s), sum(f.delay_s), sum(f.down_s),
    sum(f.planned_stop_s), sum(f.good), sum(f.scrap), sum(f.rework), sum(f.first_pass),
    sum(f.planned_run_s), sum(f.energy_kwh), sum(f.failures), sum(f.repairs), sum(f.repair_s),
    count(*), max(f.hour)
  from day d
  cross join lateral (
    select * from fact_hour h where h.site_id = ${scope.siteId} and h.machine_id = d.machine_id
      and h.hour >= d.from_at and h.hour < d.to_at
    offset 0
  ) f
  group by d.machine_id, d.day, f.product_id, f.team_id, f.shift_id, f.shift_date`
