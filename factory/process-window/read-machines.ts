import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type HealthMachine, readHealthMachines } from '../health/index.ts'
import { findProduct } from '../maintenance/find-asset.ts'
import type { HistoryHour, ResponseId } from './history.ts'
import { type FactHour, readHistory } from './read-history.ts'
import { type Courses, readCourses, readSettings, type Setting } from './read-settings.ts'

export type HistoryAsked = {
  /** Machine, line or area; omitted: every machine of the site, or of all sites, that has settings. */
  equipment?: string | undefined
  site?: string | undefined
  /** Hours with this product only. */
  product?: string | undefined
  response: ResponseId
  from: Date
  to: Date
}

export type MachineHistory = { machine: HealthMachine; settings: Setting[]; hours: HistoryHour[] }

export type ReadMachines = {
  machines: MachineHistory[]
  /** Machines with settings in the scope, read or not. */
  total: number
  productId: string | null
  rowsRead: number
  dataUntil: Date | null
}

/** Machines that are judged at once. */
const mostMachines = 20

/**
 * Machines of a scope that have settings, with their running hours and what they were run at.
 *
 * @throws AppError for an unknown machine, site or product, with the nearest known
 */
export async function readMachineHistories(tx: Tx, asked: HistoryAsked): Promise<ReadMachines> {
  const all = await readHealthMachines(tx, asked)
  const productId = await productOf(tx, asked, all)
  const machines: MachineHistory[] = []
  let [rowsRead, total] = [0, 0]
  for (const [siteId, ofSite] of Map.groupBy(all, (machine) => machine.siteId)) {
    const own = await readSettings(tx, { siteId, machineIds: ofSite.map(({ id }) => id) })
    const { response, from, to } = asked
    const set = ofSite
      .map((machine) => ({ machine, settings: own.filter((one) => one.machineId === machine.id) }))
      .filter(({ settings }) => settings.length > 0)
    const frame = { siteId, productId, response, from, to }
    const read = await readSome(tx, set.slice(0, mostMachines - machines.length), frame)
    machines.push(...read.machines)
    total += set.length
    rowsRead += read.rows
  }
  const sites = [...new Set(machines.map(({ machine }) => machine.siteId))]
  return { machines, total, productId, rowsRead, dataUntil: await newest(tx, sites) }
}

async function productOf(tx: Tx, { product }: HistoryAsked, machines: HealthMachine[]) {
  if (product === undefined) return null
  const sites = [...new Set(machines.map(({ siteId }) => siteId))]
  const [siteId = null] = sites.length === 1 ? sites : []
  return (await findProduct(tx, { siteId, typed: product })).id
}

type Frame = Parameters<typeof readHistory>[1]

async function readSome(
  tx: Tx,
  told: Omit<MachineHistory, 'hours'>[],
  frame: Omit<Frame, 'machineIds'>,
): Promise<{ rows: number; machines: MachineHistory[] }> {
  if (told.length === 0) return { rows: 0, machines: [] }
  const machineIds = told.map(({ machine }) => machine.id)
  const facts = await readHistory(tx, { ...frame, machineIds })
  const settings = told.flatMap((one) => one.settings)
  const courses = await readCourses(tx, { ...frame, settings })
  return {
    rows: facts.length + courses.rows,
    machines: told.map((one) => ({
      ...one,
      hours: hoursOf(
        facts.filter(({ machineId }) => machineId === one.machine.id),
        { settings: one.settings, courses },
      ),
    })),
  }
}

function hoursOf(
  facts: FactHour[],
  { settings, courses }: { settings: Setting[]; courses: Courses },
): HistoryHour[] {
  const known = settings.map((setting) => ({ id: setting.id, at: courses.courseOf(setting) }))
  return facts.map(({ machineId: _, ...fact }) => ({
    ...fact,
    settings: Object.fromEntries(
      known.flatMap(({ id, at }) => {
        const value = at(fact.at)
        return value === null ? [] : [[id, value]]
      }),
    ),
  }))
}

async function newest(tx: Tx, sites: string[]): Promise<Date | null> {
  const [fresh] = await tx.rows<{ at: Date | null }>(sql`
    select max(data_until) as at from ingest_source
    where site_id in (select json_array_elements_text(${JSON.stringify(sites)}::json))`)
  return fresh?.at ?? null
}
