import type { Readings } from '../../server/http/contract.ts'
import type { Tone } from '../readings/verdict-mark.tsx'

export type Health = Readings['machine_health']
export type Machine = Health['machines'][number]
export type Sensor = Machine['sensors'][number]

export const tones = {
  act: 'bad',
  watch: 'warn',
  normal: 'good',
  unknown: 'unknown',
} as const satisfies Record<Machine['verdict'], Tone>

/** Of the sensors with a finding those that are off most; else what T² and Q blame. */
export function signalsOf({ sensors, together }: Machine): string[] {
  const found = sensors
    .filter(({ findings }) => findings.length > 0)
    .toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z))
    .map(({ name }) => name)
  if (found.length > 0 || together?.is_odd !== true) return found
  const blamed = new Set(together.contributions.slice(0, 2).map(({ tag }) => tag))
  return sensors.filter(({ tag }) => blamed.has(tag)).map(({ name }) => name)
}

/** When the first of its signals left what is usual. */
export function sinceOf({ sensors, together }: Machine): string | null {
  const times = sensors.flatMap(({ findings, since }) =>
    findings.length > 0 && since !== null ? [since] : [],
  )
  const odd = together?.is_odd === true && together.since !== null ? [together.since] : []
  return (times.length > 0 ? times : odd).toSorted()[0] ?? null
}

/** Days until the first drift meets its limit; 0 where one did. */
export function daysToLimit({ sensors }: Machine): number | null {
  const days = sensors.flatMap(({ to_limit }) => (to_limit.days === null ? [] : [to_limit.days]))
  return days.length === 0 ? null : Math.min(...days)
}

/** The date of the plant so many days on: a drift that is drawn on knows no minutes. */
export const dateIn = (from: string, days: number, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(
    new Date(Date.parse(from) + days * 86_400_000),
  )
