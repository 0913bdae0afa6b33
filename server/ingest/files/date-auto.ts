import { dayMs } from '../../../base/milliseconds.ts'
import { longestValue } from './read-number.ts'
import { type DateParts, wallTime } from './wall-time.ts'

const clock =
  '(?:(?:[T ]\\s*|(?<=[日号]))(?<half>上午|下午|晚上|中午)? ?(?<hour>\\d{1,2})(?:[:时点](?<minute>\\d{1,2})?(?:[:分](?<second>\\d{1,2}(?:\\.\\d+)?)?秒?)?分?)?(?: ?(?<half2>[AaPp]\\.?[Mm]\\.?))?)?'

/** Each reads one way only: `3/4/2026` is none of them. */
const patterns = [
  `^(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})${clock}$`,
  `^(?<year>\\d{4})[/.年] ?(?<month>\\d{1,2})[/.月] ?(?<day>\\d{1,2})[日号]?${clock}$`,
  `^(?<year>(?:19|20)\\d{2})(?<month>\\d{2})(?<day>\\d{2})(?:[ T]?(?<hour>\\d{2}):?(?<minute>\\d{2}):?(?<second>\\d{2})?)?$`,
  `^(?<day>\\d{1,2})[- ](?<monthName>[A-Za-z]{3,9})[- ,]+(?:(?<year>\\d{4})|(?<shortYear>\\d{2}))${clock}$`,
  `^(?<monthName>[A-Za-z]{3,9}) (?<day>\\d{1,2}),? (?<year>\\d{4})${clock}$`,
].map((pattern) => new RegExp(pattern))

const serial = /^\d{5}(?:\.\d+)?$/
/** A date cell, then a time cell. */
const midnightBeforeTime = /T00:00:00(?= \d)/

/**
 * The wall time of a date that means one thing whoever wrote it: 2026-11-03, 2026/11/3 8:00,
 * 2026年11月3日 上午8时, 20261103, 3-Nov-26, a serial number of a spreadsheet (1982 to 2173), any of
 * them full-width.
 */
export function readAnyDate(given: string): number | null {
  if (given.length > longestValue) return null
  const text = given.normalize('NFKC').replace(midnightBeforeTime, '').replace(/\s+/g, ' ').trim()
  if (serial.test(text)) return fromSerial(Number(text))
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups
    if (groups !== undefined) return wallOf(partsOf(groups))
  }
  return null
}

/** Controllers call the midnight at which a day ends 24:00. */
function wallOf(parts: DateParts): number | null {
  if (parts.hour !== '24' || Number(parts.minute ?? 0) !== 0) return wallTime(parts)
  const midnight = wallTime({ ...parts, hour: '0' })
  return midnight === null ? null : midnight + dayMs
}

function partsOf({ half2, ...groups }: Record<string, string | undefined>): DateParts {
  const half = groups.half ?? half2
  return { ...groups, ...(half === undefined ? {} : { half }) } as DateParts
}

const firstSerial = 30_000
const unixEpoch = 25_569

const fromSerial = (value: number): number | null =>
  value < firstSerial ? null : Math.round((value - unixEpoch) * dayMs)
