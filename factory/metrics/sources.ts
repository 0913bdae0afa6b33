import { type SQL, sql } from 'drizzle-orm'
import type { Dimension, Measure, SourceId } from './measures.ts'
import type { Window } from './window.ts'

/** What of the facts a statement asks for. */
export type FactScope = {
  sites: string[]
  window: Window
  now: Date
  /** False where one row for the whole window will do for something that lasts. */
  hourly: boolean
}

type SourceSql = {
  /** Facts as a table `f` with `site_id` and `hour`, at least those of the scope. */
  from: (scope: FactScope) => SQL
  /** Columns named otherwise than their dimension. */
  columns?: Partial<Record<Dimension, SQL>>
  measures?: Partial<Record<Measure, SQL>>
  /** Local day on which the shift began; facts without it have no shift grain. */
  shiftDate?: SQL
  /** The same rolled up to local days, with `day`, `hours` and `last_hour` instead of `hour`. */
  ofDays?: () => SQL
}

const hourOf = (instant: SQL): SQL => sql`date_bin('1 hour', ${instant}, 'epoch')`

const within = (instant: SQL, { window, now }: FactScope): SQL =>
  sql`${instant} >= ${window.from} and ${instant} < ${earlier(window.to, now)}`

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)

/** `held`: how long something lasted inside the window, in one row or in one for each hour. */
function held({ begin, end }: { begin: SQL; end: SQL }, { window, now, hourly }: FactScope): SQL {
  const from = sql`greatest(${begin}, ${window.from}::timestamptz)`
  const to = sql`least(${end}, ${earlier(window.to, now)}::timestamptz)`
  if (!hourly) {
    return sql`cross join lateral (select ${hourOf(from)} as hour,
      extract(epoch from ${to} - ${from})::float8 as s where ${to} > ${from}) held`
  }
  return sql`cross join lateral (
    select h as hour, extract(epoch from least(${to}, h + interval '1 hour') - greatest(${from}, h))::float8 as s
    from generate_series(${hourOf(from)}, ${to} - interval '1 microsecond', interval '1 hour') h
  ) held`
}

const dueOrders = (scope: FactScope): SQL => sql`(
  select o.site_id, o.product_id, ${hourOf(sql`o.due_at`)} as hour, 1 as orders_due,
    coalesce((o.completed_at <= o.due_at)::int, 0) as orders_on_time, o.quantity as quantity_due,
    least(o.produced_quantity, o.quantity) as quantity_made
  from production_order o
  where o.site_id in ${scope.sites} and o.status <> 'cancelled' and ${within(sql`o.due_at`, scope)}
) f`

const doneOrders = (scope: FactScope): SQL => sql`(
  select o.site_id, o.product_id, ${hourOf(sql`o.completed_at`)} as hour, 1 as orders_done,
    extract(epoch from o.completed_at - o.started_at)::float8 as order_s,
    o.produced_quantity as order_pieces, (o.started_at is null)::int as unstarted_orders
  from production_order o
  where o.site_id in ${scope.sites} and o.status = 'completed' and ${within(sql`o.completed_at`, scope)}
) f`

const openOrders = (scope: FactScope): SQL => sql`(
  select o.site_id, o.product_id, held.hour, o.quantity * held.s as wip_piece_s
  from production_order o
  ${held({ begin: sql`o.release_at`, end: sql`coalesce(o.completed_at, 'infinity')` }, scope)}
  where o.site_id in ${scope.sites} and o.status <> 'cancelled'
    and o.release_at < ${scope.window.to} and coalesce(o.completed_at, 'infinity') > ${scope.window.from}
) f`

/** A schedule is in force until the next one is published; only hours that are over are judged. */
const slots = (scope: FactScope): SQL => {
  const past = new Date(Math.floor(scope.now.getTime() / 3_600_000) * 3_600_000)
  const judged = { ...scope, now: past, hourly: true }
  return sql`(
    select p.site_id, p.machine_id, e.line_id, p.product_id, p.hour, p.planned_slot_s,
      least(p.planned_slot_s, coalesce(r.run_s, 0)) as kept_slot_s
    from (
      select v.site_id, s.machine_id, o.product_id, held.hour, least(3600, sum(held.s)) as planned_slot_s
      from (select site_id, id, published_at,
          lead(published_at, 1, 'infinity') over (partition by site_id order by published_at, id) as until
        from schedule_version where site_id in ${scope.sites}) v
      join schedule_slot s on s.site_id = v.site_id and s.schedule_id = v.id
      join production_order o on o.site_id = s.site_id and o.id = s.order_id
      ${held({ begin: sql`greatest(s.start_at, v.published_at)`, end: sql`least(s.end_at, v.until)` }, judged)}
      where s.start_at < ${scope.window.to} and s.end_at > ${scope.window.from} and held.s > 0
      group by v.site_id, s.machine_id, o.product_id, held.hour
    ) p
    left join lateral (select sum(x.production_s + x.setup_s) as run_s from fact_hour x
      where x.site_id = p.site_id and x.machine_id = p.machine_id and x.hour = p.hour
        and x.product_id = p.product_id) r on true
    left join equipment e on e.site_id = p.site_id and e.id = p.machine_id
  ) f`
}

const receipts = (scope: FactScope): SQL => sql`(
  select l.site_id, l.material_id, l.supplier_id, ${hourOf(sql`l.due_at`)} as hour, 1 as lines_due,
    coalesce((l.received_at <= l.due_at)::int, 0) as lines_on_time
  from purchase_line l where l.site_id in ${scope.sites} and ${within(sql`l.due_at`, scope)}
) f`

const stockLevels = (scope: FactScope): SQL => sql`(
  select s.site_id, s.material_id, held.hour, s.quantity * m.unit_cost * held.s as stock_value_s,
    (m.unit_cost is null and s.quantity <> 0)::int as uncosted_stock
  from (select *, lead(counted_at, 1, 'infinity') over (partition by site_id, material_id
      order by counted_at) as until from stock where site_id in ${scope.sites}) s
  join material m on m.site_id = s.site_id and m.id = s.material_id
  ${held({ begin: sql`s.counted_at`, end: sql`s.until` }, scope)}
  where s.counted_at < ${scope.window.to} and s.until > ${scope.window.from}
) f`

const materialUse = (scope: FactScope): SQL => sql`(
  select o.site_id, o.product_id, b.material_id, ${hourOf(sql`o.completed_at`)} as hour,
    o.produced_quantity * b.quantity * m.unit_cost as use_value,
    (m.unit_cost is null)::int as uncosted_use
  from production_order o
  join bom_line b on b.site_id = o.site_id and b.product_id = o.product_id
  join material m on m.site_id = b.site_id and m.id = b.material_id
  where o.site_id in ${scope.sites} and o.status = 'completed' and ${within(sql`o.completed_at`, scope)}
) f`

/** The moving range of a sample is its distance from the one before it in the window. */
const samples = (scope: FactScope): SQL => sql`(
  select site_id, machine_id, line_id, product_id, ${hourOf(sql`at`)} as hour, 1 as samples,
    share as sample_sum, share * share as sample_squares, (before is not null)::int as ranges,
    abs(share - before) as range_sum
  from (
    select q.site_id, q.machine_id, e.line_id, c.product_id, q.at, u.share,
      lag(u.share) over (partition by q.site_id, q.machine_id, q.characteristic_id
        order by q.at, q.source_key) as before
    from quality_sample q
    join characteristic c on c.site_id = q.site_id and c.id = q.characteristic_id
      and c.upper_limit > c.lower_limit
    cross join lateral (select (q.value - c.lower_limit) / (c.upper_limit - c.lower_limit) as share) u
    left join equipment e on e.site_id = q.site_id and e.id = q.machine_id
    where q.site_id in ${scope.sites} and ${within(sql`q.at`, scope)}
  ) ranged
) f`

const costed = (table: 'fact_hour' | 'fact_day') => (): SQL =>
  sql`(
  select h.*, h.scrap * p.standard_cost as scrap_cost,
    case when p.standard_cost is null then h.scrap else 0 end as uncosted_scrap
  from ${sql.raw(table)} h left join product p on p.site_id = h.site_id and p.id = h.product_id
) f`

const shiftDate = sql`f.shift_date`

export const sourceSql: Record<SourceId, SourceSql> = {
  hour: { from: () => sql`fact_hour f`, shiftDate, ofDays: () => sql`fact_day f` },
  downtime: {
    from: () => sql`fact_downtime f`,
    measures: { lost_s: sql`f.down_s` },
    shiftDate,
  },
  cost: { from: costed('fact_hour'), shiftDate, ofDays: costed('fact_day') },
  due_order: { from: dueOrders },
  done_order: { from: doneOrders },
  open_order: { from: openOrders },
  slot: { from: slots },
  receipt: { from: receipts },
  stock: { from: stockLevels },
  use: { from: materialUse },
  sample: { from: samples },
}
