import { changePoint } from './change-point.ts'
import { baselineOf } from './robust.ts'
import { daysOf, rules } from './rules.ts'
import { type Course, courseOf, type MachineInput } from './sensor-input.ts'

export type Reference = {
  /** Index of the first hour that is no longer normal running. */
  end: number
  /** The sensor whose change ended it; null: nothing did before the window. */
  cutBy: string | null
}

/**
 * Which hours before the window are normal running: a fault that began before the window is no part of it.
 * As long as a sensor of the reference clearly changed its level, the reference ends there, unless too
 * little would be left; the last change that is kept out of it names it.
 */
export function referenceOf({ hours, windowFrom, sensors }: MachineInput): Reference {
  const windowAt = hours.findIndex((hour) => hour >= windowFrom)
  let found: Reference = { end: windowAt < 0 ? hours.length : windowAt, cutBy: null }
  for (;;) {
    const cuts = sensors.flatMap(({ tag, values }) => {
      const at = changedAt(courseOf(hours, values, [0, found.end]))
      return at === null ? [] : [{ tag, at }]
    })
    const first = cuts.sort((a, b) => a.at - b.at)[0]
    if (first === undefined) return found
    const end = hours.findIndex((hour) => hour >= first.at)
    if (!isEnough(hours.slice(0, end))) return found
    found = { end, cutBy: first.tag }
  }
}

export const isEnough = (hours: number[]): boolean =>
  hours.length >= rules.leastReferenceHours && daysOf(hours) >= rules.leastReferenceDays

function changedAt({ hours, values }: Course): number | null {
  const change = changePoint(values)
  const before = change && baselineOf(values.slice(0, change.at))
  if (!change || !before || change.p >= rules.changeP) return null
  return Math.abs(change.shift) < rules.shiftSigmas * before.sigma
    ? null
    : (hours[change.at] ?? null)
}
