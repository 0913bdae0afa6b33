import { AppError } from '../../../base/app-error.ts'

/** No zone has changed its clock between two quarters of an hour. */
const stepMs = 900_000
const mostKept = 200_000

/** Turns a wall time, written as if it were UTC, into the instant at which clocks of a zone show it. */
export function fromWallTime(zone: string): (wall: number) => Date {
  const offsetAt = zoneOffset(zone)
  return (wall) => {
    // The offset at the wall time taken as UTC may be that of the other side of a clock change.
    const guess = wall - offsetAt(wall)
    return new Date(wall - offsetAt(guess))
  }
}

/**
 * Milliseconds that the zone is ahead of UTC at an instant.
 *
 * @throws AppError invalid_input for an unknown zone
 */
export function zoneOffset(zone: string): (at: number) => number {
  if (zone === 'UTC') return () => 0
  const format = zoneFormat(zone)
  const known = new Map<number, number>()
  return (at) => {
    const step = Math.floor(at / stepMs)
    const found = known.get(step)
    if (found !== undefined) return found
    const start = step * stepMs
    const offset = Date.parse(`${format.format(start).replace(' ', 'T')}Z`) - start
    if (known.size >= mostKept) known.clear()
    known.set(step, offset)
    return offset
  }
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  } catch (cause) {
    const hint = 'Give an IANA name such as Asia/Shanghai.'
    throw new AppError('invalid_input', `unknown time zone ${timeZone}`, {
      cause,
      field: 'zone',
      hint,
    })
  }
}
