import { inBoth, type Localized } from '../base/language.ts'
import { plainText } from './plain-text.ts'
import type { ChartSeries, ChartSpec } from './spec.ts'

const most: Record<ChartSpec['kind'], { labels: number; series: number }> = {
  line: { labels: 2000, series: 12 },
  bar: { labels: 500, series: 6 },
  pareto: { labels: 500, series: 1 },
  heat: { labels: 200, series: 40 },
  control: { labels: 500, series: 4 },
  gantt: { labels: 500, series: 1 },
  table: { labels: 0, series: 0 },
}
const mostGanttRows = 40
const mostGroups = 8

/** What of a chart can be drawn, whatever it was made of: few enough, short enough, plain text. */
export function bounded(spec: ChartSpec): ChartSpec {
  const { labels, series } = most[spec.kind]
  const shown = {
    title: localized(spec.title),
    unit: plainText(spec.unit, 20),
    labels: spec.labels.slice(0, labels).map((label) => plainText(label)),
    series: spec.series.slice(0, series).map((one) => boundedSeries(one, labels)),
  }
  if (spec.kind !== 'gantt') return { ...spec, ...shown }
  return {
    ...spec,
    ...shown,
    rows: spec.rows.slice(0, mostGanttRows).map((row) => plainText(row)),
    groups: spec.groups.slice(0, mostGroups).map(localized),
    spans: spec.spans
      .filter(({ row, group }) => row < mostGanttRows && group < mostGroups)
      .slice(0, labels)
      .map((span) => ({ ...span, name: plainText(span.name) })),
  }
}

/** Nothing that is measured is larger, and a path with such numbers breaks whoever draws it. */
const largest = 1e15
const isDrawable = (value: number | null): boolean =>
  value !== null && Number.isFinite(value) && Math.abs(value) <= largest

const boundedSeries = (one: ChartSeries, labels: number): ChartSeries => ({
  ...one,
  name: localized(one.name),
  values: one.values.slice(0, labels).map((value) => (isDrawable(value) ? value : null)),
})

function localized({ zh, en }: Localized): Localized {
  return zh === en ? inBoth(plainText(zh)) : { zh: plainText(zh), en: plainText(en) }
}
