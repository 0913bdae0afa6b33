import { dayMs } from '../../base/milliseconds.ts'

/** What a cell with this number format shows: only these kinds are told apart. */
export type Shown = 'number' | 'date' | 'time' | 'datetime' | 'elapsed'

/** Formats that every workbook has without naming them (ECMA-376 part 1, 18.8.30; 27 to 58: zh-CN). */
const builtIn = new Map<number, Shown>([
  ...range(14, 17, 'date'),
  ...range(18, 21, 'time'),
  [22, 'datetime'],
  ...range(27, 31, 'date'),
  ...range(32, 35, 'time'),
  [36, 'date'],
  ...range(45, 47, 'time'),
  ...range(50, 58, 'date'),
])

function range(from: number, to: number, shown: Shown): [number, Shown][] {
  return Array.from({ length: to - from + 1 }, (_, at) => [from + at, shown])
}

export function shownBy(id: number, code: string | undefined): Shown {
  return code === undefined ? (builtIn.get(id) ?? 'number') : shownByCode(code)
}

function shownByCode(code: string): Shown {
  const [first = ''] = code.split(';')
  const plain = first.replace(/"[^"]*"|\\.|_.|\*./g, '').toLowerCase()
  if (/\[(h+|m+|s+)\]/.test(plain)) return 'elapsed'
  // `[$-804]`, `[red]`, `[dbnum1]`: a language, a colour, a way to write digits.
  const letters = plain.replace(/\[[^\]]*\]/g, '')
  if (/general|[#0?]/.test(letters) && !/[ydhs]/.test(letters)) return 'number'
  const time = /[hs]/.test(letters)
  const date = /[yd]/.test(letters) || (!time && /m/.test(letters))
  if (date && time) return 'datetime'
  if (time) return 'time'
  return date ? 'date' : 'number'
}

const minusLeapBug = 60

/**
 * The text of a serial number as date or time, without zone: `2026-11-03`, `2026-11-03T08:00:00`,
 * `08:00:00`, or hours and minutes that passed. Null for one that no calendar has.
 */
export function serialText(serial: number, shown: Shown, is1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null
  const ms = Math.round(serial * dayMs)
  if (shown === 'elapsed' || (shown === 'time' && serial < 1)) return clock(ms)
  // Day 60 of the 1900 system is 29 February 1900, which never was.
  const shift = serial < minusLeapBug ? 1 : 0
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30 + shift)
  const iso = new Date(epoch + ms).toISOString()
  const text = iso.endsWith('.000Z') ? iso.slice(0, 19) : iso.slice(0, 23)
  return shown === 'date' && text.endsWith('T00:00:00') ? text.slice(0, 10) : text
}

const two = (value: number): string => String(value).padStart(2, '0')

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map(two)
    .join(':')
}
