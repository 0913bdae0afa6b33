import { z } from 'zod'
import type { Composer } from './composer.ts'
import type { Speech } from './speech.ts'

const metrics = z.object({
  metrics: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      name_zh: z.string(),
      name_en: z.string(),
      unit: z.string(),
      formula: z.string(),
      note: z.string(),
      source: z.string(),
      targets: z.record(z.string(), z.number()).default({}),
    }),
  ),
})

/** By the site, or the site and what it has: `suzhou/SZ-L1`. */
function targetsOf(targets: Record<string, number>, unit: string, say: Speech['say']): string[] {
  const each = Object.entries(targets).map(([of, value]) => `${of} ${value} ${unit}`)
  return each.length === 0 ? [] : [say(`目标:${each.join('、')}`, `Targets: ${each.join(', ')}`)]
}

export const composeMetrics: Composer = ({ reading, say }, { data }) => {
  const { metrics: all } = metrics.parse(data)
  const asked = all.filter(({ id }) => reading.metrics.includes(id))
  if (asked.length > 0) {
    return asked
      .map(({ id, version, name_zh, name_en, unit, formula, note, source, targets }) =>
        [
          `**${say(name_zh, name_en)}** (${id} v${version}, ${unit}, ${source})`,
          say(`公式:${formula}`, `Formula: ${formula}`),
          note,
          ...targetsOf(targets, unit, say),
        ].join('\n'),
      )
      .join('\n\n')
  }
  const lines = all.map(
    ({ id, name_zh, name_en, unit }) => `- ${say(name_zh, name_en)} (${id}, ${unit})`,
  )
  return [say('可以查询的指标:', 'Metrics that can be asked for:'), ...lines].join('\n')
}

const found = z.object({
  equipment: z.array(
    z.object({
      id: z.string(),
      site: z.string(),
      name: z.string(),
      line: z.string().nullable(),
      criticality: z.string(),
    }),
  ),
  total: z.number(),
  truncated: z.boolean(),
})

export const composeEquipment: Composer = ({ say, noData, reading }, { data }) => {
  const { equipment, total, truncated } = found.parse(data)
  const asked = criticalityIn(reading.question)
  const all = asked === null ? equipment : equipment.filter((one) => one.criticality === asked)
  if (all.length === 0) return noData('没有找到设备。', 'No equipment was found.')
  const lines = all.map(({ id, site, name, line, criticality }) => {
    const graded = say(`重要度 ${criticality}`, `criticality ${criticality}`)
    return `- ${id}: ${name} (${[site, line, graded].filter(Boolean).join(', ')})`
  })
  const more = truncated ? [say('(只显示一部分)', '(a part)')] : []
  const heading =
    asked === null
      ? say(`共 **${total}** 个:`, `**${total}** found:`)
      : say(`重要度 ${asked}:`, `Criticality ${asked}:`)
  return [heading, ...lines, ...more].join('\n')
}

/** `重要度A的设备`, `A-critical machines`: the grade that is asked for. */
function criticalityIn(question: string): string | null {
  const found =
    /(?:重要度|重要性|criticality)\s*(?:是|为|of|is)?\s*([ABC])(?![a-z])|\b([ABC])[\s-]*(?:级|类|critical)/iu.exec(
      question,
    )
  return (found?.[1] ?? found?.[2])?.toUpperCase() ?? null
}
