import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../../store/index.ts'
import type { Filters } from '../checked-query.ts'
import type { Window } from '../window.ts'

/** What happened in the window; texts are what people and controllers wrote. */
export type WindowEvents = {
  stops: {
    machine: string
    at: Date
    minutes: number
    reason: string | null
    note: string | null
  }[]
  alarms: { code: string; message: string | null; before: number; now: number }[]
  tickets: { id: string; equipment: string; kind: string; at: Date; title: string }[]
  schedules: { id: string; at: Date; by: string }[]
  definitions: { version: number; at: Date }[]
  /** How many there were of each; the lists hold the largest or newest. */
  counts: { stops: number; alarms: number; tickets: number; schedules: number }
}

type Scope = {
  sites: string[]
  filters: Filters
  window: Window
  before: Window
  metric: string
  now: Date
}

const most = 5

/** Stops, alarms, tickets and changes of plan where and when a figure changed. */
export async function readEvents(tx: Tx, scope: Scope): Promise<WindowEvents> {
  const stops = await longestStops(tx, scope)
  const alarms = await alarmCodes(tx, scope)
  const tickets = await openedTickets(tx, scope)
  const schedules = await publishedSchedules(tx, scope)
  return {
    stops: stops.map(({ total: _, ...stop }) => stop),
    alarms: alarms.slice(0, most),
    tickets: tickets.map(({ total: _, ...ticket }) => ticket),
    schedules: schedules.map(({ total: _, ...schedule }) => schedule),
    definitions: await newDefinitions(tx, scope),
    counts: {
      stops: stops[0]?.total ?? 0,
      alarms: alarms.reduce((sum, { now }) => sum + now, 0),
      tickets: tickets[0]?.total ?? 0,
      schedules: schedules[0]?.total ?? 0,
    },
  }
}

/** Machines that the filters leave; null where they name no equipment. */
function machinesIn({ sites, filters }: Scope): SQL | null {
  const { line, machine } = filters
  if (line === undefined && machine === undefined) return null
  const own = machine === undefined ? sql`` : sql` and e.id in ${machine}`
  const ofLine = line === undefined ? sql`` : sql` and e.line_id in ${line}`
  return sql`(select e.id from equipment e where e.site_id in ${sites} and e.level = 'machine'${own}${ofLine})`
}

function onMachines(column: SQL, scope: Scope): SQL {
  const machines = machinesIn(scope)
  return machines === null ? sql`` : sql` and ${column} in ${machines}`
}

type Counted<Row> = Row & { total: number }

const longestStops = (tx: Tx, scope: Scope) =>
  tx.rows<Counted<WindowEvents['stops'][0]>>(sql`
    select s.machine_id as machine, s.start_at as at, s.reason_id as reason, s.note,
      (extract(epoch from least(coalesce(s.end_at, ${scope.now}), ${scope.window.to})
        - greatest(s.start_at, ${scope.window.from})) / 60)::float8 as minutes,
      (count(*) over ())::int as total
    from machine_state s
    where s.site_id in ${scope.sites} and s.category = 'down' and s.start_at < ${scope.window.to}
      and coalesce(s.end_at, ${scope.now}) > ${scope.window.from}
      ${onMachines(sql`s.machine_id`, scope)}
    order by minutes desc, s.start_at limit ${most}`)

/** By how much more often a code came than in the window before. */
const alarmCodes = (tx: Tx, scope: Scope) =>
  tx.rows<WindowEvents['alarms'][0]>(sql`
    select code, max(message) as message,
      (count(*) filter (where at < ${scope.before.to} and at >= ${scope.before.from}))::int as before,
      (count(*) filter (where at >= ${scope.window.from} and at < ${scope.window.to}))::int as now
    from machine_alarm a
    where a.site_id in ${scope.sites} ${onMachines(sql`a.machine_id`, scope)}
      and ((at >= ${scope.before.from} and at < ${scope.before.to})
        or (at >= ${scope.window.from} and at < ${scope.window.to}))
    group by code order by abs(count(*) filter (where at >= ${scope.window.from} and at < ${scope.window.to})
      - count(*) filter (where at < ${scope.before.to} and at >= ${scope.before.from})) desc, code`)

const openedTickets = (tx: Tx, scope: Scope) =>
  tx.rows<Counted<WindowEvents['tickets'][0]>>(sql`
    select t.id, t.equipment_id as equipment, t.kind, t.opened_at as at, t.title,
      (count(*) over ())::int as total
    from ticket t
    where t.site_id in ${scope.sites} and t.opened_at >= ${scope.window.from}
      and t.opened_at < ${scope.window.to} ${onMachines(sql`t.equipment_id`, scope)}
    order by t.kind <> 'corrective', t.opened_at desc limit ${most}`)

const publishedSchedules = (tx: Tx, scope: Scope) =>
  tx.rows<Counted<WindowEvents['schedules'][0]>>(sql`
    select v.id, v.published_at as at, v.published_by as by, (count(*) over ())::int as total
    from schedule_version v
    where v.site_id in ${scope.sites} and v.published_at >= ${scope.window.from}
      and v.published_at < ${scope.window.to}
    order by v.published_at desc limit ${most}`)

/** A figure may also change because it is worked out otherwise. */
const newDefinitions = (tx: Tx, scope: Scope) =>
  tx.rows<WindowEvents['definitions'][0]>(sql`
    select version, approved_at as at from metric_version
    where id = ${scope.metric} and origin = 'action' and approved_at >= ${scope.before.from}
      and approved_at < ${scope.window.to}
    order by version`)
