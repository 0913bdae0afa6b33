import { z } from 'zod'
import { type ChartSeries, type ChartSpec, chartOf } from '../../charts/index.ts'
import {
  findTag,
  type LastMeasurement,
  type MachineNow,
  readSeries,
  type Series,
  type Zone,
} from '../../factory/index.ts'
import type { ToolContext } from '../define-tool.ts'
import { plantTime } from './plant-time.ts'

const number = z.number().nullable()
export const trendOutput = z.strictObject({
  tag: z.string(),
  from: z.string(),
  read_from: z.enum(['raw', 'minute', 'hour']),
  samples: z.number().describe('Of good quality.'),
  others: z.number(),
  mean: number,
  min: number,
  max: number,
})

/** As many as a picture shows apart. */
const points = 240

type Asked = { tag: string; hours: number; now: Date; zone: Zone }

/**
 * The course of one sensor of a machine up to now: what it comes to, and the picture.
 *
 * @throws AppError `invalid_input` for a sensor that the machine does not have
 */
export async function tagTrend(ctx: ToolContext, found: MachineNow, asked: Asked) {
  const { hours, now, zone } = asked
  const tag = findTag(found.measurements, asked.tag)
  const from = new Date(now.getTime() - hours * 3_600_000)
  const { siteId } = found.machine
  const series = await ctx.db.tx(
    'read',
    (tx) => readSeries(tx, { siteId, tagId: tag.tagId, from, to: now, points }),
    { principal: ctx.principal, signal: ctx.signal },
  )
  const data: z.output<typeof trendOutput> = {
    ...{ tag: tag.tagId, from: from.toISOString(), read_from: series.layer },
    ...sumsOf(series),
  }
  return { data, chart: pictureOf(series, { tag, zone, samples: data.samples }) }
}

function sumsOf({ points: all }: Series) {
  const samples = all.reduce((sum, { n }) => sum + n, 0)
  const others = all.reduce((sum, point) => sum + point.others, 0)
  const total = all.reduce((sum, { n, mean }) => sum + n * (mean ?? 0), 0)
  const known = (values: (number | null)[]) => values.filter((value) => value !== null)
  const [lows, highs] = [known(all.map(({ min }) => min)), known(all.map(({ max }) => max))]
  if (samples === 0) return { samples, others, mean: null, min: null, max: null }
  return { samples, others, mean: total / samples, min: Math.min(...lows), max: Math.max(...highs) }
}

type Drawn = { tag: LastMeasurement; zone: Zone; samples: number }

/** Means, and between which values they lie where a point is more than one sample. */
function pictureOf({ points: all, bucketS, layer }: Series, drawn: Drawn): ChartSpec | null {
  const { tag, zone, samples } = drawn
  const span = [all[0]?.at, all.at(-1)?.at].map((at) => at && plantTime(at, zone)).join(' – ')
  const every = bucketS === null ? null : `${bucketS} s`
  const mean = { zh: tag.nameZh, en: tag.nameEn }
  const chart = chartOf({
    title: { zh: `${tag.nameZh}趋势`, en: `${tag.nameEn}, trend` },
    caption: {
      zh: `${span}（${zone.id}）；单位 ${tag.unit}；${samples} 个样本，${every === null ? '逐点' : `每 ${every} 平均`}；来源 Jidoka ${tag.tagId}，${layerWords[layer].zh}`,
      en: `${span} (${zone.id}); unit ${tag.unit}; ${samples} samples, ${every === null ? 'each one' : `means of ${every}`}; source Jidoka ${tag.tagId}, ${layerWords[layer].en}`,
    },
    unit: tag.unit,
    measures: every === null ? [mean] : [mean, ...bandNames],
    rows: all.map((point) => ({
      ...{ keys: [], at: plantTime(point.at, zone), before: null },
      values: every === null ? [point.mean] : [point.mean, point.max, point.min],
    })),
    ...{ adds: false, isLoss: false, otherUnits: 0 },
  })
  return chart && { ...chart, series: [...chart.series, ...limitsOf(tag, chart.labels)] }
}

const bandNames = [
  { zh: '最大', en: 'highest' },
  { zh: '最小', en: 'lowest' },
]

/** Within which the sensor is allowed to be. */
function limitsOf({ lowLimit, highLimit }: LastMeasurement, labels: string[]): ChartSeries[] {
  const limits = [
    { name: { zh: '允许 上限', en: 'Allowed max.' }, value: highLimit },
    { name: { zh: '允许 下限', en: 'Allowed min.' }, value: lowLimit },
  ]
  return limits.flatMap(({ name, value }) =>
    value === null ? [] : [{ name, values: labels.map(() => value), role: 'limit' as const }],
  )
}

const layerWords: Record<Series['layer'], { zh: string; en: string }> = {
  raw: { zh: '原始样本', en: 'samples' },
  minute: { zh: '分钟汇总', en: 'minutes' },
  hour: { zh: '小时汇总', en: 'hours' },
}
