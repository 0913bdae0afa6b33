import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { TouchedTime } from '../facts/ranges.ts'
import type { StreamDefinition } from './definition.ts'
import { writeStates } from './machine-state.ts'
import { sampleStreams } from './sample-streams.ts'
import { type Row, type Written, writeRows } from './write-rows.ts'

const definition = sampleStreams.state_sample as unknown as StreamDefinition

type Scope = { siteId: string; source: string; until: Date }

/** `derived`: rows of the stream that follows from the samples. */
export type Derived = Written & { touched: TouchedTime[]; derived: number }

const nothing: { touched: TouchedTime[]; inserted: number } = { touched: [], inserted: 0 }

/** A sample whose place among its neighbours may be another one now. */
type Placed = {
  machineId: string
  startAt: Date
  state: string
  category: 'production' | 'setup' | 'delay' | 'down' | 'planned_stop'
  reasonId: string | null
  /** It differs from the sample before. */
  begins: boolean
  /** The stored state that begins here says the same; a reason given since then stays. */
  stored: boolean
}

/** Stores samples; states begin where a sample differs from the one before it in time. */
export async function writeStateSamples(tx: Tx, rows: Row[], scope: Scope): Promise<Derived> {
  const { siteId, source, until } = scope
  const returning = ['machine_id', 'at']
  const written = await writeRows(tx, rows, { definition, siteId, returning })
  if (written.changed.length === 0) return { ...written, touched: [], derived: 0 }
  const placed = await tx.rows<Placed>(placedSamples(written.changed, scope))
  const withdrawn = await withdrawStates(
    tx,
    placed.filter(({ begins }) => !begins),
    scope,
  )
  const begun = placed
    .filter(({ begins, stored }) => begins && !stored)
    .map(({ begins: _begins, stored: _stored, ...row }) => ({
      ...row,
      source,
      sourceKey: `${row.machineId}|${row.startAt.toISOString()}`,
    }))
  const states = begun.length === 0 ? nothing : await writeStates(tx, begun, { siteId, until })
  const touched = [...withdrawn, ...states.touched]
  return { ...written, touched, derived: states.inserted }
}

/** The samples that changed and the ones after them, each beside the one before it. */
function placedSamples(changed: Row[], { siteId, source }: Scope): SQL {
  const own = sql`s.site_id = ${siteId} and s.source = ${source}`
  return sql`
    with changed as (select * from json_to_recordset(${JSON.stringify(changed)}::json)
      as c(machine_id text, at timestamptz)),
    touched as (
      select machine_id, at from changed
      union
      select c.machine_id, n.at from changed c cross join lateral (
        select s.at from state_sample s
        where ${own} and s.machine_id = c.machine_id and s.at > c.at order by s.at limit 1) n
    )
    select t.machine_id as "machineId", t.at as "startAt", i.state, i.category,
      i.reason_id as "reasonId",
      (i.state, i.category, i.reason_id) is distinct from (p.state, p.category, p.reason_id) as begins,
      exists (select from machine_state m
        where m.site_id = ${siteId} and m.machine_id = t.machine_id and m.start_at = t.at
          and m.state = i.state and m.category = i.category
          and (i.reason_id is null or m.reason_id = i.reason_id)) as stored
    from touched t
    cross join lateral (select * from state_sample s
      where ${own} and s.machine_id = t.machine_id and s.at = t.at limit 1) i
    left join lateral (select * from state_sample s
      where ${own} and s.machine_id = t.machine_id and s.at < t.at
      order by s.at desc limit 1) p on true`
}

/** States that turned out to go on from before: the state before runs on through their time. */
async function withdrawStates(
  tx: Tx,
  samples: Placed[],
  { siteId, source, until }: Scope,
): Promise<TouchedTime[]> {
  if (samples.length === 0) return []
  const starts = samples.map(({ machineId, startAt }) => ({ machine_id: machineId, at: startAt }))
  const gone = await tx.rows<{ machine_id: string; start_at: Date; end_at: Date | null }>(sql`
    delete from machine_state m
    using json_to_recordset(${JSON.stringify(starts)}::json) as w(machine_id text, at timestamptz)
    where m.site_id = ${siteId} and m.machine_id = w.machine_id and m.start_at = w.at
      and m.source = ${source}
    returning m.machine_id, m.start_at, m.end_at`)
  if (gone.length === 0) return []
  await tx.rows(sql`
    with gone as (select * from json_to_recordset(${JSON.stringify(gone)}::json)
      as g(machine_id text, start_at timestamptz)),
    follows as (
      select g.machine_id, p.start_at, g.start_at as ended_at, (select min(n.start_at)
        from machine_state n where n.site_id = ${siteId} and n.machine_id = g.machine_id
          and n.start_at > g.start_at) as next_at
      from gone g cross join lateral (select b.start_at from machine_state b
        where b.site_id = ${siteId} and b.machine_id = g.machine_id and b.start_at < g.start_at
        order by b.start_at desc limit 1) p
    )
    update machine_state s set end_at = f.next_at from follows f
    where s.site_id = ${siteId} and s.machine_id = f.machine_id and s.start_at = f.start_at
      and s.end_at = f.ended_at and s.source = ${source}`)
  return gone
    .map((row) => ({ machineId: row.machine_id, from: row.start_at, to: row.end_at ?? until }))
    .filter(({ from, to }) => to > from)
}
