import { AppError } from '../../../base/app-error.ts'
import { escapePattern } from '../../../base/escape-pattern.ts'
import { readAnyDate } from './date-auto.ts'
import { readRange } from './time-range.ts'
import { type DateParts, wallTime } from './wall-time.ts'
import { fromWallTime } from './zone-offset.ts'

/** Reads a date as a file writes it; null when the text does not fit. */
export type DateReader = (text: string) => Date | null

const tokens: Record<string, { part: keyof DateParts; pattern: string }> = {
  yyyy: { part: 'year', pattern: '\\d{4}' },
  yy: { part: 'shortYear', pattern: '\\d{2}' },
  MMM: { part: 'monthName', pattern: '[A-Za-z]{3}' },
  MM: { part: 'month', pattern: '\\d{2}' },
  M: { part: 'month', pattern: '\\d{1,2}' },
  dd: { part: 'day', pattern: '\\d{2}' },
  d: { part: 'day', pattern: '\\d{1,2}' },
  HH: { part: 'hour', pattern: '\\d{2}' },
  H: { part: 'hour', pattern: '\\d{1,2}' },
  mm: { part: 'minute', pattern: '\\d{2}' },
  ss: { part: 'second', pattern: '\\d{2}' },
  a: { part: 'half', pattern: '[AaPp][Mm]' },
}

/**
 * `iso` reads ISO 8601, in `zone` where the text names none; `auto` whatever means one thing only.
 * Any other format is built of yyyy, yy (1970 to 2069), MMM (Jan), MM, M, dd, d, HH, H, mm, ss, a
 * (AM, PM) and the characters between them, in `zone`. With `range` the text is a day and a range
 * of times, and one end of it is meant.
 *
 * @throws AppError invalid_input for an unknown letter or zone
 */
export function dateReader(format: string, zone: string, range?: 'start' | 'end'): DateReader {
  const fromWall = fromWallTime(zone)
  const read = wallReader(format)
  const readWall = range === undefined ? read : (text: string) => readRange(text, range, read)
  const zoned = format === 'iso' || format === 'auto' ? readZoned : () => null
  return (text) => {
    const at = zoned(text)
    if (at !== null) return at
    const wall = readWall(text)
    return wall === null ? null : fromWall(wall)
  }
}

function wallReader(format: string): (text: string) => number | null {
  if (format === 'auto') return readAnyDate
  const pattern = format === 'iso' ? isoPattern : patternOf(format)
  return (text) => {
    const parts = pattern.exec(text)?.groups
    return parts === undefined ? null : wallTime(parts as DateParts)
  }
}

function patternOf(format: string): RegExp {
  const source = format.replace(/([A-Za-z])\1*|[^A-Za-z]/g, (piece) => {
    const token = tokens[piece]
    if (token !== undefined) return `(?<${token.part}>${token.pattern})`
    if (!/[A-SU-Za-z]/.test(piece)) return escapePattern(piece)
    throw new AppError('invalid_input', `unknown letters ${piece} in the date format ${format}`, {
      field: 'date',
      hint: `Formats are built of ${Object.keys(tokens).join(', ')}, or are iso or auto.`,
    })
  })
  return new RegExp(`^${source}$`)
}

const isoPattern =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2}(?:\.\d+)?))?)?$/i
const zonedPattern =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:\d{2})$/i

function readZoned(text: string): Date | null {
  if (!zonedPattern.test(text)) return null
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at
}
