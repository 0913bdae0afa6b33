import { type SQL, sql } from 'drizzle-orm'

/** The part of the statement that knows which hours are wanted. */
export type FactScope = { siteId: string; rangesJson: string; now: Date }

/** `touched`: the machines and hours asked for, numbered, with the line of each machine. */
export const touchedTable = ({ siteId, rangesJson }: FactScope): SQL => sql`
  touched as materialized (
    select row_number() over (order by t.machine_id, t.from_at)::int as range_no, t.machine_id,
      t.from_at, t.to_at, coalesce(e.line_id, '') as line_id
    from json_to_recordset(${rangesJson}::json)
      as t(machine_id text, from_at timestamptz, to_at timestamptz)
    left join equipment e on e.site_id = ${siteId} and e.id = t.machine_id
  )`

/**
 * `slice`: every touched hour, cut where a shift begins or ends. Shifts are wall-clock times of
 * the site's zone, so a shift is an hour shorter or longer when the clocks change; where two
 * overlap, the later one counts. Time outside any shift has no shift and no team, and belongs to
 * the local day of its hour. The pieces of `tile` leave no gap and do not overlap. A shift id twice
 * in one hour (a 24-hour shift that turns within it) is one `slot`, of the earlier day.
 */
export const sliceTables = ({ siteId }: FactScope): SQL => sql`
  span as (
    select min(from_at) as from_at, max(to_at) as to_at, (select zone from site where site_id = ${siteId}) as zone
    from touched
  ),
  shift_window as (
    select s.id as shift_id, d::date as shift_date,
      (d + make_interval(mins => s.start_minute)) at time zone p.zone as from_at,
      (d + make_interval(mins => s.end_minute, days => (s.end_minute <= s.start_minute)::int))
        at time zone p.zone as to_at
    from span p
    cross join generate_series(date_trunc('day', p.from_at at time zone p.zone) - interval '2 days',
      (p.to_at at time zone p.zone) + interval '2 days', interval '1 day') d
    join shift s on s.site_id = ${siteId}
    union all
    select '', null, edge, edge
    from span, unnest(array[span.from_at - interval '4 days', span.to_at + interval '4 days']) edge
  ),
  shift_turn as (
    select shift_id, shift_date, from_at, to_at, lead(from_at) over (order by from_at, shift_id) as next_at
    from shift_window
  ),
  tile as (
    select shift_id, shift_date, from_at, least(to_at, next_at) as to_at from shift_turn
    where shift_id <> ''
    union all
    select '', null, to_at, next_at from shift_turn where next_at > to_at
  ),
  turn as (
    select h as hour, greatest(t.from_at, h) as from_at, least(t.to_at, h + interval '1 hour') as to_at,
      t.shift_id, coalesce(r.team_id, '') as team_id,
      coalesce(t.shift_date, (h at time zone p.zone)::date)::text as shift_date
    from span p
    join tile t on t.from_at < p.to_at and t.to_at > p.from_at
    cross join generate_series(date_bin('1 hour', greatest(t.from_at, p.from_at), 'epoch'),
      least(t.to_at, p.to_at) - interval '1 microsecond', interval '1 hour') h
    left join shift_roster r on r.site_id = ${siteId} and r.shift_id = t.shift_id
      and r.shift_date = t.shift_date
    where h >= p.from_at
  ),
  slice as materialized (
    select dense_rank() over (order by hour, shift_id, team_id)::int as slot_no, *
    from turn
  ),
  slot as (
    select slot_no, hour, shift_id, team_id, min(shift_date) as shift_date from slice
    group by slot_no, hour, shift_id, team_id
  )`

/**
 * `piece`: stretches of machine state cut at slices. An open state counts up to the newest instant
 * that its source spoke of, and never past the clock.
 */
export const pieceTables = ({ siteId, now }: FactScope, category?: 'down'): SQL => sql`
  known_until as (
    select source, least(max(data_until), ${now}::timestamptz) as at
    from ingest_source where site_id = ${siteId} group by source
  ),
  stretch as materialized (
    select t.range_no, s.category, s.reason_id, s.start_at,
      greatest(s.start_at, t.from_at) as from_at, least(coalesce(s.end_at, k.at), t.to_at) as to_at
    from touched t
    cross join lateral (
      select coalesce(max(b.start_at), t.from_at) as at from machine_state b
      where b.site_id = ${siteId} and b.machine_id = t.machine_id and b.start_at <= t.from_at
    ) first
    cross join lateral (
      select m.start_at, m.end_at, m.category, m.reason_id, m.source from machine_state m
      where m.site_id = ${siteId} and m.machine_id = t.machine_id
        and m.start_at >= first.at and m.start_at < t.to_at
        ${category === undefined ? sql`` : sql`and m.category = ${category}`}
      offset 0
    ) s
    left join known_until k on k.source = s.source
  ),
  piece as (
    select st.range_no, st.category, st.reason_id, l.hour, l.slot_no,
      greatest(st.from_at, l.from_at) as from_at, least(st.to_at, l.to_at) as to_at,
      st.start_at >= l.from_at as begins
    from stretch st
    cross join generate_series(date_bin('1 hour', st.from_at, 'epoch'),
      st.to_at - interval '1 microsecond', interval '1 hour') h
    join slice l on l.hour = h and l.from_at < st.to_at and l.to_at > st.from_at
    where st.to_at > st.from_at
  )`
