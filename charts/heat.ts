import type { EChartsOption, HeatmapSeriesOption } from 'echarts'
import { axisLabels } from './axis-labels.ts'
import type { Drawn } from './frame.ts'
import {
  categoryAxis,
  frame,
  gridBelow,
  rowAxis,
  rowNameWidth,
  shownIn,
  softText,
  textWidth,
  tooltipLook,
} from './frame.ts'
import type { Look } from './look.ts'
import { scaled, scaleOf } from './readable.ts'
import { namesOf } from './series-look.ts'
import type { ChartSpec } from './spec.ts'

const rowHeight = 30
/** From here on the dark end of the ramp needs the text of the other end. */
const turns = 0.5

/** One colour from little to much; a cell without data stays as empty as the page. */
export function heatPicture(spec: ChartSpec, look: Look): Drawn {
  const { tokens, width, language } = look
  const scale = scaleOf(spec)
  const cells = cellsOf(spec)
  const known = cells.flatMap(({ value }) => (value === null ? [] : [scaled(value, scale) ?? 0]))
  const [min, max] = [Math.min(...known), Math.max(...known)]
  const shown = shownIn(look, scale.unit)
  const rows = namesOf(spec, look)
  const columns = axisLabels(spec.labels, language)
  const option: EChartsOption = {
    ...frame({ look, names: [], unit: scale.unit, right: 8 }),
    grid: gridBelow(36, 8),
    tooltip: { ...tooltipLook(tokens), valueFormatter: shown },
    xAxis: { ...categoryAxis(columns, look), axisLine: { show: false } },
    yAxis: { ...rowAxis(rows, look), axisLine: { show: false } },
    visualMap: {
      ...{ type: 'continuous', min, max: max === min ? min + 1 : max, orient: 'horizontal' },
      ...{ right: 8, top: 0, itemWidth: 12, itemHeight: 120, calculable: false },
      text: [shown(max), shown(min)],
      textStyle: softText(tokens),
      inRange: { color: tokens.ramp },
    },
    series: [cellSeries({ spec, look, min, max, shown })],
  }
  const longest = Math.max(0, ...known.map((value) => textWidth(shownIn(look, 'count')(value))))
  const room = (width - rowNameWidth(rows, look)) / Math.max(1, columns.length)
  const series = longest + 6 > room ? withoutLabels(option) : option
  return { option: series, height: 76 + rows.length * rowHeight, shown: rows.length }
}

type Cell = { column: number; row: number; value: number | null }

const cellsOf = ({ series, labels }: ChartSpec): Cell[] =>
  series.flatMap(({ values }, row) =>
    labels.map((_, column) => ({ column, row, value: values[column] ?? null })),
  )

type Cells = {
  spec: ChartSpec
  look: Look
  min: number
  max: number
  shown: (v: unknown) => string
}

function cellSeries({ spec, look, min, max, shown }: Cells): HeatmapSeriesOption {
  const { tokens } = look
  const scale = scaleOf(spec)
  const number = shownIn(look, 'count')
  const data = cellsOf(spec).map(({ column, row, value }) => {
    const here = scaled(value, scale)
    const share = here === null || max === min ? 0 : (here - min) / (max - min)
    return {
      value: [column, row, here ?? '-'],
      label: { color: share > turns ? tokens.surface : tokens.ink },
    }
  })
  return {
    type: 'heatmap',
    name: spec.title[look.language],
    data,
    itemStyle: { borderColor: tokens.surface, borderWidth: 2 },
    label: {
      ...{ show: true, fontSize: 12 },
      formatter: ({ value }) => number(Array.isArray(value) ? value[2] : value),
    },
    tooltip: { valueFormatter: (value) => shown(Array.isArray(value) ? value[2] : value) },
  }
}

const withoutLabels = (option: EChartsOption): EChartsOption => ({
  ...option,
  series: (option.series as HeatmapSeriesOption[]).map((one) => ({
    ...one,
    label: { show: false },
  })),
})
