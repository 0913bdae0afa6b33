import { z } from 'zod'
import {
  findTag,
  type LastMeasurement,
  type MachineNow,
  readSeries,
  type Series,
  type Zone,
} from '../../factory/index.ts'
import type { ChartSpec, ToolContext } from '../define-tool.ts'
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
  return { data, chart: chartOf(series, { tag, zone, samples: data.samples }) }
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
function chartOf({ points: all, bucketS, layer }: Series, drawn: Drawn): ChartSpec | null {
  if (all.length < 2) return null
  const { tag, zone, samples } = drawn
  const line = (name: { zh: string; en: string }, values: (number | null)[]) => ({ name, values })
  const band = [
    line(
      { zh: '最大', en: 'highest' },
      all.map(({ max }) => max),
    ),
    line(
      { zh: '最小', en: 'lowest' },
      all.map(({ min }) => min),
    ),
  ]
  const every = bucketS === null ? null : `${bucketS} s`
  return {
    kind: 'line',
    title: { zh: `${tag.nameZh}趋势`, en: `${tag.nameEn}, trend` },
    unit: tag.unit,
    labels: all.map(({ at }) => plantTime(at, zone)),
    series: [
      line(
        { zh: tag.nameZh, en: tag.nameEn },
        all.map(({ mean }) => mean),
      ),
      ...(every === null ? [] : band),
    ],
    caption: {
      zh: `${zone.id};单位 ${tag.unit};${samples} 个样本,${every === null ? '逐点' : `每 ${every} 平均`};读取自 ${layerWords[layer].zh}`,
      en: `${zone.id}; unit ${tag.unit}; ${samples} samples, ${every === null ? 'each one' : `means of ${every}`}; read from ${layerWords[layer].en}`,
    },
  }
}

const layerWords: Record<Series['layer'], { zh: string; en: string }> = {
  raw: { zh: '原始样本', en: 'samples' },
  minute: { zh: '分钟汇总', en: 'minutes' },
  hour: { zh: '小时汇总', en: 'hours' },
}
