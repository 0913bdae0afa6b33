import type { BarSeriesOption, EChartsOption, ScatterSeriesOption } from 'echarts'
import { axisLabels } from './axis-labels.ts'
import type { Drawn } from './frame.ts'
import { frame, inkText, legendHeight, narrow, rowAxis, shownIn, valueAxis } from './frame.ts'
import type { Look } from './look.ts'
import { scaled, scaleOf } from './readable.ts'
import { colourOf, namesOf } from './series-look.ts'
import type { ChartSpec } from './spec.ts'

const mostBars = 15
const barWidth = 18

/** Lying bars: names of machines and reasons are long, and a phone is narrow. */
export function barPicture(spec: ChartSpec, look: Look): Drawn {
  const shown = Math.min(lastTelling(spec) + 1, mostBars)
  const names = namesOf(spec, look)
  const bars = spec.series.filter(({ role }) => role !== 'target').length
  const option: EChartsOption = {
    ...frame({ look, names, unit: scaleOf(spec).unit, right: 72 }),
    xAxis: { ...valueAxis(look), splitNumber: look.width < narrow ? 2 : 5 },
    yAxis: rowAxis(axisLabels(spec.labels.slice(0, shown), look.language), look),
    series: spec.series.flatMap(({ role }, at): (BarSeriesOption | ScatterSeriesOption)[] =>
      role === 'target'
        ? targetsOf(spec, { at, shown }, look)
        : [barsOf(spec, { at, shown }, look)],
    ),
  }
  const height = 44 + legendHeight(names, look.width) + shown * (barWidth + barWidth * bars)
  return { option, height, shown }
}

const hasTarget = ({ series }: ChartSpec): boolean => series.some(({ role }) => role === 'target')

type Bars = { at: number; shown: number }

const valuesOf = (spec: ChartSpec, { at, shown }: Bars) =>
  (spec.series[at]?.values ?? []).slice(0, shown).map((value) => scaled(value, scaleOf(spec)))

function barsOf(spec: ChartSpec, bars: Bars, look: Look): BarSeriesOption {
  const shown = shownIn(look, scaleOf(spec).unit)
  const { at } = bars
  const isBefore = spec.series[at]?.role === 'before'
  return {
    type: 'bar',
    name: spec.series[at]?.name[look.language] ?? '',
    data: valuesOf(spec, bars),
    color: colourOf(spec, at, look),
    barMaxWidth: barWidth,
    barGap: '15%',
    itemStyle: {
      borderRadius: [0, 2, 2, 0],
      opacity: isBefore && spec.series.length > 2 ? 0.5 : 1,
    },
    label: {
      ...{ show: !hasTarget(spec), position: 'right' },
      ...inkText(look.tokens),
      opacity: 1,
      formatter: ({ value }) => shown(value),
    },
  }
}

/** Each row's own, as a stroke across its bar; the value stands behind the farther of the two. */
function targetsOf(spec: ChartSpec, bars: Bars, look: Look): ScatterSeriesOption[] {
  const shown = shownIn(look, scaleOf(spec).unit)
  const values = valuesOf(spec, { ...bars, at: 0 })
  const targets = valuesOf(spec, bars)
  return [
    {
      type: 'scatter',
      name: spec.series[bars.at]?.name[look.language] ?? '',
      data: targets.map((value, row) => [value ?? '-', row]),
      symbol: 'rect',
      symbolSize: [3, barWidth + 8],
      itemStyle: { color: look.tokens.ink, opacity: 1 },
      z: 3,
    },
    {
      type: 'scatter',
      data: values.map((value, row) => [Math.max(value ?? 0, targets[row] ?? 0), row]),
      symbolSize: 0,
      silent: true,
      tooltip: { show: false },
      label: {
        ...{ show: true, position: 'right', distance: 7, ...inkText(look.tokens) },
        formatter: ({ dataIndex }) => shown(values[dataIndex]),
      },
    },
  ]
}

/** The last bar that is not zero, at least the second: a tail of zeros is left to the table. */
function lastTelling({ labels, series }: ChartSpec): number {
  const measured = series.filter(({ role }) => role !== 'target')
  const last = labels.findLastIndex((_, at) =>
    measured.some(({ values }) => (values[at] ?? 0) !== 0),
  )
  return Math.min(Math.max(last, 1), labels.length - 1)
}
