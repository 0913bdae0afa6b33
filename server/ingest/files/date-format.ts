import { AppError } from '../../../base/app-error.ts'
import { escapePattern } from './escape-pattern.ts'

/** Reads a date as a file writes it; null when the text does not fit. */
export type DateReader = (text: string) => Date | null

const tokens: Record<string, { part: string; pattern: string }> = {
  yyyy: { part: 'year', pattern: '\\d{4}' },
  yy: { part: 'shortYear', pattern: '\\d{2}' },
  MM: { part: 'month', pattern: '\\d{2}' },
  M: { part: 'month', pattern: '\\d{1,2}' },
  dd: { part: 'day', pattern: '\\d{2}' },
  d: { part: 'day', pattern: '\\d{1,2}' },
  HH: { part: 'hour', pattern: '\\d{2}' },
  H: { part: 'hour', pattern: '\\d{1,2}' },
  mm: { part: 'minute', pattern: '\\d{2}' },
  ss: { part: 'second', pattern: '\\d{2}' },
}

/**
 * `iso` reads ISO 8601, in `zone` where the text names none. Any other format is built of yyyy, yy
 * (1970 to 2069), MM, M, dd, d, HH, H, mm, ss and the characters between them, in `zone`.
 *
 * @throws AppError invalid_input for an unknown letter or zone
 */
export function dateReader(format: string, zone: string): DateReader {
  const offsetAt = zoneOffset(zone)
  if (format === 'iso') return (text) => readIso(text, offsetAt)
  const pattern = patternOf(format)
  return (text) => {
    const parts = pattern.exec(text)?.groups
    return parts === undefined ? null : instantOf(parts, offsetAt)
  }
}

function patternOf(format: string): RegExp {
  const source = format.replace(/([A-Za-z])\1*|[^A-Za-z]/g, (piece) => {
    const token = tokens[piece]
    if (token !== undefined) return `(?<${token.part}>${token.pattern})`
    if (!/[A-SU-Za-z]/.test(piece)) return escapePattern(piece)
    throw new AppError('invalid_input', `unknown letters ${piece} in the date format ${format}`, {
      field: 'date',
      hint: `Formats are built of ${Object.keys(tokens).join(', ')}, or are iso.`,
    })
  })
  return new RegExp(`^${source}$`)
}

const isoPattern =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?)?(?<offset>Z|[+-]\d{2}:?\d{2})?$/i

function readIso(text: string, offsetAt: (at: number) => number): Date | null {
  const parts = isoPattern.exec(text)?.groups
  if (parts === undefined) return null
  if (parts.offset === undefined) return instantOf(parts, offsetAt)
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at
}

type Parts = Record<string, string | undefined>

function instantOf(parts: Parts, offsetAt: (at: number) => number): Date | null {
  const number = (name: string, absent: number) => Number(parts[name] ?? absent)
  const short = number('shortYear', 0)
  const year = parts.year === undefined ? short + (short < 70 ? 2000 : 1900) : Number(parts.year)
  const [month, day, hour] = [number('month', 1), number('day', 1), number('hour', 0)]
  const wall = Date.UTC(year, month - 1, day, hour, number('minute', 0), number('second', 0))
  const check = new Date(wall)
  const fits = check.getUTCMonth() === month - 1 && check.getUTCDate() === day
  if (!fits || hour > 23 || number('minute', 0) > 59 || number('second', 0) > 59) return null
  // The offset at the wall time taken as UTC may be that of the other side of a clock change.
  const guess = wall - offsetAt(wall)
  return new Date(wall - offsetAt(guess))
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
function zoneOffset(zone: string): (at: number) => number {
  if (zone === 'UTC') return () => 0
  const format = zoneFormat(zone)
  return (at) => {
    const second = Math.floor(at / 1000) * 1000
    return Date.parse(`${format.format(second).replace(' ', 'T')}Z`) - second
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
