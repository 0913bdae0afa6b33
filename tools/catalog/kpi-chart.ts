import type { Localized } from '../../base/language.ts'
import type { KpiResult, KpiRow } from '../../factory/index.ts'
import type { ChartSpec } from '../define-tool.ts'
import { plantTime } from './plant-time.ts'

const mostSeries = 8

/** A picture of a result, where it has more than one point; the unit is that of its first metric. */
export function kpiChart(result: KpiResult): ChartSpec | null {
  const [first] = result.metrics
  const values = result.rows.flatMap((row) => row.now.map(({ value }) => value))
  if (first === undefined || result.rows.length < 2 || values.every((one) => one === null))
    return null
  const drawn = result.metrics.flatMap(({ unit }, index) => (unit === first.unit ? [index] : []))
  const body = result.grain === null ? barsOf(result, drawn) : linesOf(result, drawn)
  return {
    kind: kindOf(result),
    title: titleOf(result, drawn),
    unit: first.unit,
    ...body,
    caption: captionOf(result, first.unit),
  }
}

function kindOf({ grain, dimensions, metrics }: KpiResult): ChartSpec['kind'] {
  if (grain !== null) return 'line'
  const byReason = dimensions.length === 1 && dimensions[0] === 'reason'
  return byReason && metrics.length === 1 ? 'pareto' : 'bar'
}

type Body = Pick<ChartSpec, 'labels' | 'series'>

function barsOf(result: KpiResult, drawn: number[]): Body {
  const { rows, before } = result
  return {
    labels: rows.map((row) => labelOf(result, row)),
    series: drawn.flatMap((index) => {
      const name = nameOf(result, index)
      const now = { name, values: rows.map((row) => row.now[index]?.value ?? null) }
      const then = rows.map((row) => row.before?.[index]?.value ?? null)
      return before === null ? [now] : [now, { name: beforeName(name), values: then }]
    }),
  }
}

function linesOf(result: KpiResult, drawn: number[]): Body {
  const labels = [...new Set(result.rows.map(({ bucket }) => bucket ?? ''))]
  const groups = Map.groupBy(result.rows, (row) => labelOf(result, row))
  const series = [...groups].flatMap(([label, rows]) => {
    const byBucket = new Map(rows.map((row) => [row.bucket ?? '', row]))
    return drawn.flatMap((index) => {
      const name = lineName(nameOf(result, index), { label, alone: drawn.length === 1 })
      const now = labels.map((at) => byBucket.get(at)?.now[index]?.value ?? null)
      const then = labels.map((at) => byBucket.get(at)?.before?.[index]?.value ?? null)
      const line = { name, values: now }
      return result.before === null ? [line] : [line, { name: beforeName(name), values: then }]
    })
  })
  return { labels, series: series.slice(0, mostSeries) }
}

const nameOf = ({ metrics }: KpiResult, index: number): Localized =>
  metrics[index]?.names ?? { zh: '', en: '' }

const beforeName = ({ zh, en }: Localized): Localized => ({
  zh: `${zh}（对比期）`,
  en: `${en} (before)`,
})

function lineName(metric: Localized, of: { label: string; alone: boolean }): Localized {
  if (of.label === '') return metric
  if (of.alone) return { zh: of.label, en: of.label }
  return { zh: `${of.label} · ${metric.zh}`, en: `${of.label} · ${metric.en}` }
}

function labelOf({ dimensions, names, language }: KpiResult, row: KpiRow): string {
  const nobody = language === 'zh' ? '未归属' : 'unassigned'
  return dimensions
    .map((dimension) => {
      const id = row.keys[dimension] ?? ''
      return id === '' ? nobody : (names[dimension]?.[id] ?? id)
    })
    .join(' · ')
}

const dimensionWords: Record<string, Localized> = {
  site: { zh: '工厂', en: 'site' },
  line: { zh: '产线', en: 'line' },
  machine: { zh: '设备', en: 'machine' },
  product: { zh: '产品', en: 'product' },
  team: { zh: '班组', en: 'team' },
  shift: { zh: '班次', en: 'shift' },
  reason: { zh: '原因', en: 'reason' },
  material: { zh: '物料', en: 'material' },
  supplier: { zh: '供应商', en: 'supplier' },
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '日', en: 'day' },
  week: { zh: '周', en: 'week' },
  month: { zh: '月', en: 'month' },
}

function titleOf(result: KpiResult, drawn: number[]): Localized {
  const by = [...result.dimensions, ...(result.grain === null ? [] : [result.grain])]
  const words = by.map((one) => dimensionWords[one] ?? { zh: one, en: one })
  const names = drawn.map((index) => nameOf(result, index))
  const zh = names.map((name) => name.zh).join('、')
  const en = names.map((name) => name.en).join(', ')
  return {
    zh: `${zh}（按${words.map((word) => word.zh).join('、')}）`,
    en: `${en} by ${words.map((word) => word.en).join(' and ')}`,
  }
}

function captionOf(result: KpiResult, unit: string): Localized {
  const { window, total, rows, truncated, freshness, factRows } = result
  const span = `${plantTime(window.from, window.zone)} – ${plantTime(window.to, window.zone)}`
  const until = freshness === null ? '–' : plantTime(new Date(freshness), window.zone)
  const shown = truncated ? `${rows.length}/${total}` : String(total)
  return {
    zh: `${span}（${window.zone.id}）；单位 ${unit}；${shown} 行；事实行 ${factRows}；数据截至 ${until}`,
    en: `${span} (${window.zone.id}); unit ${unit}; ${shown} rows; ${factRows} fact rows; data until ${until}`,
  }
}
