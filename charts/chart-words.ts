import type { Language } from '../base/language.ts'
import { formatNumber } from './format-number.ts'
import { plainText } from './plain-text.ts'
import { scaled, scaleOf } from './readable.ts'
import type { ChartSpec } from './spec.ts'

const unitOf = (unit: string, language: Language): string =>
  formatNumber(0, unit, language).replace(/^0\s*/, '')

const longestTitle = 120

/** Metric, split and unit: `Downtime by reason (h)`. */
export function chartTitle(spec: ChartSpec, language: Language): string {
  const unit = unitOf(scaleOf(spec).unit, language)
  const title = plainText(spec.title[language], longestTitle)
  if (unit === '' || spec.kind === 'gantt') return title
  return language === 'zh' ? `${title}，${unit}` : `${title}, ${unit}`
}

/** What a picture shows, for people who do not see it: title, then the two ends of each series. */
export function chartSummary(spec: ChartSpec, language: Language): string {
  const scale = scaleOf(spec)
  const measured = spec.series.filter(({ role }) => role === undefined || role === 'before')
  const ends = measured.flatMap(({ name, values }) => {
    const known = values.flatMap((value, at) =>
      value === null ? [] : [{ value, label: spec.labels[at] ?? '' }],
    )
    const sorted = known.toSorted((a, b) => a.value - b.value)
    const [low, high] = [sorted[0], sorted.at(-1)]
    if (!low || !high) return []
    const show = ({ value, label }: typeof low) =>
      `${label} ${formatNumber(scaled(value, scale), scale.unit, language)}`
    return language === 'zh'
      ? [`${name.zh}：最高 ${show(high)}，最低 ${show(low)}`]
      : [`${name.en}: highest ${show(high)}, lowest ${show(low)}`]
  })
  const end = language === 'zh' ? '。' : '. '
  return [chartTitle(spec, language), spec.caption[language], ...ends].join(end)
}
