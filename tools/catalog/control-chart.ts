import { z } from 'zod'
import type { Language, Localized } from '../../base/language.ts'
import type { ChartSeries, ChartSpec } from '../../charts/index.ts'
import { type ControlRule, controlLimits } from '../../factory/index.ts'
import { readable } from './readable.ts'

export const controlledOutput = z.strictObject({
  centre: z.number(),
  lower: z.number().nullable(),
  upper: z.number(),
  mean_moving_range: z.number(),
  points: z.number(),
  signals: z.array(
    z.strictObject({ at: z.string(), value: z.number().nullable(), rules: z.array(z.string()) }),
  ),
})

export type Controlled = z.output<typeof controlledOutput>

/** In the words of Nelson (1984), by his numbers. */
const ruleWords: Record<ControlRule, Localized> = {
  1: { zh: '超出控制限', en: 'beyond the limits' },
  2: { zh: '连续 9 点在中心线同侧', en: '9 in a row on one side' },
  3: { zh: '连续 6 点上升或下降', en: '6 in a row rising or falling' },
  5: { zh: '3 点中 2 点在同侧 2σ 之外', en: '2 of 3 beyond 2σ on one side' },
  6: { zh: '5 点中 4 点在同侧 1σ 之外', en: '4 of 5 beyond 1σ on one side' },
}

/**
 * The control chart of individual values and moving ranges for a series of one measure.
 *
 * @param chart the line of the same series
 * @returns null where there are too few points to tell limits from
 */
export function controlChart(chart: ChartSpec, language: Language) {
  const values = chart.series[0]?.values ?? []
  const limits = controlLimits(values)
  if (limits === null) return null
  const { centre, lower, upper, meanMovingRange, points, breaks } = limits
  const rulesSeen = [...new Set(breaks.flatMap(({ rules }) => rules))].toSorted()
  const controlled: Controlled = {
    ...{ centre: readable(centre), lower: readable(lower), upper: readable(upper), points },
    mean_moving_range: readable(meanMovingRange),
    signals: breaks.map(({ at, rules }) => ({
      at: chart.labels[at] ?? '',
      value: readable(values[at] ?? null),
      rules: rules.map((rule) => `${rule}: ${ruleWords[rule][language]}`),
    })),
  }
  const flat = (value: number) => chart.labels.map(() => value)
  const measured = chart.series.filter(({ role }) => role !== 'target')
  const spec: ChartSpec = {
    ...{ unit: chart.unit, labels: chart.labels, kind: 'control' },
    title: { zh: `${chart.title.zh}控制图`, en: `Control chart of ${chart.title.en}` },
    series: [
      ...measured,
      { name: { zh: '中心线 CL', en: 'Centre line CL' }, values: flat(centre), role: 'centre' },
      { name: { zh: '控制上限 UCL', en: 'Upper limit UCL' }, values: flat(upper), role: 'limit' },
      ...lowerLine(lower, flat),
    ],
    signals: breaks.map(({ at, rules }) => ({ at, rules })),
    caption: captionWith(chart.caption, rulesSeen),
  }
  return { chart: spec, controlled }
}

const lowerLine = (lower: number | null, flat: (value: number) => number[]): ChartSeries[] =>
  lower === null
    ? []
    : [{ name: { zh: '控制下限 LCL', en: 'Lower limit LCL' }, values: flat(lower), role: 'limit' }]

const captionWith = ({ zh, en }: Localized, rules: ControlRule[]): Localized => ({
  zh: [zh, '限值 x̄ ± 2.66 R̄', ...rules.map((rule) => `规则 ${rule}：${ruleWords[rule].zh}`)].join(
    '；',
  ),
  en: [en, 'limits x̄ ± 2.66 R̄', ...rules.map((rule) => `rule ${rule}: ${ruleWords[rule].en}`)].join(
    '; ',
  ),
})
