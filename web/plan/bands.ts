import type { Plan } from '../../server/http/contract.ts'
import { dayMs, minuteMs } from '../app/milliseconds.ts'
import { offsetMs } from '../app/wall-time.ts'

export type Span = { fromMs: number; toMs: number }

/** Further out, nights are thinner than a line. */
const mostDays = 45

/** When no shift is on between two instants, by the wall clock of the plant. */
export function closedSpans(shifts: Plan['shifts'], zone: string, { fromMs, toMs }: Span): Span[] {
  if (shifts.length === 0 || toMs - fromMs > mostDays * dayMs) return []
  const offset = offsetMs(fromMs, zone)
  const firstDay = Math.floor((fromMs + offset) / dayMs) - 1
  const lastDay = Math.floor((toMs + offset) / dayMs)
  const closed: Span[] = []
  let openUntil = fromMs
  for (let day = firstDay; day <= lastDay; day += 1) {
    for (const shift of shiftsOf(shifts, day * dayMs, zone)) {
      if (shift.fromMs > openUntil) {
        closed.push({ fromMs: openUntil, toMs: Math.min(shift.fromMs, toMs) })
      }
      openUntil = Math.max(openUntil, shift.toMs)
    }
  }
  if (openUntil < toMs) closed.push({ fromMs: openUntil, toMs })
  return closed.filter((span) => span.toMs > span.fromMs)
}

function shiftsOf(shifts: Plan['shifts'], localMidnightMs: number, zone: string): Span[] {
  const midnight = localMidnightMs - offsetMs(localMidnightMs, zone)
  return shifts
    .map(({ startMinute, endMinute }) => {
      const end = endMinute <= startMinute ? endMinute + dayMs / minuteMs : endMinute
      return { fromMs: midnight + startMinute * minuteMs, toMs: midnight + end * minuteMs }
    })
    .sort((a, b) => a.fromMs - b.fromMs)
}
