import type { NamesOf } from '../../../factory/index.ts'
import { type DateReader, dateReader } from './date-format.ts'
import type { Expression } from './expression.ts'
import { readDuration } from './read-duration.ts'
import { readNumber } from './read-number.ts'

type Convert = (text: string) => unknown

export type ConversionScope = {
  /** Of dates that name none. */
  zone: string
  find: NamesOf['find']
}

/** The conversion of an expression. A text that does not read so stays as it is. */
export function conversion(expression: Expression, scope: ConversionScope): Convert {
  const { date, map, split, number, duration, every, find } = expression
  if (date !== undefined) return dateConversion(date, expression, scope)
  if (every !== undefined) return everyConversion(every)
  if (map !== undefined) return mapConversion(map, expression)
  if (duration !== undefined) return (text) => readDuration(text, duration) ?? text
  if (number !== undefined) return numberConversion(expression)
  const named = find === undefined ? (text: string) => text : nameConversion(find, scope)
  if (split === undefined) return named
  return (text) =>
    text
      .split(split)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map(named)
}

function dateConversion(
  formats: string | string[],
  expression: Expression,
  scope: ConversionScope,
): Convert {
  const { zone = scope.zone, range, plusSeconds = 0 } = expression
  const read = firstThatReads([formats].flat().map((format) => dateReader(format, zone, range)))
  return (text) => {
    const at = read(text)
    if (at === null) return text
    return plusSeconds === 0 ? at : new Date(at.getTime() + plusSeconds * 1000)
  }
}

function firstThatReads([first, ...others]: DateReader[]): DateReader {
  if (first === undefined) return () => null
  if (others.length === 0) return first
  const next = firstThatReads(others)
  return (text) => first(text) ?? next(text)
}

function everyConversion({ from, seconds }: NonNullable<Expression['every']>): Convert {
  const start = Date.parse(from)
  return (text) => {
    const number = readNumber(text)
    return number === null ? text : new Date(start + number * seconds * 1000)
  }
}

function mapConversion(map: NonNullable<Expression['map']>, expression: Expression): Convert {
  const entries = new Map(Object.entries(map))
  return (text) => (entries.has(text) ? entries.get(text) : (expression.default ?? text))
}

function numberConversion({ number, suffix, times = 1 }: Expression): Convert {
  const read =
    number === 'lenient' ? readNumber : (text: string) => (text === '' ? null : Number(text))
  return (given) => {
    const text = suffix !== undefined && given.endsWith(suffix) ? cut(given, suffix) : given
    const value = read(text)
    if (value === null || !Number.isFinite(value)) return given
    return times === 1 ? value : Number((value * times).toPrecision(15))
  }
}

const cut = (text: string, suffix: string): string => text.slice(0, -suffix.length).trim()

function nameConversion(
  kind: NonNullable<Expression['find']>,
  { find }: ConversionScope,
): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const found = known.get(text) ?? find(kind, text) ?? text
    known.set(text, found)
    return found
  }
}
