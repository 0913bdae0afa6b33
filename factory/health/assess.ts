import { isEnough, type Reference, referenceOf } from './reference.ts'
import { rules } from './rules.ts'
import { assessSensor, type MissingSensor, type SensorHealth } from './sensor.ts'
import type { MachineInput } from './sensor-input.ts'
import { assessTogether, type Together } from './together.ts'

export const verdicts = ['act', 'watch', 'normal', 'unknown'] as const
export type Verdict = (typeof verdicts)[number]

export type UnknownWhy = 'no_sensors' | 'hardly_ran' | 'too_few_reference_hours' | 'sensors_missing'

export type MachineHealth = {
  verdict: Verdict
  /** Why it is unknown; null else. */
  unknownWhy: UnknownWhy | null
  sensors: SensorHealth[]
  /** What could not be judged, by name: never taken as normal. */
  missing: MissingSensor[]
  /** Null with its reason. */
  together: Together | null
  togetherWhy: 'one_sensor' | 'too_few_hours' | null
  reference: { hours: number; from: number | null; to: number | null; cutBy: string | null }
  windowHours: number
}

/**
 * How a machine is, by its own sensors in the hours in which it ran.
 *
 * act: the newest day lies beyond an alarm limit, or a drift reaches one within 7 days. watch: a sensor
 * shifted or drifts, touches its limit, or the sensors together are odd. normal: none of it, and every sensor
 * was judged. unknown: none of it, and something could not be judged.
 */
export function assessMachine(machine: MachineInput): MachineHealth {
  const reference = referenceOf(machine)
  const windowHours = machine.hours.filter((hour) => hour >= machine.windowFrom).length
  const judged = machine.sensors.map((sensor) => assessSensor(machine, sensor, reference))
  const sensors = judged.filter((one) => 'findings' in one)
  const missing = judged.filter((one) => 'why' in one)
  const tags = sensors.map(({ tag }) => tag)
  const together = assessTogether(machine, tags, reference.end)
  const found = verdictOf(sensors, together)
  const unknownWhy =
    found === 'normal' ? whyUnknown(machine, { reference, windowHours, missing }) : null
  return {
    verdict: unknownWhy === null ? found : 'unknown',
    ...{ unknownWhy, sensors, missing, together, windowHours },
    togetherWhy: together !== null ? null : tags.length < 2 ? 'one_sensor' : 'too_few_hours',
    reference: {
      hours: reference.end,
      from: reference.end > 0 ? (machine.hours[0] ?? null) : null,
      to: machine.hours[reference.end - 1] ?? null,
      cutBy: reference.cutBy,
    },
  }
}

function verdictOf(sensors: SensorHealth[], together: Together | null): Verdict {
  const isUrgent = ({ findings, outlook: { days } }: SensorHealth) =>
    findings.includes('over_limit') || (days !== null && days <= rules.actWithinDays)
  if (sensors.some(isUrgent)) return 'act'
  const isFound = sensors.some(({ findings }) => findings.length > 0)
  return isFound || together?.isOdd === true ? 'watch' : 'normal'
}

type Seen = { reference: Reference; windowHours: number; missing: MissingSensor[] }

function whyUnknown(machine: MachineInput, seen: Seen): UnknownWhy | null {
  if (machine.sensors.length === 0) return 'no_sensors'
  if (seen.windowHours < rules.leastWindowHours) return 'hardly_ran'
  if (!isEnough(machine.hours.slice(0, seen.reference.end))) return 'too_few_reference_hours'
  return seen.missing.length > 0 ? 'sensors_missing' : null
}
