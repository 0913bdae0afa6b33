import { hourMs } from '../../base/milliseconds.ts'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import type { HealthMachine } from '../health/index.ts'
import { assessSettings, type SettingFinding } from './assess-settings.ts'
import type { ResponseId } from './history.ts'
import { type MachineHistory, readMachineHistories } from './read-machines.ts'
import type { Setting } from './read-settings.ts'
import type { Trial } from './trial.ts'
import { readShifts, trialFor } from './trial-for.ts'

type ProcessContext = { db: Db; principal: Principal; clock: Clock; signal?: AbortSignal }

export type ProcessQuestion = {
  /** Machine, line or area; omitted: every machine of the site, or of all sites, that has settings. */
  equipment?: string | undefined
  site?: string | undefined
  /** Hours with this product only. */
  product?: string | undefined
  response: ResponseId
  /** Up to now. */
  days: number
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

/**
 * Which settings of machines explain a response, with windows, or why history cannot tell. Reads only, under the
 * rights of the principal; it is judged once all is read, with other work going on between two settings.
 *
 * @throws AppError for an unknown machine, site or product, with the nearest known
 */
export async function processWindows(
  { db, principal, clock, signal }: ProcessContext,
  question: ProcessQuestion,
): Promise<ProcessWindows> {
  const { response, days, detect } = question
  const to = new Date(Math.floor(clock().getTime() / hourMs) * hourMs)
  const from = new Date(to.getTime() - days * 24 * hourMs)
  const {
    machines: read,
    shifts,
    ...rest
  } = await db.tx(
    'read',
    async (tx) => {
      const found = await readMachineHistories(tx, { ...question, from, to })
      const [only] = found.total === 1 ? found.machines : []
      const shifts = only === undefined ? null : await readShifts(tx, only.machine.siteId)
      return { ...found, shifts }
    },
    { principal, ...(signal === undefined ? {} : { signal }) },
  )
  const findings = await assessSettings(
    read.map(({ hours, settings }) => ({ hours, settings: settings.map(inputOf) })),
    { response, signal },
  )
  const machines = read.map((one, at) => {
    const told = windowsOf(one, findings[at] ?? [])
    const history = { ...told, history: one.hours, detect }
    return shifts === null ? told : { ...told, trial: trialFor(history, shifts) }
  })
  return { ...rest, machines, from, to }
}

const inputOf = ({ id, lower, upper }: Setting) => ({ id, limits: { lower, upper } })

function windowsOf(
  { machine, settings, hours }: MachineHistory,
  findings: SettingFinding[],
): MachineWindows {
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
