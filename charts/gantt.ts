import type {
  CustomSeriesOption,
  CustomSeriesRenderItemAPI,
  CustomSeriesRenderItemReturn,
  EChartsOption,
} from 'echarts'
import { axisLabels } from './axis-labels.ts'
import type { Drawn } from './frame.ts'
import { frame, legendHeight, narrow, rowAxis, softText, textWidth, tooltipLook } from './frame.ts'
import type { Look } from './look.ts'
import type { ChartSpan, ChartSpec } from './spec.ts'

type GanttSpec = Extract<ChartSpec, { kind: 'gantt' }>

const rowHeight = 34
const barShare = 0.62
/** What is shorter than this has its name in the tooltip and the table. */
const leastText = 26

/** Rows over time. The clock is that of the plant, so it is handled as if it were UTC. */
export function ganttPicture(spec: GanttSpec, look: Look): Drawn {
  const { tokens, width, language } = look
  const names = spec.groups.map((group) => group[language])
  const option: EChartsOption = {
    ...frame({ look, names, unit: '', right: 12 }),
    useUTC: true,
    tooltip: { ...tooltipLook(tokens), formatter: (given) => told(spec, given) },
    xAxis: {
      type: 'time',
      splitNumber: width < narrow ? 3 : 6,
      splitLine: { show: true, lineStyle: { color: tokens.line } },
      axisLine: { lineStyle: { color: tokens.line } },
      axisLabel: { ...softText(tokens), hideOverlap: true, formatter: clockOf(look) },
    },
    yAxis: rowAxis(spec.rows, look),
    series: names.map((name, group) => barsOf(spec, { name, group, look })),
  }
  const height = 56 + legendHeight(names, width) + spec.rows.length * rowHeight
  return { option, height, shown: spec.spans.length }
}

const ms = (wallClock: string): number => Date.parse(`${wallClock.replace(' ', 'T')}Z`)

/** The clock; at midnight, the day that begins. */
function clockOf({ language }: Look): (at: number) => string {
  return (at) => {
    const [day = '', time = ''] = new Date(at).toISOString().slice(0, 16).split('T')
    return time === '00:00' ? axisLabels([day], language).join() : time
  }
}

type Group = { name: string; group: number; look: Look }

function barsOf(spec: GanttSpec, { name, group, look }: Group): CustomSeriesOption {
  const { tokens } = look
  const own = spec.spans.filter((span) => span.group === group)
  return {
    type: 'custom',
    name,
    color: tokens.series[group % tokens.series.length] ?? tokens.ink,
    encode: { x: [1, 2], y: 0 },
    data: own.map((span) => [span.row, ms(span.from), ms(span.to)]),
    clip: true,
    renderItem: ({ dataIndex }, api) => barAt(own[dataIndex], { api, look }),
  }
}

type At = {
  api: CustomSeriesRenderItemAPI
  look: Look
}

function barAt(span: ChartSpan | undefined, { api, look }: At): CustomSeriesRenderItemReturn {
  const [x = 0, y = 0] = api.coord([api.value(1), api.value(0)])
  const [end = 0] = api.coord([api.value(2), api.value(0)])
  const [, row = rowHeight] = (api.size?.([0, 1]) as number[] | undefined) ?? []
  const height = row * barShare
  const width = Math.max(2, end - x)
  const text = span !== undefined && width >= leastText ? fitting(span.name, width - 8) : ''
  return {
    type: 'rect',
    shape: { x, y: y - height / 2, width, height, r: 2 },
    style: { fill: String(api.visual('color')), stroke: look.tokens.surface, lineWidth: 1 },
    textContent: {
      type: 'text',
      style: { text, fill: look.tokens.surface, font: `12px ${look.tokens.font}` },
    },
    textConfig: { position: 'insideLeft', distance: 4 },
  }
}

/** As much of a name as fits, nothing where that is too little to be read. */
function fitting(name: string, width: number): string {
  if (textWidth(name) <= width) return name
  const letters = [...name]
  while (letters.length > 2 && textWidth(`${letters.join('')}…`) > width) letters.pop()
  return letters.length > 2 ? `${letters.join('').replace(/[\s·]+$/, '')}…` : ''
}

/** Text for a tooltip, which is HTML. */
function told(spec: GanttSpec, given: unknown): string {
  const { seriesIndex = 0, dataIndex = 0 } = given as { seriesIndex?: number; dataIndex?: number }
  const span = spec.spans.filter(({ group }) => group === seriesIndex)[dataIndex]
  if (span === undefined) return ''
  const lines = [`${spec.rows[span.row] ?? ''} · ${span.name}`, `${span.from} – ${span.to}`]
  return lines.map(escaped).join('<br>')
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`)
