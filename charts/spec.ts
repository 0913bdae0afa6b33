import type { Localized } from '../base/language.ts'

export type ChartKind = 'line' | 'bar' | 'pareto' | 'heat' | 'control' | 'gantt' | 'table'

export type ChartSeries = {
  name: Localized
  /** One per label; null where there is no data, which is drawn as a gap. */
  values: (number | null)[]
  /** Not measured now: a compared period, a target, the rest of many, a centre line or a limit. */
  role?: 'before' | 'target' | 'rest' | 'centre' | 'limit'
}

/** A point of a control chart that breaks rules, by the numbers that Nelson (1984) gave them. */
export type ControlSignal = { at: number; rules: number[] }

/** Times are wall clocks of the plant, `2026-11-24 08:10`. */
export type ChartSpan = { row: number; group: number; from: string; to: string; name: string }

type Points = {
  title: Localized
  unit: string
  /** Category or time per point; of a heat map the columns, whose rows are the series. */
  labels: string[]
  series: ChartSeries[]
  /** Window, unit and source, as words under the picture. */
  caption: Localized
}

/**
 * Tables and series that a picture can be drawn of. Labels and series alone say everything, so a
 * page, a workbook and an old client can show any kind as a table.
 */
export type ChartSpec = Points &
  (
    | { kind: 'line' | 'bar' | 'pareto' | 'heat' | 'table' }
    | { kind: 'control'; signals: ControlSignal[] }
    | { kind: 'gantt'; rows: string[]; groups: Localized[]; spans: ChartSpan[] }
  )
