import { fileFault } from '../faults/index.ts'
import { readAnyDate } from '../files/date-auto.ts'
import type { Expression } from '../files/expression.ts'
import { checkMapping, type Mapping } from '../files/mapping.ts'
import { readRange } from '../files/time-range.ts'
import { choiceMap } from './choice-words.ts'
import { type Field, filledFrom, streamOf } from './import-streams.ts'
import { type SeenSheet, totals } from './read-sheets.ts'

/** What a person decided about a file; see ImportPlan of the HTTP contract. */
export type Plan = { source: string; sheets: SheetPlan[] }
export type SheetPlan = {
  sheet: string | null
  stream: string
  columns: Record<string, string>
  constants: Record<string, string>
}

type Upload = { siteId: string; zone: string; name: string; seen: readonly SeenSheet[] }

/** @throws AppError invalid_input for a sheet or stream that is not there, or a field without column */
export function planMapping(plan: Plan, { siteId, zone, name, seen }: Upload): Mapping {
  const files = plan.sheets.map((sheet) => {
    const found = seen.find((one) => one.sheet === sheet.sheet)
    if (found === undefined) {
      throw fileFault('sheetGone', { sheet: sheet.sheet ?? '' }, { field: 'sheets' })
    }
    const { header, headerLines, fill, delimiter, encoding } = found
    return {
      // A star in it is a pattern that fits itself.
      match: name,
      ...(found.sheet === null ? { delimiter, encoding } : { sheet: found.sheet }),
      ...{ header, headerLines, fill, skip: totals },
      outputs: [{ stream: sheet.stream, row: rowOf(sheet, found) }],
    }
  })
  return checkMapping({ site: siteId, source: plan.source, zone, files }, name)
}

function rowOf(plan: SheetPlan, seen: SeenSheet): Record<string, Expression> {
  const stream = streamOf(plan.stream)
  if (stream === undefined) {
    throw fileFault('noStream', { stream: plan.stream }, { field: 'stream' })
  }
  const row: Record<string, Expression> = {}
  for (const field of stream.fields) {
    const columns = seen.columns.filter(({ name }) => plan.columns[name] === field.id)
    const constant = plan.constants[field.id]
    if (columns.length > 0) row[field.id] = fromColumns(columns, field)
    else if (constant !== undefined) row[field.id] = { constant, ...conversionOf(field, '') }
  }
  for (const [field, other] of filledFrom) {
    const same = row[other]
    if (stream.fields.some(({ id }) => id === field) && same !== undefined) row[field] ??= same
  }
  return withRanges(row, plan, seen)
}

/**
 * `8:00-16:00` is a start and an end; pieces that were counted in it were counted by its end. Where
 * day, start and end stand in columns of their own, an end before its start is on the next day.
 */
function withRanges(
  row: Record<string, Expression>,
  { columns }: SheetPlan,
  seen: SeenSheet,
): Record<string, Expression> {
  const of = (field: string) => seen.columns.filter(({ name }) => columns[name] === field)
  const { startAt, endAt, at } = row
  if (startAt !== undefined && endAt === undefined && of('startAt').some(hasRange)) {
    return { ...row, startAt: { ...startAt, range: 'start' }, endAt: { ...startAt, range: 'end' } }
  }
  if (at !== undefined && of('at').some(hasRange)) return { ...row, at: { ...at, range: 'end' } }
  const day = of('startAt').find((column) => !isClock(column))
  const [start] = of('startAt').filter(isClock)
  const [end, second] = of('endAt')
  if (day === undefined || start === undefined || end === undefined) return row
  if (second !== undefined || !isClock(end)) return row
  const times = { join: [{ column: day.name }, { template: `{${start.name}}-{${end.name}}` }] }
  const both = { ...times, date: day.dateFormat ?? 'auto' }
  return { ...row, startAt: { ...both, range: 'start' }, endAt: { ...both, range: 'end' } }
}

const isClock = ({ samples }: SeenSheet['columns'][number]): boolean =>
  samples.length > 0 && samples.every((text) => /^\d{1,2}[:时点]\d{2}(:\d{2})?$/.test(text))

const hasRange = ({ samples }: SeenSheet['columns'][number]): boolean => samples.some(rangeInside)

const rangeInside = (text: string) =>
  readRange(text, 'end', readAnyDate) !== null ||
  /\d[:时点]\d{2}.*[-~—–至到].*\d[:时点]\d{2}/.test(text)

type Columns = SeenSheet['columns']

function fromColumns(columns: Columns, field: Field): Expression {
  const [first] = columns
  const heading = columns.map(({ name }) => name).join(' ')
  const converted = { ...conversionOf(field, heading), ...dateOf(columns, field) }
  if (columns.length > 1)
    return { join: columns.map(({ name }) => ({ column: name })), ...converted }
  const column = first?.name ?? ''
  if (field.kind !== 'list') return { column, ...converted }
  return { column, split: separatorOf(first?.samples ?? []), ...converted }
}

/** Dates that can be read two ways are read as their column writes them. */
function dateOf(columns: Columns, { kind }: Field): Partial<Expression> {
  const format = columns.find(({ dateFormat }) => dateFormat !== undefined)?.dateFormat
  return kind === 'instant' && format !== undefined ? { date: format } : {}
}

function conversionOf({ kind, choices, reference }: Field, heading: string): Partial<Expression> {
  if (kind === 'instant') return { date: 'auto' }
  if (kind === 'number') return { number: 'lenient' }
  if (kind === 'duration') return { duration: unitOf(heading) }
  if (kind === 'choice') return { map: choiceMap(choices) }
  return reference === null ? {} : { find: reference }
}

/** Of durations whose header names one: `节拍(秒)`, `Downtime [min]`. */
function unitOf(heading: string): 's' | 'min' | 'h' {
  if (/[([（【_ ]\s*(?:min|分)/i.test(heading)) return 'min'
  return /[([（【_ ]\s*(?:h\b|hour|hr|小?时)/i.test(heading) ? 'h' : 's'
}

const separatorOf = (samples: readonly string[]): string =>
  ['、', '，', ',', ';', '；', '/', '|', ' '].find((mark) =>
    samples.some((text) => text.includes(mark)),
  ) ?? ','
