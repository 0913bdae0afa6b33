import type { Localized } from '../../base/language.ts'
import type { ResponseId, SettingFinding, Zone } from '../../factory/index.ts'

export type Told = { response: ResponseId; zone: Zone }

type Response = { name: Localized; unit: string; scale: number }

/** Names and units of the metric centre; history holds ratios. */
export const responseOf: Record<ResponseId, Response> = {
  scrap_ratio: { name: { zh: '报废率', en: 'scrap ratio' }, unit: '%', scale: 100 },
  effectiveness: { name: { zh: '性能效率', en: 'effectiveness' }, unit: '%', scale: 100 },
  energy_per_piece: {
    name: { zh: '单件能耗', en: 'energy per piece' },
    unit: 'kWh/piece',
    scale: 1,
  },
}

/** In the unit of the metric, to three digits: no interval of history is surer. */
export const inUnit = (response: ResponseId, value: number): number =>
  Number((responseOf[response].scale * value).toPrecision(3))

type Limited = { lower: number | null; upper: number | null }

/** A value to set: to about a hundredth of the engineering limits, and within them. */
export function settable(value: number, { lower, upper }: Limited): number {
  if (lower === null || upper === null || upper <= lower) return Number(value.toPrecision(4))
  const digits = Math.max(0, -Math.floor(Math.log10((upper - lower) / 100)))
  return Math.min(upper, Math.max(lower, Number(value.toFixed(digits))))
}

const order = ['explains', 'none_found', 'cannot_tell'] as const

/** What explains first, then by how sure. */
export function bySureness(a: SettingFinding, b: SettingFinding): number {
  const p = (one: SettingFinding) => ('pAdjusted' in one ? one.pAdjusted : 1)
  return order.indexOf(a.verdict) - order.indexOf(b.verdict) || p(a) - p(b)
}
