import { inBoth, type Localized } from '../base/language.ts'
import { filled } from './filled.ts'
import { asMatrix, isDense, matrixOf } from './matrix.ts'
import type { Result, ResultRow } from './result.ts'
import { fewest } from './series-shown.ts'
import type { ChartKind, ChartSeries, ChartSpec } from './spec.ts'

/** More lines than this cannot be told apart, by eye or by colour. */
const mostLines = 6
/** More rows than this of a heat map do not fit a page. */
const mostHeatRows = 40
const leastParts = 3

/** The picture that a result is read best by; null where it is no more than one value. */
export function chartOf(given: Result): ChartSpec | null {
  const result = inTime(given)
  const { rows } = result
  const known = rows.some(({ values }) => values.some((value) => value !== null))
  if (rows.length < 2 || !known) return null
  return drawnAs(kindFor(result), result)
}

/** What a person asked to see instead; null where the result does not have that shape. */
export function chartAs(kind: ChartKind, given: Result): ChartSpec | null {
  const result = inTime(given)
  return chartOf(result) !== null && fits(kind, result) ? drawnAs(kind, result) : null
}

/** A series runs forward; one that is ordered by its values is a ranking of days. */
function inTime(result: Result): Result {
  const groups = [...Map.groupBy(result.rows, nameOf).values()]
  const runs = (rows: ResultRow[]) =>
    rows.every((row, at) => at === 0 || dayOf(rows[at - 1]) <= dayOf(row))
  if (groups.every(runs)) return result
  if (groups.every((rows) => runs(rows.toReversed())))
    return { ...result, rows: result.rows.toReversed() }
  const rows = result.rows.map((row) => ({ ...row, keys: [...row.keys, row.at ?? ''], at: null }))
  return { ...result, rows }
}

const byDay = (a: string, b: string): number => a.slice(0, 10).localeCompare(b.slice(0, 10))
const dayOf = (row: ResultRow | undefined): string => (row?.at ?? '').slice(0, 10)

function kindFor(result: Result): ChartKind {
  if (result.otherUnits > 1 || splitsOf(result) > 2) return 'table'
  const groups = groupsOf(result)
  if (isSeries(result)) {
    const readable = groups.length <= mostLines || groups.length > mostHeatRows
    return !readable && fits('heat', result) ? 'heat' : 'line'
  }
  if (fits('heat', result) && isDense(asMatrix(result))) return 'heat'
  const parts = result.isLoss && groups.length >= leastParts
  return parts && fits('pareto', result) ? 'pareto' : 'bar'
}

function fits(kind: ChartKind, result: Result): boolean {
  const { measures, rows } = result
  const plain = measures.length === 1 && rows.every(({ before }) => before === null)
  switch (kind) {
    case 'line':
      return isSeries(result)
    case 'bar':
      return !isSeries(result)
    case 'pareto':
      return !isSeries(result) && plain && result.adds && rows.every(isPart)
    case 'heat': {
      const splits = splitsOf(result) + (isSeries(result) ? 1 : 0)
      return plain && splits === 2 && groupsOf(result).length > 1
    }
    case 'table':
      return true
    // Their figures are worked out by whoever asks for one.
    case 'control':
    case 'gantt':
      return false
  }
}

const isPart = ({ values: [value] }: ResultRow): boolean => (value ?? 0) >= 0
const isSeries = ({ rows }: Result): boolean => rows[0]?.at !== null
const splitsOf = ({ rows }: Result): number => rows[0]?.keys.length ?? 0
const nameOf = ({ keys }: ResultRow): string => keys.join(' · ')
const groupsOf = ({ rows }: Result): string[] => [...new Set(rows.map(nameOf))]

function drawnAs(kind: ChartKind, result: Result): ChartSpec {
  const { title, unit, caption } = result
  const drawn = kind === 'control' || kind === 'gantt' ? 'table' : kind
  const about = { kind: drawn, title, unit, caption }
  if (drawn === 'heat') return { ...about, ...matrixOf(result) }
  if (isSeries(result)) return { ...about, ...linesOf(result) }
  return { ...about, labels: result.rows.map(nameOf), series: columnsOf(result) }
}

function columnsOf({ measures, rows }: Result): ChartSeries[] {
  const series = measures.flatMap((name, index): ChartSeries[] => {
    const now = { name, values: rows.map(({ values }) => values[index] ?? null) }
    const then = rows.map(({ before }) => before?.[index] ?? null)
    return rows[0]?.before ? [now, { name: beforeName(name), values: then, role: 'before' }] : [now]
  })
  if (series.length > 1) return series
  return [...series, ...targetOf(rows.map(({ target }) => target ?? null))]
}

function linesOf(result: Result): Pick<ChartSpec, 'labels' | 'series'> {
  const { measures, rows } = result
  const labels = filled([...new Set(rows.map(({ at }) => at ?? ''))].toSorted(byDay))
  const groups = [...Map.groupBy(rows, nameOf)]
  const pairs = groups.flatMap(([group, own]) => {
    const at = new Map(own.map((row) => [row.at ?? '', row]))
    return measures.map((measure, index): ChartSeries[] => {
      const name = lineName(measure, { group, alone: measures.length === 1 })
      const now = labels.map((label) => at.get(label)?.values[index] ?? null)
      const then = labels.map((label) => at.get(label)?.before?.[index] ?? null)
      const line: ChartSeries = { name, values: now }
      return own[0]?.before
        ? [line, { name: beforeName(name), values: then, role: 'before' }]
        : [line]
    })
  })
  const targets = labels.map((label) => rows.find(({ at }) => at === label)?.target ?? null)
  return {
    labels,
    series: [...fewest(pairs, { adds: result.adds, most: mostLines }), ...targetOf(targets)],
  }
}

function lineName(measure: Localized, { group, alone }: { group: string; alone: boolean }) {
  if (group === '') return measure
  if (alone) return inBoth(group)
  return { zh: `${group} · ${measure.zh}`, en: `${group} · ${measure.en}` }
}

const beforeName = ({ zh, en }: Localized): Localized => ({
  zh: `${zh}（对比期）`,
  en: `${en} (before)`,
})

const targetName: Localized = { zh: '目标', en: 'Target' }

function targetOf(values: (number | null)[]): ChartSeries[] {
  const isSet = values.some((value) => value !== null)
  return isSet ? [{ name: targetName, values, role: 'target' }] : []
}
