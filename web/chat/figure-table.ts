import type { Figure } from '../../server/http/contract.ts'

export type FigureKey = 'metric' | 'window' | 'freshness' | 'rows'

/** Figures as a table: what all of them share is said once, what differs has a column. */
export type FigureTable = {
  shared: FigureKey[]
  /** Dimensions with one value for all. */
  fixed: string[]
  /** Dimensions that tell the rows apart. */
  varied: string[]
  columns: FigureKey[]
  /** The compared period, where each row has one. */
  compares: boolean
  rows: { figure: Figure; before: Figure | null }[]
  truncated: boolean
}

const keys: FigureKey[] = ['metric', 'window', 'freshness', 'rows']

const textOf: Record<FigureKey, (figure: Figure) => string> = {
  metric: ({ metric, version }) => `${metric} ${version}`,
  window: ({ window }) => `${window.from} ${window.to} ${window.zone}`,
  freshness: ({ freshness }) => freshness ?? '',
  rows: ({ rows }) => String(rows),
}

export function figureTable(figures: Figure[]): FigureTable {
  const pairs = pairsOf(figures)
  const rows = pairs ?? figures.map((figure) => ({ figure, before: null }))
  const shown = rows.map(({ figure }) => figure)
  const all = toldApart([...new Set(shown.flatMap(({ dimensions }) => Object.keys(dimensions)))])
  const differs = (textIn: (figure: Figure) => string) => new Set(shown.map(textIn)).size > 1
  const varied = all.filter((key) => differs(({ dimensions }) => dimensions[key] ?? ''))
  const columns = keys.filter((key) => differs(textOf[key]))
  return {
    rows,
    varied,
    fixed: all.filter((key) => !varied.includes(key)),
    columns,
    shared: keys.filter((key) => !columns.includes(key)),
    compares: pairs !== null,
    truncated: figures.some(({ truncated }) => truncated),
  }
}

/** A line or machine names its site by itself. */
const toldApart = (dimensions: string[]): string[] =>
  dimensions.some((key) => key === 'line' || key === 'machine')
    ? dimensions.filter((key) => key !== 'site')
    : dimensions

/** Two windows over the same rows are a comparison: the later one, and the one before it. */
function pairsOf(figures: Figure[]): FigureTable['rows'] | null {
  const windows = [...new Set(figures.map(textOf.window))].sort()
  const [earlier, later] = windows
  if (windows.length !== 2 || earlier === undefined || later === undefined) return null
  const of = (window: string) => figures.filter((figure) => textOf.window(figure) === window)
  const rowKey = ({ metric, dimensions }: Figure) => JSON.stringify([metric, dimensions])
  const before = new Map(of(earlier).map((figure) => [rowKey(figure), figure]))
  const rows = of(later).map((figure) => ({ figure, before: before.get(rowKey(figure)) ?? null }))
  return rows.length === figures.length / 2 && rows.every((row) => row.before !== null)
    ? rows
    : null
}
