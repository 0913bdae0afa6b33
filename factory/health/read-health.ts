import { sql } from 'drizzle-orm'
import { dayMs, hourMs } from '../../base/milliseconds.ts'
import type { Tx } from '../../store/index.ts'
import { readHours } from '../telemetry/index.ts'
import { assessMachine, type MachineHealth } from './assess.ts'
import { type Life, lifeOf } from './life.ts'
import { type ClassRecords, readLifetimes } from './read-lifetimes.ts'
import { type HealthMachine, type HealthScope, readHealthMachines } from './read-machines.ts'
import { type NearAlarm, type NearTicket, readAlarms, readNearTickets } from './read-near.ts'
import { readRunningHours } from './read-running.ts'
import type { MachineInput } from './sensor-input.ts'
import { readAhead, type TrainedLife } from './trained/index.ts'

export type HealthTag = {
  tag: string
  nameZh: string
  nameEn: string
  unit: string
  lowLimit: number | null
  highLimit: number | null
}

export type HealthReading = {
  machine: HealthMachine
  health: MachineHealth
  /** By id. */
  tags: Map<string, HealthTag>
  /** It stands in unplanned downtime at the end of the window. */
  isDown: boolean
  /** False: no states are known, so hours of standing could not be left out. */
  statesKnown: boolean
  /** Hourly means that were read, and the newest of them. */
  rows: number
  newest: Date | null
  life: Life
  /** By the trained model that is deployed for its class; null: none is. */
  trained: TrainedLife | null
  alarms: NearAlarm[]
  tickets: NearTicket[]
}

export type HealthAsked = HealthScope & {
  /** Lengths in days of the window, which ends at `until`, and of the reference before it. */
  days: number
  referenceDays: number
  until: Date
}

/**
 * How the machines of a scope are, each against its own running before. Reads at most one row an hour and
 * sensor.
 *
 * @throws AppError when the site or the equipment is not known, or several go by that name
 */
export async function readHealth(tx: Tx, asked: HealthAsked): Promise<HealthReading[]> {
  const machines = await readHealthMachines(tx, asked)
  const readings: HealthReading[] = []
  for (const [siteId, own] of Map.groupBy(machines, (machine) => machine.siteId)) {
    readings.push(...(await readSite(tx, { siteId, machines: own, asked })))
  }
  return readings
}

type OfSite = { siteId: string; machines: HealthMachine[]; asked: HealthAsked }

async function readSite(tx: Tx, { siteId, machines, asked }: OfSite): Promise<HealthReading[]> {
  const { until, days, referenceDays } = asked
  const back = (some: number) => new Date(down(until.getTime() - some * dayMs))
  const window = { from: back(days), to: until }
  const all = { siteId, from: back(days + referenceDays), to: until }
  const machineIds = machines.map(({ id }) => id)
  const tags = await readTags(tx, { siteId, machineIds })
  const hours = await readHours(tx, { ...all, tagIds: tags.map(({ tag }) => tag) })
  const running = await readRunningHours(tx, { ...all, machineIds })
  const alarms = await readAlarms(tx, { siteId, machineIds, ...window })
  const tickets = await readNearTickets(tx, { siteId, machineIds, ...window })
  const standing = await readDown(tx, { siteId, machineIds, until })
  const records = new Map<string | null, ClassRecords | null>([[null, null]])
  const ahead = new Map<string | null, Map<string, TrainedLife> | null>()
  for (const { classId } of machines) {
    if (classId === null || records.has(classId)) continue
    records.set(classId, await readLifetimes(tx, { siteId, classId, until }))
    ahead.set(classId, await readAhead(tx, { siteId, classId, until, machineIds, down: standing }))
  }
  const courses = new Map(hours.map((one) => [one.tagId, one]))
  return machines.map((machine) => {
    const own = tags.filter(({ machineId }) => machineId === machine.id)
    const ran = running.get(machine.id)
    const sent = own.flatMap(({ tag }) => courses.get(tag) ?? [])
    const input = inputOf({ own, sent, ran, windowFrom: window.from.getTime() })
    const last = Math.max(...sent.map(({ hoursS }) => hoursS.at(-1) ?? 0))
    return {
      machine,
      health: assessMachine(input),
      tags: new Map(own.map((tag) => [tag.tag, tag])),
      isDown: standing.has(machine.id),
      statesKnown: ran !== undefined,
      rows: sent.reduce((sum, { hoursS }) => sum + hoursS.length, 0),
      newest: sent.length === 0 ? null : new Date(last * 1000),
      life: lifeOf(records.get(machine.classId) ?? null, {
        ...{ machineId: machine.id, isDown: standing.has(machine.id) },
      }),
      trained: ahead.get(machine.classId)?.get(machine.id) ?? null,
      alarms: alarms.filter(({ machineId }) => machineId === machine.id),
      tickets: tickets.filter(({ machineId }) => machineId === machine.id),
    }
  })
}

const down = (ms: number): number => Math.floor(ms / hourMs) * hourMs

type TagRow = HealthTag & { machineId: string }

const readTags = (tx: Tx, of: { siteId: string; machineIds: string[] }): Promise<TagRow[]> =>
  tx.rows<TagRow>(sql`
    select id as tag, equipment_id as "machineId", name_zh as "nameZh", name_en as "nameEn", unit,
      low_limit as "lowLimit", high_limit as "highLimit"
    from tag where site_id = ${of.siteId} and equipment_id in
      (select json_array_elements_text(${JSON.stringify(of.machineIds)}::json)) order by id`)

async function readDown(
  tx: Tx,
  of: { siteId: string; machineIds: string[]; until: Date },
): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(sql`
    select distinct machine_id as id from machine_state
    where site_id = ${of.siteId} and category = 'down' and start_at <= ${of.until}
      and (end_at is null or end_at > ${of.until}) and machine_id in
      (select json_array_elements_text(${JSON.stringify(of.machineIds)}::json))`)
  return new Set(rows.map(({ id }) => id))
}

type Sent = { hoursS: number[]; means: number[]; tagId: string }
type Parts = { own: HealthTag[]; sent: Sent[]; ran: Set<number> | undefined; windowFrom: number }

/** The hours in which it ran; without states, those in which anything was sent. */
function inputOf({ own, sent, ran, windowFrom }: Parts): MachineInput {
  const heard = new Set(sent.flatMap(({ hoursS }) => hoursS))
  const hours = [...(ran ?? heard)].sort((a, b) => a - b)
  const sensors = own.map(({ tag, lowLimit, highLimit }) => {
    const course = sent.find(({ tagId }) => tagId === tag)
    const means = new Map(course?.hoursS.map((hour, at) => [hour, course.means[at] ?? null]))
    return { tag, lowLimit, highLimit, values: hours.map((hour) => means.get(hour) ?? null) }
  })
  return { hours: hours.map((hour) => hour * 1000), windowFrom, sensors }
}
