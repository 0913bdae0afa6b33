import type { BarSeriesOption, EChartsOption, LineSeriesOption } from 'echarts'
import type { Drawn } from './frame.ts'
import { categoryAxis, frame, inkText, shownIn, softText, valueAxis } from './frame.ts'
import type { Look } from './look.ts'
import { type Scale, scaled, scaleOf } from './readable.ts'
import type { ChartSpec } from './spec.ts'

const shareName = { zh: '累计占比', en: 'Cumulative share' }

type Cause = { label: string; value: number }

const mostCauses = 15

/** Largest first, with the share of the total that the causes so far make up. */
export const paretoPicture = (spec: ChartSpec, look: Look): Drawn => ({
  ...{ option: paretoOption(spec, look), height: 320 },
  shown: Math.min(mostCauses, spec.labels.length),
})

function paretoOption(spec: ChartSpec, look: Look): EChartsOption {
  const { tokens, language } = look
  const causes = spec.labels
    .map((label, at) => ({ label, value: spec.series[0]?.values[at] ?? 0 }))
    .sort((a, b) => b.value - a.value)
  const scale = scaleOf(spec)
  const shown = causes.slice(0, mostCauses)
  const bars = barsOf(shown, { name: spec.series[0]?.name[language] ?? '', scale, look })
  const shares = {
    ...sharesOf(causes, look),
    data: cumulativeShares(causes.map(({ value }) => value)).slice(0, mostCauses),
  }
  const room = (look.width - 96) / Math.max(1, shown.length) - 8
  const names = categoryAxis(
    shown.map(({ label }) => label),
    look,
  )
  return {
    ...frame({ look, names: [String(bars.name), String(shares.name)], unit: scale.unit, right: 0 }),
    xAxis: {
      ...names,
      axisLabel: {
        ...softText(tokens),
        interval: 0,
        width: Math.max(48, room),
        overflow: 'break',
      },
    },
    yAxis: [
      valueAxis(look),
      {
        ...{ type: 'value', min: 0, max: 100, alignTicks: true, splitLine: { show: false } },
        axisLabel: { ...softText(tokens), formatter: shownIn(look, '%') },
      },
    ],
    series: [bars, shares],
  }
}

type With = { name: string; scale: Scale; look: Look }

function barsOf(causes: Cause[], { name, scale, look }: With): BarSeriesOption {
  const shown = shownIn(look, scale.unit)
  return {
    type: 'bar',
    name,
    data: causes.map(({ value }) => scaled(value, scale)),
    color: look.tokens.series[0] ?? look.tokens.ink,
    barMaxWidth: 56,
    itemStyle: { borderRadius: [2, 2, 0, 0] },
    label: {
      ...{ show: true, position: 'top' },
      ...inkText(look.tokens),
      formatter: ({ value }) => shown(value),
    },
  }
}

function sharesOf(causes: Cause[], look: Look): LineSeriesOption {
  return {
    type: 'line',
    name: shareName[look.language],
    yAxisIndex: 1,
    data: cumulativeShares(causes.map(({ value }) => value)),
    color: look.tokens.inkSoft,
    symbol: 'circle',
    symbolSize: 8,
    itemStyle: { borderColor: look.tokens.surface, borderWidth: 1.5 },
    lineStyle: { width: 2 },
    tooltip: { valueFormatter: shownIn(look, '%') },
  }
}

/** In percent. */
function cumulativeShares(values: number[]): number[] {
  const total = values.reduce((sum, value) => sum + value, 0)
  let sum = 0
  return values.map((value) => {
    sum += value
    return total === 0 ? 0 : Math.round((1000 * sum) / total) / 10
  })
}
