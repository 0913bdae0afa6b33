import { dayMs, minuteMs } from '../../base/milliseconds.ts'
import { fromLocal, startOfDay, toLocal, zoneOf } from '../metrics/zone.ts'
import { mergeWindows, secondsAfter, type Window } from './calendar.ts'
import type { DayPart } from './plant-means.ts'

/** The days that calendars are laid out for, in the zone of the plant. */
export type Days = { originAt: Date; zone: string; count: number }

/** A part of one local day, seconds after the origin. */
export type Spanned<Part> = Window & { part: Part; date: string }

/** When a part of the day is, on each day from the one before the origin on. */
export function eachDay<Part extends DayPart>(
  parts: Part[],
  { originAt, zone: id, count }: Days,
): Spanned<Part>[] {
  const zone = zoneOf(id)
  const today = startOfDay(toLocal(originAt, zone))
  const since = secondsAfter(originAt)
  const seconds = (local: number) => since(fromLocal(local, zone))
  return Array.from({ length: count + 1 }, (_, index) => today + (index - 1) * dayMs).flatMap(
    (midnight) =>
      parts.map((part) => {
        const { startMinute, endMinute } = part
        const end = endMinute > startMinute ? endMinute : endMinute + 1440
        return {
          ...{ part, date: new Date(midnight).toISOString().slice(0, 10) },
          fromS: seconds(midnight + startMinute * minuteMs),
          toS: seconds(midnight + end * minuteMs),
        }
      }),
  )
}

/** Hours in which nobody works: breaks, and where shifts are known, whatever lies between them. */
export function restsOf(
  { shifts, breaks }: { shifts: DayPart[]; breaks: DayPart[] },
  days: Days,
): Window[] {
  const open = mergeWindows(eachDay(shifts, days))
  const between = open
    .slice(1)
    .map(({ fromS }, index) => ({ fromS: open[index]?.toS ?? fromS, toS: fromS }))
  return mergeWindows([...between, ...eachDay(breaks, days)]).filter(({ toS }) => toS > 0)
}
