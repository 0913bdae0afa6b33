import { AppError } from '../../../base/app-error.ts'
import { canonicalJson } from '../../../base/canonical-json.ts'
import { nearest } from '../../../base/near.ts'
import type { StreamName } from '../../../factory/index.ts'
import { dateReader } from './date-format.ts'
import type { Expression, FileMapping, OutputMapping } from './mapping.ts'

/** One record of a file, its cells in the order of the header. */
type Cells = readonly string[]
type Read = (cells: Cells) => unknown

export type RowOfRecord = { stream: StreamName; row: Record<string, unknown> }
export type RecordMapper = {
  /** The rows that a record makes, in the order of the mapping's outputs. */
  map: (cells: Cells) => RowOfRecord[]
  /** Streams in the order in which their rows must be sent. */
  streams: StreamName[]
  /** What the mapping expects in a field, for the reader of a refusal; empty when it says nothing. */
  expects: (stream: StreamName, field: string) => string
}

/**
 * A value that does not read as the mapping says stays text: the stream's schema refuses it, so
 * that there is one place where rows are refused.
 *
 * @throws AppError invalid_input for a column that the header does not have
 */
export function recordMapper({ outputs }: FileMapping, header: Cells): RecordMapper {
  const compiled = outputs.map((output) => compileOutput(output, header))
  return {
    map: (cells) => compiled.flatMap((output) => output(cells)),
    streams: [...new Set(outputs.map(({ stream }) => stream))],
    expects: (stream, field) => {
      const date = outputs.find((output) => output.stream === stream)?.row[field]?.date
      return date === undefined ? '' : `; the mapping expects ${date}`
    },
  }
}

function compileOutput(output: OutputMapping, header: Cells): (cells: Cells) => RowOfRecord[] {
  const { stream } = output
  const fields = Object.entries(output.row).map(([field, expression]) => ({
    field,
    read: compile(expression, header),
  }))
  const wanted = conditions(output.when, header)
  const unwanted = conditions(output.unless, header)
  const sent = new Set<string>()
  return (cells) => {
    if (!wanted.every((holds) => holds(cells))) return []
    if (unwanted.length > 0 && unwanted.every((holds) => holds(cells))) return []
    const row = Object.fromEntries(
      fields
        .map(({ field, read }) => [field, read(cells)])
        .filter(([, value]) => value !== undefined),
    )
    if (output.distinct === undefined) return [{ stream, row }]
    const key = canonicalJson(JSON.parse(JSON.stringify(row)))
    if (sent.has(key)) return []
    sent.add(key)
    return [{ stream, row }]
  }
}

function conditions(given: OutputMapping['when'], header: Cells): ((cells: Cells) => boolean)[] {
  return Object.entries(given ?? {}).map(([column, texts]) => {
    const read = columnReader(column, header)
    const accepted = new Set([texts].flat())
    return (cells) => accepted.has(read(cells))
  })
}

function compile(expression: Expression, header: Cells): Read {
  const base = compileSource(expression, header)
  const convert = compileConversion(expression)
  return (cells) => {
    const value = base(cells)
    if (value === '' || value === undefined) return expression.default
    return typeof value === 'string' ? convert(value) : value
  }
}

function compileSource({ column, template, list, constant }: Expression, header: Cells): Read {
  if (column !== undefined) return columnReader(column, header)
  if (template !== undefined) return compileTemplate(template, header)
  if (list === undefined) return () => constant
  const items = list.map((item) => compile(item, header))
  return (cells) => items.map((read) => read(cells)).filter((item) => item !== undefined)
}

function compileConversion(expression: Expression): (text: string) => unknown {
  const { date, zone = 'UTC', plusSeconds = 0, number, split, map } = expression
  if (date !== undefined) {
    const read = dateReader(date, zone)
    return (text) => {
      const at = read(text)
      return at === null ? text : new Date(at.getTime() + plusSeconds * 1000)
    }
  }
  if (map !== undefined) {
    const entries = new Map(Object.entries(map))
    return (text) => (entries.has(text) ? entries.get(text) : (expression.default ?? text))
  }
  if (split !== undefined) return (text) => text.split(split).map((part) => part.trim())
  if (number === undefined) return (text) => text
  return (text) => (Number.isFinite(Number(text)) ? Number(text) : text)
}

function compileTemplate(template: string, header: Cells): (cells: Cells) => string {
  const pieces = template.split(/(\{[^}]*\})/).map((piece) => {
    if (!piece.startsWith('{')) return () => piece
    const [, column = '', digits] = /^\{(.*?)(?::(0+))?\}$/.exec(piece) ?? []
    const read = columnReader(column, header)
    return digits === undefined ? read : (cells: Cells) => padded(read(cells), digits.length)
  })
  return (cells) => pieces.map((piece) => piece(cells)).join('')
}

function padded(text: string, digits: number): string {
  const value = Number(text)
  return text !== '' && Number.isInteger(value) ? String(value).padStart(digits, '0') : text
}

function columnReader(column: string, header: Cells): (cells: Cells) => string {
  const index = header.indexOf(column)
  if (index < 0) {
    const near = nearest(column, header)
    throw new AppError('invalid_input', `the file has no column ${column}`, {
      field: column,
      hint: `Columns${near.length > 0 ? ' near it' : ''}: ${(near.length > 0 ? near : header).join(', ')}.`,
    })
  }
  return (cells) => cells[index]?.trim() ?? ''
}
