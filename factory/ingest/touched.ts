import { sql } from 'drizzle-orm'
import { dayMs } from '../../base/milliseconds.ts'
import type { Tx } from '../../store/index.ts'
import type { TouchedTime } from '../facts/ranges.ts'
import { machineExtents } from '../facts/recompute.ts'
import type { StreamDefinition } from './definition.ts'
import type { StreamName } from './streams.ts'
import { incomingRows, type Row, type Written } from './write-rows.ts'

/** Streams that hourly facts are computed from; the site is held while one of them is written. */
const factStreams = new Set<StreamName>([
  'site',
  'equipment',
  'shift',
  'roster',
  'machine_state',
  'production_count',
  'failure_event',
  'state_sample',
  'counter_sample',
])

export const movesFacts = (stream: StreamName): boolean => factStreams.has(stream)

export const isPointStream = (stream: StreamName): boolean =>
  stream === 'production_count' || stream === 'failure_event'

/** An instant of a count belongs to the hour that ends with it. */
export const pointTime = (machineId: string, at: Date): TouchedTime => ({
  machineId,
  from: new Date(at.getTime() - 1),
  to: new Date(at.getTime() + 1),
})

export const pointTimes = ({ changed }: Written): TouchedTime[] =>
  changed.map((row) => pointTime(String(row.machine_id), row.at as Date))

type Points = { definition: StreamDefinition; table: string; siteId: string }

/** Where counts and failures stood that are about to move to another instant or machine. */
export async function formerPoints(
  tx: Tx,
  rows: Row[],
  { definition, table, siteId }: Points,
): Promise<TouchedTime[]> {
  if (rows.length === 0) return []
  const moved = await tx.rows<{ machineId: string; at: Date }>(sql`
    with incoming as (${incomingRows(definition, rows)})
    select s.machine_id as "machineId", s.at from incoming i
    cross join lateral (select p.machine_id, p.at from ${sql.raw(table)} p
      where p.site_id = ${siteId} and p.source = i.source and p.source_key = i.source_key limit 1) s
    where s.machine_id <> i.machine_id or s.at <> i.at`)
  return moved.map(({ machineId, at }) => pointTime(machineId, at))
}

/** All facts of the days of a changed roster, two days wide for zones and night shifts. */
export async function rosterTimes(tx: Tx, siteId: string, rows: Row[]): Promise<TouchedTime[]> {
  const days = rows.map(({ shiftDate }) => Date.parse(`${shiftDate}T00:00:00Z`))
  const first = days.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) - dayMs
  const last = days.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) + 3 * dayMs
  return (await machineExtents(tx, siteId))
    .map(({ machineId, from, to }) => ({
      machineId,
      from: new Date(Math.max(from.getTime(), first)),
      to: new Date(Math.min(to.getTime(), last)),
    }))
    .filter(({ from, to }) => to > from)
}

/** Machines may move to another line; their facts follow. */
export async function followLines(tx: Tx, siteId: string): Promise<void> {
  for (const table of ['fact_hour', 'fact_day', 'fact_downtime']) {
    await tx.rows(sql`
      update ${sql.raw(table)} f set line_id = coalesce(e.line_id, '') from equipment e
      where f.site_id = ${siteId} and e.site_id = f.site_id and e.id = f.machine_id
        and f.line_id <> coalesce(e.line_id, '')`)
  }
}

type Advance = { siteId: string; source: string; from: Date | null; to: Date }

/** Open states of a source run on as far as it has spoken: the time since it last spoke. */
export async function openTimes(tx: Tx, advance: Advance): Promise<TouchedTime[]> {
  const { siteId, source, from, to } = advance
  if (from !== null && to <= from) return []
  const open = await tx.rows<{ machineId: string; startAt: Date }>(sql`
    select e.id as "machineId", s.start_at as "startAt" from equipment e
    cross join lateral (select start_at, end_at, source from machine_state
      where site_id = ${siteId} and machine_id = e.id order by start_at desc limit 1) s
    where e.site_id = ${siteId} and s.end_at is null and s.source = ${source}`)
  return open
    .map(({ machineId, startAt }) => ({
      machineId,
      from: from !== null && from > startAt ? from : startAt,
      to,
    }))
    .filter((time) => time.to > time.from)
}
