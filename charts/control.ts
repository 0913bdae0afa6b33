import type { LineSeriesOption } from 'echarts'
import type { Drawn } from './frame.ts'
import { inkText } from './frame.ts'
import { lineOf, linePicture } from './lines.ts'
import type { Look } from './look.ts'
import { scaled, scaleOf } from './readable.ts'
import type { ChartSpec } from './spec.ts'

type ControlSpec = Extract<ChartSpec, { kind: 'control' }>

/** Values around their centre line and limits; what breaks a rule is marked by the rule's number. */
export function controlPicture(spec: ControlSpec, look: Look): Drawn {
  const { option, height } = linePicture(spec, look)
  const series = spec.series.map((_, at) => lineOf(spec, at, look))
  const [values, ...limits] = series
  const marked = values === undefined ? [] : [withSignals(spec, values, look)]
  return {
    option: { ...option, series: [...marked, ...limits] },
    height: height + 40,
    shown: spec.labels.length,
  }
}

function withSignals(spec: ControlSpec, line: LineSeriesOption, look: Look): LineSeriesOption {
  const scale = scaleOf(spec)
  const broken = new Map(spec.signals.map(({ at, rules }) => [at, rules]))
  return {
    ...line,
    symbol: 'circle',
    symbolSize: 5,
    data: (spec.series[0]?.values ?? []).map((value, at) => {
      const rules = broken.get(at)
      if (rules === undefined) return scaled(value, scale)
      return {
        value: scaled(value, scale),
        ...{ symbol: 'diamond', symbolSize: 13 },
        itemStyle: { color: look.tokens.alarm, borderColor: look.tokens.surface, borderWidth: 1 },
        label: {
          ...{ show: true, position: 'top', ...inkText(look.tokens) },
          formatter: rules.join(' '),
        },
      }
    }),
  }
}
