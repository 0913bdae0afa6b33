/** Local time of a plant as milliseconds on a clock without zone, so that days can be counted. */
export type LocalMs = number

export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** Milliseconds that the zone is ahead of UTC at this instant. */
function offsetMs(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours, minutes, seconds] =
    /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(parts ?? '') ?? []
  if (sign === undefined) return 0
  const ahead = Number(hours) * hourMs + Number(minutes) * minuteMs + Number(seconds ?? 0) * 1000
  return sign === '-' ? -ahead : ahead
}

export const toLocal = (at: Date, zone: string): LocalMs =>
  at.getTime() + offsetMs(at.getTime(), zone)

/** The first instant with this local time; inside a gap of summer time, the instant after it. */
export function fromLocal(local: LocalMs, zone: string): Date {
  const before = local - offsetMs(local - dayMs, zone)
  const after = local - offsetMs(local + dayMs, zone)
  const hit = [Math.min(before, after), Math.max(before, after)].find(
    (at) => at + offsetMs(at, zone) === local,
  )
  return new Date(hit ?? before)
}

export const startOfDay = (local: LocalMs): LocalMs => Math.floor(local / dayMs) * dayMs

/** Weeks begin on Monday (ISO 8601). */
export const startOfWeek = (local: LocalMs): LocalMs =>
  startOfDay(local) - ((new Date(local).getUTCDay() + 6) % 7) * dayMs

export function startOfMonth(local: LocalMs): LocalMs {
  const at = new Date(local)
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1)
}

/** Same day and time `months` later; a day that the month lacks becomes its last. */
export function addMonths(local: LocalMs, months: number): LocalMs {
  const at = new Date(local)
  const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1)
  const next = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 1)
  const day = Math.min(first + (at.getUTCDate() - 1) * dayMs, next - dayMs)
  return day + (local - startOfDay(local))
}

/** `2026-10-25T02:00+01:00`: local, and still one instant when clocks go back. */
export function isoInZone(at: Date, zone: string): string {
  const ahead = offsetMs(at.getTime(), zone)
  const local = new Date(at.getTime() + ahead).toISOString().slice(0, 16)
  const of = (value: number) => String(Math.trunc(value)).padStart(2, '0')
  const size = Math.abs(ahead)
  return `${local}${ahead < 0 ? '-' : '+'}${of(size / hourMs)}:${of((size % hourMs) / minuteMs)}`
}
