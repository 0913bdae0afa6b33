import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { TouchedTime } from '../facts/ranges.ts'
import type { StreamDefinition } from './definition.ts'
import { eventStreams } from './event-streams.ts'
import { type Checked, type GoodRow, refuse } from './parse-rows.ts'
import { incomingRows, type Row, type Written, writeRows } from './write-rows.ts'

const definition = eventStreams.machine_state as unknown as StreamDefinition

/**
 * A state's start is its identity: a source key that comes back with another start is refused,
 * because the neighbours were already cut at the old one.
 */
export async function refuseMovedStarts(tx: Tx, siteId: string, rows: GoodRow[]): Promise<Checked> {
  if (!rows.some(({ ownKey }) => ownKey)) return { good: rows, bad: [] }
  const stored = await tx.rows<{
    sourceKey: string
    source: string
    machineId: string
    startAt: Date
  }>(sql`
    with incoming as (${incomingRows(
      definition,
      rows.map(({ row }) => row),
    )})
    select s.source, s.source_key as "sourceKey", s.machine_id as "machineId", s.start_at as "startAt"
    from incoming i cross join lateral (select * from machine_state m
      where m.site_id = ${siteId} and m.source = i.source and m.source_key = i.source_key limit 1) s`)
  const placed = new Map(stored.map((row) => [row.sourceKey, placeOf(row)]))
  const checked: Checked = { good: [], bad: [] }
  for (const item of rows) {
    const key = String(item.row.sourceKey)
    const place = placed.get(key) ?? placeOf(item.row)
    placed.set(key, place)
    if (place === placeOf(item.row)) checked.good.push(item)
    else checked.bad.push(refuse(item, [movedStart(key, place)]))
  }
  return checked
}

const placeOf = (row: Row): string =>
  `${row.machineId} at ${row.startAt instanceof Date ? row.startAt.toISOString() : row.startAt}`

const movedStart = (key: string, place: string) => ({
  field: 'sourceKey',
  value: key,
  reason: `already names the state of ${place}; a state that starts elsewhere needs its own key`,
})

type Scope = { siteId: string; until: Date }

/**
 * Writes states so that those of a machine never overlap: the later start ends the earlier state,
 * and what is stored does not depend on the order of arrival.
 */
export async function writeStates(
  tx: Tx,
  rows: Row[],
  { siteId, until }: Scope,
): Promise<Written & { touched: TouchedTime[] }> {
  const incoming = incomingRows(definition, rows)
  const continues = await onlyContinue(tx, rows, siteId)
  const before = continues ? [] : await formerTimes(tx, { incoming, siteId, until })
  const written = await writeRows(tx, rows, {
    definition,
    siteId,
    returning: ['machine_id', 'start_at', 'end_at'],
    computed: {
      end_at: continues
        ? sql`least(i.end_at, ${nextIncoming})`
        : sql`least(i.end_at, ${nextIncoming}, ${nextStored(siteId)})`,
    },
  })
  if (!continues) await tx.rows(endFormerStates(incoming, siteId))
  if (written.changed.length === 0) return { ...written, touched: [] }
  const after = written.changed.map((row) => ({
    machineId: String(row.machine_id),
    from: row.start_at as Date,
    to: (row.end_at as Date | null) ?? until,
  }))
  return { ...written, touched: [...before, ...after] }
}

/** True for history in its order: nothing stored reaches into the time of the new states. */
async function onlyContinue(tx: Tx, rows: Row[], siteId: string): Promise<boolean> {
  const first = new Map<string, Date>()
  for (const { machineId, startAt } of rows as { machineId: string; startAt: Date }[]) {
    const known = first.get(machineId)
    if (known === undefined || startAt < known) first.set(machineId, startAt)
  }
  const starts = JSON.stringify([...first].map(([machine_id, at]) => ({ machine_id, at })))
  const reaching = await tx.rows(sql`
    select 1 from json_to_recordset(${starts}::json) as i(machine_id text, at timestamptz)
    cross join lateral (select end_at from machine_state
      where site_id = ${siteId} and machine_id = i.machine_id order by start_at desc limit 1) s
    where s.end_at is null or s.end_at > i.at limit 1`)
  return reaching.length === 0
}

const nextIncoming = sql`lead(i.start_at) over (partition by i.machine_id order by i.start_at)`

const nextStored = (siteId: string): SQL => sql`(select min(n.start_at) from machine_state n
  where n.site_id = ${siteId} and n.machine_id = i.machine_id and n.start_at > i.start_at)`

/** Time that loses its state: of the same state when it ended later, of the one that ran before. */
async function formerTimes(
  tx: Tx,
  { incoming, siteId, until }: Scope & { incoming: SQL },
): Promise<TouchedTime[]> {
  const rows = await tx.rows<TouchedTime>(sql`
    with incoming as (${incoming})
    select i.machine_id as "machineId", i.start_at as "from",
      coalesce(s.end_at, ${until}::timestamptz) as "to"
    from incoming i
    cross join lateral (select end_at from machine_state b
      where b.site_id = ${siteId} and b.machine_id = i.machine_id and b.start_at <= i.start_at
      order by b.start_at desc limit 1) s
    where s.end_at is null or s.end_at > i.start_at`)
  return rows.filter(({ from, to }) => to > from)
}

const endFormerStates = (incoming: SQL, siteId: string): SQL => sql`
  with incoming as (${incoming}), cut as (
    select i.machine_id, f.start_at, min(i.start_at) as at
    from incoming i cross join lateral (select b.start_at, b.end_at from machine_state b
      where b.site_id = ${siteId} and b.machine_id = i.machine_id and b.start_at < i.start_at
      order by b.start_at desc limit 1) f
    where f.end_at is null or f.end_at > i.start_at
    group by i.machine_id, f.start_at
  )
  update machine_state s set end_at = c.at from cut c
  where s.site_id = ${siteId} and s.machine_id = c.machine_id and s.start_at = c.start_at`
