import { type SQL, sql } from 'drizzle-orm'
import { type FactScope, pieceTables, sliceTables, touchedTable } from './time-slices.ts'

export const forget = (table: 'fact_hour' | 'fact_downtime', scope: FactScope): SQL => sql`
  with ${touchedTable(scope)}
  delete from ${sql.raw(table)} f using touched t
  where f.site_id = ${scope.siteId} and f.machine_id = t.machine_id
    and f.hour >= t.from_at and f.hour < t.to_at`

/**
 * Pieces counted at `at` belong to the period that ends there, so to the hour and shift just
 * before it. `run`: which product a machine made when, within one hour: time belongs to the
 * product counted next, time after the last count of the hour to that last product, an hour
 * without counts to none.
 */
const countTables = ({ siteId }: FactScope): SQL => sql`
  counted as materialized (
    select t.machine_id, t.line_id, date_bin('1 hour', c.at - interval '1 microsecond', 'epoch') as hour,
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
    select machine_id, hour, at, product_id,
      lead(product_id) over (partition by machine_id, hour order by at, product_id) as next_product_id
    from counted
  ),
  run as materialized (
    select machine_id, hour, product_id,
      coalesce(lag(at) over (partition by machine_id, hour order by at, product_id), '-infinity') as from_at,
      case when next_product_id is null then 'infinity' else at end as to_at
    from run_end where next_product_id is distinct from product_id
  ),
  failed as (
    select t.machine_id, t.line_id, date_bin('1 hour', f.at, 'epoch') as hour, f.at, f.repair_s
    from touched t
    cross join lateral (
      select at, repair_s from failure_event e where e.site_id = ${siteId}
        and e.machine_id = t.machine_id and e.at >= t.from_at and e.at < t.to_at
      offset 0
    ) f
  )`

const secondsOf = (category: string): SQL =>
  sql`coalesce(extract(epoch from sum(spent) filter (where category = ${sql.raw(`'${category}'`)})), 0)::float8`

/** Measures of time, pieces and failures side by side, each row with the measures of its kind. */
const measureTable: SQL = sql`
  measure as (
    select p.machine_id, p.line_id, p.hour, p.shift_id, p.team_id, p.shift_date,
      coalesce(r.product_id, '') as product_id, p.category,
      least(p.to_at, coalesce(r.to_at, p.to_at)) - greatest(p.from_at, coalesce(r.from_at, p.from_at)) as spent,
      null::int as good, null::int as scrap, null::int as rework, null::int as first_pass,
      null::float8 as planned_run_s, null::float8 as energy_kwh, null::int as failure, null::float8 as repair_s
    from piece p
    left join run r on r.machine_id = p.machine_id and r.hour = p.hour
      and r.from_at < p.to_at and r.to_at > p.from_at
    union all
    select c.machine_id, c.line_id, c.hour, l.shift_id, l.team_id, l.shift_date, c.product_id,
      null, null, c.good, c.scrap, c.rework, c.first_pass, c.planned_run_s, c.energy_kwh, null, null
    from counted c
    join slice l on l.hour = c.hour and l.from_at < c.at and l.to_at >= c.at
    union all
    select f.machine_id, f.line_id, f.hour, l.shift_id, l.team_id, l.shift_date,
      coalesce(r.product_id, ''), null, null, null, null, null, null, null, null, 1, f.repair_s
    from failed f
    join slice l on l.hour = f.hour and l.from_at <= f.at and l.to_at > f.at
    left join run r on r.machine_id = f.machine_id and r.hour = f.hour
      and r.from_at <= f.at and r.to_at > f.at
  )`

/** A shift id twice in one hour (a 24-hour shift that turns within it) counts as the earlier day. */
export const insertHours = (scope: FactScope): SQL => sql`
  with ${touchedTable(scope)}, ${sliceTables(scope)}, ${pieceTables(scope)}, ${countTables(scope)},
  ${measureTable}
  insert into fact_hour (site_id, machine_id, hour, product_id, team_id, shift_id, shift_date, line_id,
    production_s, setup_s, delay_s, down_s, planned_stop_s, good, scrap, rework, first_pass,
    planned_run_s, energy_kwh, failures, repairs, repair_s)
  select ${scope.siteId}, machine_id, hour, product_id, team_id, shift_id, min(shift_date), min(line_id),
    ${secondsOf('production')}, ${secondsOf('setup')}, ${secondsOf('delay')}, ${secondsOf('down')},
    ${secondsOf('planned_stop')}, coalesce(sum(good), 0), coalesce(sum(scrap), 0),
    coalesce(sum(rework), 0), coalesce(sum(first_pass), 0), coalesce(sum(planned_run_s), 0),
    coalesce(sum(energy_kwh), 0), count(failure), count(repair_s), coalesce(sum(repair_s), 0)
  from measure
  group by machine_id, hour, product_id, team_id, shift_id`

/** Unplanned stops by reason; a stop is counted once, where it begins. */
export const insertDowntime = (scope: FactScope): SQL => sql`
  with ${touchedTable(scope)}, ${sliceTables(scope)}, ${pieceTables(scope, 'down')}
  insert into fact_downtime (site_id, machine_id, hour, team_id, shift_id, shift_date, line_id,
    reason_id, down_s, stops)
  select ${scope.siteId}, machine_id, hour, team_id, shift_id, min(shift_date), min(line_id),
    coalesce(reason_id, 'unqualified'), extract(epoch from sum(to_at - from_at))::float8,
    count(*) filter (where begins)
  from piece
  group by machine_id, hour, team_id, shift_id, coalesce(reason_id, 'unqualified')`

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
  delete from fact_day f using span d
  where f.site_id = ${scope.siteId} and f.machine_id = d.machine_id
    and f.day >= d.from_day and f.day <= d.to_day`

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
