import { hourMs } from './milliseconds.ts'

/** How far the clock of a zone is ahead of UTC at an instant. */
export function offsetMs(atMs: number, zone: string): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(atMs)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? []
  const ahead = Number(hours ?? 0) * hourMs + (Number(minutes ?? 0) * hourMs) / 60
  return sign === '-' ? -ahead : ahead
}

/** `2026-03-02T08:30` on the clock of a zone, as a field of a form takes it. */
export const wallOf = (atMs: number, zone: string): string =>
  new Date(atMs + offsetMs(atMs, zone)).toISOString().slice(0, 16)

/** The instant of a wall time, ISO 8601; null for what is none. */
export function instantOf(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall}:00.000Z`)
  if (Number.isNaN(asUtc)) return null
  // The offset of the result, not of the guess: they differ on the day that the clocks change.
  const guess = asUtc - offsetMs(asUtc, zone)
  return new Date(asUtc - offsetMs(guess, zone)).toISOString()
}
