import { z } from 'zod'
import { findMetric, formulaText, loadMetrics, type Metric, namesOf } from '../../factory/index.ts'
import { defineTool } from '../define-tool.ts'

const input = z.strictObject({
  search: z.string().max(100).optional().describe('Word in an id, name or synonym; zh or en.'),
})

const output = z.strictObject({
  metrics: z.array(
    z.strictObject({
      id: z.string(),
      version: z.number(),
      name_zh: z.string(),
      name_en: z.string(),
      synonyms: z.array(z.string()),
      unit: z.string(),
      better: z.enum(['up', 'down']),
      formula: z.string(),
      note: z.string(),
      dimensions: z.array(z.string()),
      source: z.string(),
    }),
  ),
})

export const listMetricsTool = defineTool({
  name: 'list_metrics',
  title: { zh: '列出指标', en: 'List metrics' },
  description:
    'The metric catalogue (指标): id, names, synonyms, unit, formula, allowed dimensions, source (ISO 22400-2 number or site) and version of each metric that query_kpi can compute. Use it when unsure which metric is meant or how it is defined. It holds definitions, no figures.',
  effect: 'read',
  readsUntrusted: false,
  input,
  output,
  run: async (ctx, { search }) => {
    const metrics = await ctx.db.tx('read', (tx) => loadMetrics(tx), {
      principal: ctx.principal,
      signal: ctx.signal,
    })
    const found = search === undefined ? metrics : matching(metrics, search)
    return { data: { metrics: found.map((metric) => shown(metric, ctx.language)) } }
  },
})

/** Nothing found is an error that names the nearest, as with any other unknown name. */
function matching(metrics: Metric[], search: string): Metric[] {
  const wanted = search.trim().toLowerCase()
  const found = metrics.filter((metric) =>
    namesOf(metric).some((name) => name.toLowerCase().includes(wanted)),
  )
  return found.length > 0 ? found : [findMetric(metrics, search)]
}

function shown(metric: Metric, language: 'zh' | 'en') {
  const { id, version, names, synonyms, unit, better, note, dimensions, source } = metric
  return {
    id,
    version,
    name_zh: names.zh,
    name_en: names.en,
    synonyms: [...synonyms.zh, ...synonyms.en],
    unit,
    better,
    formula: formulaText(metric),
    note: note[language],
    dimensions,
    source: source.standard === 'site' ? 'site' : `${source.standard} no. ${source.number}`,
  }
}
