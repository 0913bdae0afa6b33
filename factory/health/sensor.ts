import { type ChangePoint, changePoint } from './change-point.ts'
import { type EwmaPoint, ewmaChart, excursionStart } from './ewma.ts'
import { type Outlook, outlookOf } from './outlook.ts'
import { isEnough, type Reference } from './reference.ts'
import { type Baseline, baselineOf, inflationOf, median } from './robust.ts'
import { rules } from './rules.ts'
import { courseOf, type MachineInput, type SensorInput } from './sensor-input.ts'

export type MissingWhy = 'no_values' | 'too_few_reference_hours' | 'never_varies' | 'silent'
export type MissingSensor = { tag: string; why: MissingWhy }

export type SensorFinding = 'over_limit' | 'touches_limit' | 'shifted' | 'drifts'

export type SensorHealth = {
  tag: string
  usual: Baseline
  /** Median of the newest hours, and how many robust deviations it lies from the usual one. */
  recent: number
  z: number
  /** Hours of the window with a value, and beyond an alarm limit. */
  hours: number
  hoursOverLimit: number
  /** Since when its average is beyond the limits of its chart without a break; null: it is within. */
  since: number | null
  /** When its level changed most clearly, by how much; null where nothing clear is seen. */
  change: { at: number; shift: number; p: number } | null
  outlook: Outlook
  findings: SensorFinding[]
  /** Of every hour with a value, from the reference on. */
  chart: { hours: number[]; values: number[]; ewma: EwmaPoint[] }
}

/** One sensor of a machine against its own normal running; or why nothing can be said of it. */
export function assessSensor(
  machine: MachineInput,
  sensor: SensorInput,
  { end }: Reference,
): SensorHealth | MissingSensor {
  const { hours } = machine
  const { tag, values } = sensor
  const reference = courseOf(hours, values, [0, end])
  const windowAt = hours.findIndex((hour) => hour >= machine.windowFrom)
  const window = courseOf(hours, values, [windowAt < 0 ? hours.length : windowAt, hours.length])
  if (window.hours.length < rules.leastWindowHours) return { tag, why: 'no_values' }
  if (!isEnough(reference.hours)) return { tag, why: 'too_few_reference_hours' }
  if (isSilent(values, end)) return { tag, why: 'silent' }
  const usual = baselineOf(reference.values)
  if (usual === null) return { tag, why: 'never_varies' }
  const all = courseOf(hours, values, [0, hours.length])
  const ewma = ewmaChart(all.values, usual)
  const start = excursionStart(ewma)
  const newest = window.values.slice(-rules.recentHours)
  const recent = median(newest)
  const outlook = outlookOf(window, usual.sigma, sensor)
  const said = { usual, recent, n: newest.length, beyond: ewma.at(-1)?.beyond ?? 0 }
  const findings: SensorFinding[] = [
    ...overLimit(sensor, newest, recent),
    ...(isShifted(said) ? ['shifted' as const] : []),
    ...(outlook.trend !== null ? ['drifts' as const] : []),
  ]
  return {
    ...{ tag, usual, recent, z: (recent - usual.centre) / usual.sigma, outlook, findings },
    hours: window.hours.length,
    hoursOverLimit: window.values.filter((value) => isOver(sensor, value)).length,
    since: start === null ? null : (all.hours[start] ?? null),
    change: clearChange(all.hours, changePoint(all.values, usual.phi)),
    chart: { ...all, ewma },
  }
}

/** It used to send while the machine ran, and hardly does any more. */
function isSilent(values: (number | null)[], end: number): boolean {
  const shareOf = (some: (number | null)[]) =>
    some.filter((value) => value !== null).length / Math.max(1, some.length)
  const newest = values.slice(-rules.recentHours)
  return shareOf(newest) < rules.silentShare * shareOf(values.slice(0, end))
}

const isOver = ({ lowLimit, highLimit }: SensorInput, value: number): boolean =>
  (highLimit !== null && value > highLimit) || (lowLimit !== null && value < lowLimit)

function overLimit(sensor: SensorInput, newest: number[], recent: number): SensorFinding[] {
  if (isOver(sensor, recent)) return ['over_limit']
  const hours = newest.filter((value) => isOver(sensor, value)).length
  return hours >= rules.hoursOverLimit ? ['touches_limit'] : []
}

type Said = { usual: Baseline; recent: number; n: number; beyond: -1 | 0 | 1 }

/** Large beside what is usual and beside what chance does to so few hours, and the chart says so too. */
function isShifted({ usual, recent, n, beyond }: Said): boolean {
  const shift = recent - usual.centre
  const spread = inflationOf(usual.phi) * (Math.PI / 2) * (1 / n + 1 / usual.n)
  const error = usual.sigma * Math.sqrt(spread)
  const least = Math.max(rules.shiftSigmas * usual.sigma, rules.shiftErrors * error)
  return Math.abs(shift) >= least && beyond === Math.sign(shift)
}

function clearChange(hours: number[], found: ChangePoint | null): SensorHealth['change'] {
  if (found === null || found.p >= rules.changeP) return null
  return { at: hours[found.at] ?? 0, shift: found.shift, p: found.p }
}
