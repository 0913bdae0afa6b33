import { inBoth } from '../base/language.ts'
import { filled } from './filled.ts'
import type { Result } from './result.ts'
import type { ChartSeries } from './spec.ts'

/** Less filled than this, two splits lie within each other, as lines do within sites. */
const leastFilled = 0.6
const leastCells = 6

type Matrix = { columns: string[]; rows: string[]; values: (number | null)[][] }

/** One measure by two splits, or by a split and time; time and the shorter split are columns. */
export function asMatrix({ rows }: Result): Matrix {
  const cells = rows.map(({ keys, at, values: [value] }) => {
    const [first = '', second = ''] = at === null ? keys : [keys[0], at]
    return { first, second, value: value ?? null }
  })
  const firsts = [...new Set(cells.map(({ first }) => first))]
  const seconds = [...new Set(cells.map(({ second }) => second))]
  const isSeries = rows[0]?.at !== null
  const columns = isSeries ? filled(seconds.toSorted()) : seconds
  const turned = !isSeries && firsts.length < seconds.length
  const at = new Map(cells.map(({ first, second, value }) => [`${first}\n${second}`, value]))
  const [lines, across] = turned ? [seconds, firsts] : [firsts, columns]
  const valueAt = (row: string, column: string) =>
    at.get(turned ? `${column}\n${row}` : `${row}\n${column}`) ?? null
  return {
    ...{ columns: across, rows: lines },
    values: lines.map((row) => across.map((column) => valueAt(row, column))),
  }
}

export function isDense({ columns, rows, values }: Matrix): boolean {
  const cells = columns.length * rows.length
  const filled = values.flat().filter((value) => value !== null).length
  return (
    columns.length > 1 && rows.length > 1 && cells >= leastCells && filled >= leastFilled * cells
  )
}

export function matrixOf(result: Result): { labels: string[]; series: ChartSeries[] } {
  const { columns, rows, values } = asMatrix(result)
  return {
    labels: columns,
    series: rows.map((row, at) => ({ name: inBoth(row), values: values[at] ?? [] })),
  }
}
