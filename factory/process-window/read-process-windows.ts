import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type HealthMachine, readHealthMachines } from '../health/index.ts'
import { findProduct } from '../maintenance/find-asset.ts'
import { assessSettings, type SettingFinding } from './assess-settings.ts'
import type { HistoryHour, ResponseId } from './history.ts'
import { type FactHour, readHistory } from './read-history.ts'
import { type Courses, readCourses, readSettings, type Setting } from './read-settings.ts'
import type { Trial } from './trial.ts'
import { trialFor } from './trial-for.ts'

export type ProcessAsked = {
  /** Machine, line or area; omitted: every machine of the site, or of all sites, that has settings. */
  equipment?: string | undefined
  site?: string | undefined
  /** Hours with this product only. */
  product?: string | undefined
  response: ResponseId
  days: number
  until: Date
  /** Share of the usual response that a trial should find; 0.2: a fifth of it. */
  detect: number
}

export type MachineWindows = {
  machine: HealthMachine
  settings: { setting: Setting; finding: SettingFinding }[]
  hours: number
  days: number
  /** Ratio of sums over the hours; null without hours. */
  usual: number | null
  /** For what history cannot tell; null where it can, several machines are asked about, or no hours are known. */
  trial: Trial | null
}

export type ProcessWindows = {
  machines: MachineWindows[]
  /** Machines with settings in the scope, told or not. */
  total: number
  from: Date
  to: Date
  productId: string | null
  rowsRead: number
  dataUntil: Date | null
}

/** Machines that are judged at once. */
const mostMachines = 20
const hourMs = 3_600_000

/**
 * Which settings of machines explain a response, with windows, or why history cannot tell. Reads only, under the rights of
 * the principal of the transaction.
 *
 * @throws AppError for an unknown machine, site or product, with the nearest known
 */
export async function readProcessWindows(tx: Tx, asked: ProcessAsked): Promise<ProcessWindows> {
  const to = new Date(Math.floor(asked.until.getTime() / hourMs) * hourMs)
  const from = new Date(to.getTime() - asked.days * 24 * hourMs)
  const all = await readHealthMachines(tx, asked)
  const productId = await productOf(tx, asked, all)
  const found: Found[] = []
  let rowsRead = 0
  for (const [siteId, machines] of Map.groupBy(all, (machine) => machine.siteId)) {
    const own = await readSettings(tx, { siteId, machineIds: machines.map(({ id }) => id) })
    const frame = { siteId, productId, response: asked.response, from, to }
    const told = machines
      .filter(({ id }) => own.some(({ machineId }) => machineId === id))
      .map((machine) => ({ machine, settings: own.filter((one) => one.machineId === machine.id) }))
    const room = Math.max(0, mostMachines - found.length)
    const { rows, machines: read } = await readMachines(tx, told.slice(0, room), frame)
    found.push(...read, ...told.slice(room).map((one) => ({ ...one, hours: null })))
    rowsRead += rows
  }
  const judged = found.filter((one): one is Read => one.hours !== null)
  const findings = assessSettings(
    judged.map(({ hours, settings }) => ({ hours, settings: settings.map(inputOf) })),
    asked.response,
  )
  const machines = judged.map((one, at) => windowsOf(one, findings[at] ?? []))
  const [only] = machines
  if (only !== undefined && found.length === 1) {
    only.trial = await trialFor(tx, {
      ...only,
      history: judged[0]?.hours ?? [],
      detect: asked.detect,
    })
  }
  const dataUntil = await newest(tx, judged)
  return { machines, total: found.length, from, to, productId, rowsRead, dataUntil }
}

type Read = { machine: HealthMachine; settings: Setting[]; hours: HistoryHour[] }
type Found = Read | { machine: HealthMachine; settings: Setting[]; hours: null }

const inputOf = ({ id, lower, upper }: Setting) => ({ id, limits: { lower, upper } })

async function productOf(tx: Tx, { product }: ProcessAsked, machines: HealthMachine[]) {
  if (product === undefined) return null
  const sites = [...new Set(machines.map(({ siteId }) => siteId))]
  const [siteId = null] = sites.length === 1 ? sites : []
  return (await findProduct(tx, { siteId, typed: product })).id
}

type Frame = Parameters<typeof readHistory>[1]

async function readMachines(
  tx: Tx,
  told: Omit<Read, 'hours'>[],
  frame: Omit<Frame, 'machineIds'>,
): Promise<{ rows: number; machines: Read[] }> {
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

function windowsOf({ machine, settings, hours }: Read, findings: SettingFinding[]): MachineWindows {
  const weight = hours.reduce((sum, one) => sum + one.weight, 0)
  return {
    ...{ machine, hours: hours.length, trial: null },
    days: new Set(hours.map(({ day }) => day)).size,
    usual:
      weight === 0 ? null : hours.reduce((sum, one) => sum + one.weight * one.value, 0) / weight,
    settings: settings.flatMap((setting, at) => {
      const finding = findings[at]
      return finding === undefined ? [] : [{ setting, finding }]
    }),
  }
}

async function newest(tx: Tx, judged: Read[]): Promise<Date | null> {
  const sites = JSON.stringify([...new Set(judged.map(({ machine }) => machine.siteId))])
  const [fresh] = await tx.rows<{ at: Date | null }>(sql`
    select max(data_until) as at from ingest_source
    where site_id in (select json_array_elements_text(${sites}::json))`)
  return fresh?.at ?? null
}
