import { canonicalJson } from '../../../base/canonical-json.ts'
import type { NamesOf, ReferenceKind, StreamName } from '../../../factory/index.ts'
import { type ConversionScope, conversion } from './convert-text.ts'
import type { Expression } from './expression.ts'
import type { FileMapping, OutputMapping } from './mapping.ts'
import { type Cells, type ColumnScope, columnReader, templateReader } from './read-columns.ts'
import { readDuration } from './read-duration.ts'

export type RowOfRecord = { stream: StreamName; row: Record<string, unknown> }
export type RecordMapper = {
  /** The rows that a record makes, in the order of the mapping's outputs. */
  map: (cells: Cells) => RowOfRecord[]
  /** Streams in the order in which their rows must be sent. */
  streams: StreamName[]
  /** What the mapping expects in a field, for the reader of a refusal; empty when it says nothing. */
  expects: (stream: StreamName, field: string) => string
}

type Read = (cells: Cells) => unknown
type Scope = ColumnScope & ConversionScope

export type MapperOptions = { zone?: string | undefined; find?: NamesOf['find'] }

/**
 * A value that does not read as the mapping says stays text: the stream's schema refuses it, so
 * that there is one place where rows are refused.
 *
 * @throws AppError invalid_input for a column that the header does not have
 */
export function recordMapper(
  { outputs, blank = [] }: FileMapping,
  header: Cells,
  { zone = 'UTC', find = () => undefined }: MapperOptions = {},
): RecordMapper {
  const scope = { header, blank: new Set(blank), zone, find }
  const compiled = outputs.map((output) => compileOutput(output, { ...scope, used: new Set() }))
  return {
    map: (cells) => compiled.flatMap((output) => output(cells) ?? []),
    streams: [...new Set(outputs.map(({ stream }) => stream))],
    expects: (stream, field) => {
      const expression = outputs.find((output) => output.stream === stream)?.row[field]
      return expression === undefined ? '' : expectation(expression)
    },
  }
}

function expectation({ date, number, duration }: Expression): string {
  if (date !== undefined) {
    return `; the mapping expects ${date === 'auto' ? 'a date' : [date].flat().join(' or ')}`
  }
  if (duration !== undefined) return '; the mapping expects a duration'
  return number === undefined ? '' : '; the mapping expects a number'
}

/** Kinds of things that a mapping finds by their names. */
export function kindsFound({ outputs }: FileMapping): Set<ReferenceKind> {
  const inside = ({ find, list = [], join = [] }: Expression): ReferenceKind[] => [
    ...(find === undefined ? [] : [find]),
    ...[...list, ...join].flatMap(inside),
  ]
  return new Set(outputs.flatMap(({ row }) => Object.values(row).flatMap(inside)))
}

function compileOutput(output: OutputMapping, scope: Scope): (cells: Cells) => RowOfRecord | null {
  const { stream } = output
  const fields = Object.entries(output.row).map(
    ([field, expression]) => [field, compile(expression, scope)] as const,
  )
  const isNew = output.distinct === undefined ? () => true : firstOfItsKind(scope.used)
  const isNewRow = output.distinct === undefined ? () => true : firstRow()
  const wanted = conditions(output.when, scope)
  const unwanted = conditions(output.unless, scope)
  return (cells) => {
    if (!isNew(cells) || !wanted.every((holds) => holds(cells))) return null
    if (unwanted.length > 0 && unwanted.every((holds) => holds(cells))) return null
    const row: Record<string, unknown> = {}
    for (const [field, read] of fields) {
      const value = read(cells)
      if (value !== undefined) row[field] = value
    }
    return isNewRow(row) ? { stream, row } : null
  }
}

const mostKinds = 1_000_000

/** False for cells that were there before, as far as they are read. Later conditions join `used`. */
function firstOfItsKind(used: Set<number>): (cells: Cells) => boolean {
  const seen = new Set<string>()
  return (cells) => {
    let key = ''
    for (const index of used) key += `${cells[index] ?? ''}\0`
    if (seen.has(key)) return false
    if (seen.size < mostKinds) seen.add(key)
    return true
  }
}

/** Different cells may make equal rows. */
function firstRow(): (row: Record<string, unknown>) => boolean {
  const sent = new Set<string>()
  return (row) => {
    const key = canonicalJson(JSON.parse(JSON.stringify(row)))
    if (sent.has(key)) return false
    if (sent.size < mostKinds) sent.add(key)
    return true
  }
}

function conditions(given: OutputMapping['when'], scope: Scope): ((cells: Cells) => boolean)[] {
  return Object.entries(given ?? {}).map(([column, texts]) => {
    const read = columnReader(column, scope)
    const accepted = new Set([texts].flat())
    return (cells) => accepted.has(read(cells))
  })
}

function compile(expression: Expression, scope: Scope): Read {
  const base = compileSource(expression, scope)
  const convert = conversion(expression, scope)
  const later = expression.plus === undefined ? null : compilePlus(expression.plus, scope)
  const blank = new Set(expression.blank)
  return (cells) => {
    const given = base(cells)
    const value = typeof given === 'string' && blank.has(given) ? '' : given
    if (value === '' || value === undefined) return expression.default
    const converted = typeof value === 'string' ? convert(value) : value
    return later !== null && converted instanceof Date ? later(cells, converted) : converted
  }
}

/** A date and a duration; without duration nothing is known of the end. */
function compilePlus({ column, unit }: NonNullable<Expression['plus']>, scope: Scope) {
  const read = columnReader(column, scope)
  return (cells: Cells, from: Date): unknown => {
    const text = read(cells)
    if (text === '') return undefined
    const seconds = readDuration(text, unit)
    return seconds === null ? text : new Date(from.getTime() + seconds * 1000)
  }
}

function compileSource(expression: Expression, scope: Scope): Read {
  const { column, template, list, join, constant } = expression
  if (column !== undefined) return columnReader(column, scope)
  if (template !== undefined) return templateReader(template, scope)
  if (join !== undefined) {
    const parts = join.map((part) => compile(part, scope))
    return (cells) =>
      parts
        .map((read) => read(cells) ?? '')
        .filter((part) => part !== '')
        .join(' ')
  }
  if (list === undefined) return () => constant
  const items = list.map((item) => compile(item, scope))
  return (cells) => items.map((read) => read(cells)).filter((item) => item !== undefined)
}
