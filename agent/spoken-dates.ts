import { dayMs } from '../base/milliseconds.ts'
import { wallClock } from './wall-clock.ts'

const instant = /\d{4}-\d{2}-\d{2}(?:t\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:\d{2}))?/gi

/**
 * Every way in which the instants of a JSON text are written by people: ISO date, Chinese date,
 * hour and minute, year; in UTC and in the zones of the plants. The day before is there
 * too, because a window that ends at midnight is spoken of by its last day.
 */
export function spokenDates(json: string, plantZones: string[]): Set<string> {
  const said = new Set<string>()
  const instants = new Set([...json.matchAll(instant)].map((found) => found[0].toUpperCase()))
  for (const zone of ['UTC', ...plantZones]) {
    const parts = partsIn(zone)
    for (const text of instants) {
      const at = new Date(text).getTime()
      if (Number.isNaN(at)) continue
      for (const one of [at, at - dayMs, at - 1]) addWays(said, parts(new Date(one)))
    }
  }
  return said
}

type Parts = { year: string; month: string; day: string; hour: string; minute: string }

function addWays(said: Set<string>, { year, month, day, hour, minute }: Parts): void {
  const shortMonth = String(Number(month))
  const shortDay = String(Number(day))
  said.add(year).add(`${year}年`).add(`${year}-${month}-${day}`)
  for (const [m, d] of [
    [month, day],
    [shortMonth, shortDay],
  ]) {
    said.add(`${year}年${m}月${d}日`).add(`${m}月${d}日`).add(`${m}月${d}号`)
    said.add(`${year}年${m}月`).add(`${m}月`)
  }
  said.add(`${hour}:${minute}`)
}

function partsIn(zone: string): (at: Date) => Parts {
  const format = wallClock(zone)
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, p.value]))
    const { year = '', month = '', day = '', hour = '', minute = '' } = parts
    return { year, month, day, hour, minute }
  }
}
