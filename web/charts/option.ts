import type { BarSeriesOption, EChartsOption, LineSeriesOption } from 'echarts'
import type { ChartSpec } from '../../server/http/contract.ts'
import { axisLabels } from './axis-labels.ts'
import {
  categoryAxis,
  frame,
  inkText,
  legendHeight,
  shownIn,
  softText,
  valueAxis,
} from './frame.ts'
import type { Look } from './look.ts'
import { paretoOption } from './pareto.ts'
import { scaled, scaleOf } from './readable.ts'

const mostBars = 15
const narrow = 560
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect']

export type Picture = {
  option: EChartsOption
  height: number
  /** Points that are in the table only. */
  omitted: number
}

/** A chart as ECharts draws it; null for what is read better as a table. */
export function pictureOf(spec: ChartSpec, look: Look): Picture | null {
  switch (spec.kind) {
    case 'line':
      return linePicture(spec, look)
    case 'pareto':
      if (look.width < narrow) return barPicture(spec, look)
      return { option: paretoOption(spec, look), height: 320, omitted: 0 }
    case 'bar':
      return barPicture(spec, look)
    default:
      return null
  }
}

const namesOf = ({ series }: ChartSpec, { language }: Look): string[] =>
  series.map(({ name }) => name[language])

function linePicture(spec: ChartSpec, look: Look): Picture {
  const names = namesOf(spec, look)
  const option: EChartsOption = {
    ...frame({ look, names, unit: scaleOf(spec).unit, right: 16 }),
    xAxis: categoryAxis(axisLabels(spec.labels, look.language), look),
    yAxis: { ...valueAxis(look), scale: true },
    series: spec.series.map((_, at) => lineOf(spec, at, look)),
  }
  return { option, height: 240 + legendHeight(names, look.width), omitted: 0 }
}

function lineOf(spec: ChartSpec, at: number, look: Look): LineSeriesOption {
  const scale = scaleOf(spec)
  return {
    type: 'line',
    name: spec.series[at]?.name[look.language] ?? '',
    data: (spec.series[at]?.values ?? []).map((value) => scaled(value, scale)),
    symbol: symbols[at % symbols.length] ?? 'circle',
    symbolSize: 7,
    showSymbol: spec.labels.length <= 31,
    connectNulls: false,
    color: colourOf(spec, at, look),
    lineStyle: { width: 2, type: isBefore(spec, at) ? 'dashed' : 'solid' },
    emphasis: { focus: 'series' },
  }
}

/** Lying bars: names of machines and reasons are long, and a phone is narrow. */
function barPicture(spec: ChartSpec, look: Look): Picture {
  const shown = Math.min(lastTelling(spec) + 1, mostBars)
  const names = namesOf(spec, look)
  const categories = categoryAxis(axisLabels(spec.labels.slice(0, shown), look.language), look)
  const option: EChartsOption = {
    ...frame({ look, names, unit: scaleOf(spec).unit, right: 72 }),
    xAxis: { ...valueAxis(look), splitNumber: look.width < narrow ? 2 : 5 },
    yAxis: {
      ...categories,
      inverse: true,
      axisLabel: {
        ...softText(look.tokens),
        ...{ interval: 0, overflow: 'break', width: Math.min(220, Math.round(look.width * 0.32)) },
      },
    },
    series: spec.series.map((_, at) => barsOf(spec, { at, shown }, look)),
  }
  const height = 44 + legendHeight(names, look.width) + shown * (18 + 18 * spec.series.length)
  return { option, height, omitted: spec.labels.length - shown }
}

type Bars = { at: number; shown: number }

function barsOf(spec: ChartSpec, { at, shown: count }: Bars, look: Look): BarSeriesOption {
  const scale = scaleOf(spec)
  const shown = shownIn(look, scale.unit)
  return {
    type: 'bar',
    name: spec.series[at]?.name[look.language] ?? '',
    data: (spec.series[at]?.values ?? []).slice(0, count).map((value) => scaled(value, scale)),
    color: colourOf(spec, at, look),
    barMaxWidth: 18,
    barGap: '15%',
    itemStyle: {
      borderRadius: [0, 2, 2, 0],
      opacity: isBefore(spec, at) && spec.series.length > 2 ? 0.5 : 1,
    },
    label: {
      ...{ show: true, position: 'right' },
      ...inkText(look.tokens),
      opacity: 1,
      formatter: ({ value }) => shown(value),
    },
  }
}

/** The last bar that is not zero, at least the second: a tail of zeros is left to the table. */
function lastTelling({ labels, series }: ChartSpec): number {
  const last = labels.findLastIndex((_, at) => series.some(({ values }) => (values[at] ?? 0) !== 0))
  return Math.min(Math.max(last, 1), labels.length - 1)
}

/** The series of a compared period stands behind the one that it is compared with. */
const isBefore = ({ series }: ChartSpec, at: number): boolean =>
  at > 0 && /（对比期）$/.test(series[at]?.name.zh ?? '')

function colourOf(spec: ChartSpec, at: number, { tokens }: Look): string {
  const pairs = spec.series.some((_, index) => isBefore(spec, index))
  const own = pairs ? Math.floor(at / 2) : at
  const colour = tokens.series[own % tokens.series.length] ?? tokens.ink
  return isBefore(spec, at) && spec.series.length === 2 ? tokens.before : colour
}
