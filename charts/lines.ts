import type { EChartsOption, LineSeriesOption } from 'echarts'
import { axisLabels } from './axis-labels.ts'
import type { Drawn } from './frame.ts'
import { categoryAxis, frame, legendHeight, shownIn, softText, valueAxis } from './frame.ts'
import type { Look } from './look.ts'
import { scaled, scaleOf } from './readable.ts'
import { colourOf, namesOf } from './series-look.ts'
import type { ChartSeries, ChartSpec } from './spec.ts'

const shapes = [
  ...['circle', 'rect', 'triangle', 'diamond'],
  ...['path://M0,0L12,0L6,10Z', 'path://M4,0h4v4h4v4h-4v4h-4v-4h-4v-4h4z'],
]
const shapeOf = (at: number): string => shapes[at % shapes.length] ?? 'circle'
/** Symbols tell lines apart without colour; more of them would hide the line. */
const symbolsAcross = 31

/** Room for what stands at the end of a target or a limit. */
const endRoom = 78

export function linePicture(spec: ChartSpec, look: Look): Drawn {
  const measured = { ...spec, series: spec.series.filter(isMeasured) }
  const names = namesOf(measured, look)
  const right = measured.series.length < spec.series.length ? endRoom : 16
  const around = frame({ look, names, unit: scaleOf(spec).unit, right })
  const option: EChartsOption = {
    ...around,
    legend: { ...around.legend, data: names.map((name, at) => ({ name, icon: shapeOf(at) })) },
    xAxis: categoryAxis(axisLabels(spec.labels, look.language), look),
    yAxis: { ...valueAxis(look), scale: true },
    series: spec.series.map((_, at) => lineOf(spec, at, look)),
  }
  return {
    ...{ option, height: 240 + legendHeight(names, look.width) },
    shown: spec.series.length,
  }
}

const isMeasured = ({ role }: ChartSeries): boolean =>
  role === undefined || role === 'before' || role === 'rest'

export function lineOf(spec: ChartSpec, at: number, look: Look): LineSeriesOption {
  const one = spec.series[at]
  if (one === undefined) return { type: 'line' }
  const scale = scaleOf(spec)
  return {
    type: 'line',
    name: one.name[look.language],
    data: one.values.map((value) => scaled(value, scale)),
    showAllSymbol: true,
    connectNulls: false,
    color: colourOf(spec, at, look),
    emphasis: { focus: 'series' },
    ...(isMeasured(one)
      ? {
          symbol: symbolsOf(one.values, shapeOf(at)),
          symbolSize: 7,
          lineStyle: { width: 2, type: one.role === 'before' ? 'dashed' : 'solid' },
        }
      : setLine(one, spec, look)),
  }
}

/** A target or a limit: no points, and at its end what it is. */
function setLine({ name, role }: ChartSeries, spec: ChartSpec, look: Look): LineSeriesOption {
  const shown = shownIn(look, scaleOf(spec).unit === '%' ? '%' : 'count')
  const short = name[look.language].split(' ').at(-1) ?? ''
  return {
    symbol: 'none',
    lineStyle: {
      width: 1.5,
      type: role === 'centre' ? 'solid' : role === 'limit' ? 'dashed' : 'dotted',
    },
    endLabel: {
      ...{ show: true, ...softText(look.tokens), color: look.tokens.ink },
      formatter: ({ value }) => `${short} ${shown(value)}`,
    },
    labelLayout: { moveOverlap: 'shiftY' },
  }
}

/** Every point of a short line, some of a long one, and each that has no neighbour to join. */
function symbolsOf(values: (number | null)[], shape: string) {
  const step = Math.max(1, Math.ceil(values.length / symbolsAcross))
  const isNull = (at: number) => (values[at] ?? null) === null
  return (_: unknown, { dataIndex: at }: { dataIndex: number }) =>
    at % step === 0 || (isNull(at - 1) && isNull(at + 1)) ? shape : 'none'
}
