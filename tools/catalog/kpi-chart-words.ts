import type { Localized } from '../../base/language.ts'
import type { KpiResult } from '../../factory/index.ts'
import { plantTime } from './plant-time.ts'

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

const wordOf = (dimension: string): Localized =>
  dimensionWords[dimension] ?? { zh: dimension, en: dimension }

export function kpiTitle(result: KpiResult, drawn: number[]): Localized {
  const by = [...result.dimensions, ...(result.grain === null ? [] : [result.grain])]
  const words = by.map(wordOf)
  const names = drawn.flatMap((index) => result.metrics[index]?.names ?? [])
  const zh = names.map((name) => name.zh).join('、')
  const en = names.map((name) => name.en).join(', ')
  return {
    zh: `${zh}（按${words.map((word) => word.zh).join('、')}）`,
    en: `${en} by ${words.map((word) => word.en).join(' and ')}`,
  }
}

/** Window, filters, unit, rows, age of the data, and the metrics with their versions. */
export function kpiCaption(result: KpiResult, drawn: number[]): Localized {
  const { window, total, rows, truncated, freshness, factRows, metrics } = result
  const span = `${plantTime(window.from, window.zone)} – ${plantTime(window.to, window.zone)}`
  const until = freshness === null ? '–' : plantTime(new Date(freshness), window.zone)
  const shown = truncated ? `${rows.length}/${total}` : String(total)
  const cut = filterWords(result)
  const unit = metrics[drawn[0] ?? 0]?.unit ?? ''
  const source = drawn
    .flatMap((index) => metrics[index] ?? [])
    .map(({ id, version }) => `${id} v${version}`)
    .join(', ')
  const zh = [
    `${span}（${window.zone.id}）`,
    ...cut.map((one) => one.zh),
    ...[
      `单位 ${unit}`,
      `${shown} 行`,
      `事实行 ${factRows}`,
      `数据截至 ${until}`,
      `来源 Jidoka ${source}`,
    ],
  ]
  const en = [
    `${span} (${window.zone.id})`,
    ...cut.map((one) => one.en),
    ...[`unit ${unit}`, `${shown} rows`, `${factRows} fact rows`, `data until ${until}`],
    `source Jidoka ${source}`,
  ]
  return { zh: zh.join('；'), en: en.join('; ') }
}

function filterWords({ filters, names }: KpiResult): Localized[] {
  return Object.entries(filters).map(([dimension, ids]) => {
    const called = ids.map((id) => names[dimension]?.[id] ?? id)
    const word = wordOf(dimension)
    return { zh: `${word.zh} ${called.join('、')}`, en: `${word.en} ${called.join(', ')}` }
  })
}
