import { getTableName, sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Tx } from '../../store/index.ts'
import { noteForAlerts } from '../alerts/note-due.ts'
import type { TouchedTime } from '../facts/ranges.ts'
import { lockSite, machineExtents, recomputeFacts } from '../facts/recompute.ts'
import { hoursOf, makePartitions, noteDue } from '../telemetry/index.ts'
import { planRunTimes, writeCounterSamples } from './counter-sample.ts'
import { refuseForgotten } from './forgotten.ts'
import { refuseMovedStarts, writeStates } from './machine-state.ts'
import { type BadRow, type Checked, type GoodRow, near } from './parse-rows.ts'
import { keepRefusals, noteSource, sourceTime } from './records.ts'
import { checkReferences } from './references.ts'
import { writeSchedules } from './schedule.ts'
import { writeStateSamples } from './state-sample.ts'
import { definitionOf, type StreamName } from './streams.ts'
import { refuseForeignTickets } from './ticket.ts'
import {
  followLines,
  formerPoints,
  isPointStream,
  movesFacts,
  openTimes,
  pointTimes,
  rosterTimes,
} from './touched.ts'
import { type Row, type Written, writeRows } from './write-rows.ts'

type Scope = {
  siteId: string
  source: string
  stream: StreamName
  now: Date
  live?: boolean | undefined
  until?: Date | undefined
}
type Stored = { bad: BadRow[]; inserted: number; updated: number }

/** Everything that one batch does to the store, in the caller's transaction. */
export async function storeRows(tx: Tx, checked: Checked, scope: Scope): Promise<Stored> {
  if (scope.stream !== 'site') await holdSite(tx, scope)
  const { good, bad } = await checkAgainstStore(tx, checked.good, scope)
  const former = await sourceTime(tx, scope)
  const newest = newestOf(good, scope.stream)
  const batchUntil = later(newest, scope.until ?? null)
  const until = earlier(later(former.until, batchUntil) ?? scope.now, scope.now)
  const open = await openTimes(tx, { ...scope, from: former.counted, to: until })
  const written = await write(tx, good, { ...scope, until })
  const allBad = [...checked.bad, ...bad, ...written.bad]
  const { inserted, updated } = written
  const refused = await keepRefusals(tx, scope, { now: scope.now, bad: allBad, good })
  const received = { now: scope.now, newest, until: batchUntil, inserted, refused }
  await noteSource(tx, scope, received)
  await noteForAlerts(tx, { ...scope, rows: good.map(({ row }) => row) })
  const follows = followers[scope.stream]
  if (follows !== undefined) {
    const derived = { ...received, newest: null, inserted: written.derived ?? 0 }
    await noteSource(tx, { ...scope, stream: follows }, { ...derived, refused: 0 })
  }
  const touched = [...written.touched, ...open]
  if (touched.length > 0) {
    if (!movesFacts(scope.stream)) await lockSite(tx, scope.siteId)
    await recomputeFacts(tx, { siteId: scope.siteId, touched, now: scope.now })
  }
  return { bad: allBad, inserted, updated }
}

/** What follows from a stream is as fresh as it. */
const followers: Partial<Record<StreamName, StreamName>> = {
  state_sample: 'machine_state',
  counter_sample: 'production_count',
}

type Outcome = Omit<Written, 'changed'> & {
  touched: TouchedTime[]
  bad: BadRow[]
  derived?: number
}

async function write(tx: Tx, good: GoodRow[], scope: Scope & { until: Date }): Promise<Outcome> {
  const { siteId, stream } = scope
  const definition = definitionOf(stream)
  const rows = good.map(({ row }) => row)
  if (stream === 'schedule')
    return { updated: 0, touched: [], ...(await writeSchedules(tx, good, scope)) }
  if (stream === 'state_sample') return { bad: [], ...(await writeStateSamples(tx, rows, scope)) }
  if (stream === 'counter_sample')
    return { bad: [], ...(await writeCounterSamples(tx, rows, scope)) }
  if (stream === 'machine_state') return { bad: [], ...(await writeStates(tx, rows, scope)) }
  if (stream === 'measurement') return { bad: [], ...(await writeMeasurements(tx, rows, scope)) }
  if (isPointStream(stream)) {
    const table = getTableName(definition.table)
    const keyed = good.filter(({ ownKey }) => ownKey).map(({ row }) => row)
    const former = await formerPoints(tx, keyed, { definition, table, siteId })
    const written = await writeRows(tx, rows, {
      definition,
      siteId,
      returning: ['machine_id', 'at'],
    })
    return { ...written, bad: [], touched: [...former, ...pointTimes(written)] }
  }
  const written = await writeRows(tx, rows, { definition, siteId })
  const changes = written.inserted + written.updated
  const touched = changes === 0 ? [] : await timesOfMaster(tx, scope, rows)
  return { ...written, bad: [], touched }
}

async function writeMeasurements(tx: Tx, rows: Row[], { siteId, stream }: Scope) {
  const hours = hoursOf(rows)
  await makePartitions(tx, hours)
  const written = await writeRows(tx, rows, { definition: definitionOf(stream), siteId })
  if (written.inserted + written.updated > 0) await noteDue(tx, siteId, hours)
  return { ...written, touched: [] }
}

/** A plant that changes its shape changes the facts that were cut by it. */
async function timesOfMaster(
  tx: Tx,
  { siteId, stream }: Scope,
  rows: Record<string, unknown>[],
): Promise<TouchedTime[]> {
  if (stream === 'equipment') await followLines(tx, siteId)
  if (stream === 'roster') return rosterTimes(tx, siteId, rows)
  return stream === 'site' || stream === 'shift' ? machineExtents(tx, siteId) : []
}

async function checkAgainstStore(tx: Tx, rows: GoodRow[], scope: Scope): Promise<Checked> {
  const { siteId, stream } = scope
  const kept = await refuseForgotten(tx, rows, stream)
  const known = await checkReferences(tx, kept.good, {
    siteId,
    stream,
    definition: definitionOf(stream),
  })
  const owned = await checkOwnership(tx, known.good, scope)
  return { good: owned.good, bad: [...kept.bad, ...known.bad, ...owned.bad] }
}

async function checkOwnership(tx: Tx, rows: GoodRow[], scope: Scope): Promise<Checked> {
  if (scope.stream === 'machine_state') return refuseMovedStarts(tx, scope.siteId, rows)
  if (scope.stream === 'counter_sample') return planRunTimes(tx, rows, scope)
  if (scope.stream === 'ticket') return refuseForeignTickets(tx, rows, scope)
  return { good: rows, bad: [] }
}

/** The site must be there, and is held while facts of it may change. */
async function holdSite(tx: Tx, { siteId, stream }: Scope): Promise<void> {
  const sites = await tx.rows<{ id: string }>(sql`select site_id as id from site order by site_id`)
  const known = sites.map(({ id }) => id)
  if (!known.includes(siteId)) {
    throw new AppError('not_found', `unknown site ${siteId}${near(siteId, known)}`, {
      field: 'siteId',
      hint: 'Send the site itself first (stream site).',
    })
  }
  if (movesFacts(stream)) await lockSite(tx, siteId)
}

function newestOf(good: GoodRow[], stream: StreamName): Date | null {
  const { until } = definitionOf(stream)
  if (until === undefined) return null
  return good.reduce<Date | null>((newest, { row }) => later(newest, until(row)), null)
}

const later = (a: Date | null, b: Date | null): Date | null =>
  a === null || (b !== null && b > a) ? b : a

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)
