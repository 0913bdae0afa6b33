import { z } from 'zod'
import type { Language } from '../../base/language.ts'
import {
  findMetric,
  formulaText,
  loadMetrics,
  loadVersions,
  type Metric,
  type MissingMetric,
  missingMetrics,
  namesOf,
  pendingChanges,
  readTargets,
  readUsage,
  type Target,
} from '../../factory/index.ts'
import type { Tx } from '../../store/index.ts'
import { defineTool } from '../define-tool.ts'

const input = z.strictObject({
  search: z.string().max(100).optional().describe('Word in an id, name or synonym.'),
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
      owner: z.string(),
      level: z.string(),
      targets: z.record(z.string(), z.number()).describe('By site, or site/equipment.'),
      versions: z
        .array(z.array(z.union([z.string(), z.number(), z.null()])))
        .describe(
          'Scope, version, status, since, action, answers that used it; for up to 3 found.',
        ),
      in_review: z.array(z.string()).describe('Actions that would change it.'),
    }),
  ),
  not_supported: z.array(z.record(z.string(), z.string())),
})

export const listMetricsTool = defineTool({
  name: 'list_metrics',
  title: { zh: '列出指标', en: 'List metrics' },
  description:
    'The metric catalogue (指标): id, names, synonyms, unit, formula, allowed dimensions, source (ISO 22400-2 number or site), owner, targets, versions and use of each metric that query_kpi can compute; `not_supported`: indicators of ISO 22400-2 and the fact that they lack. For when a metric or its definition is unsure.',
  effect: 'read',
  toolset: 'metrics',
  readsUntrusted: false,
  input,
  output,
  run: async (ctx, { search }) => {
    const { principal, signal, language } = ctx
    const read = (tx: Tx) => lookUp(tx, search, ctx.clock())
    const { metrics, missing, ...about } = await ctx.db.tx('read', read, { principal, signal })
    return {
      data: {
        metrics: metrics.map((metric) => shown(metric, { language, ...about })),
        not_supported: missing.map(({ number, names, formula, missing: fact }) => ({
          source: `ISO 22400-2 no. ${number}`,
          name_zh: names.zh,
          name_en: names.en,
          formula,
          missing_fact: fact[language],
        })),
      },
    }
  },
})

async function lookUp(tx: Tx, search: string | undefined, now: Date) {
  const all = await loadMetrics(tx)
  const { metrics, missing } =
    search === undefined ? { metrics: all, missing: missingMetrics } : matching(all, search)
  const sites = await tx.orm.query.site.findMany({ columns: { siteId: true } })
  const scope = { metrics, now, sites: sites.map(({ siteId }) => siteId) }
  const targets = await readTargets(tx, scope)
  const detailed = search !== undefined && metrics.length <= mostDetailed ? metrics : []
  const reviews = await pendingChanges(tx)
  return { metrics, missing, targets, reviews, histories: await historiesOf(tx, detailed) }
}

const mostDetailed = 3

type History = (string | number | null)[][]

/** Every version with its answers: what people looked at stays what it was. */
async function historiesOf(tx: Tx, metrics: Metric[]): Promise<Map<string, History>> {
  const ids = metrics.map(({ id }) => id)
  const usage = ids.length === 0 ? [] : await readUsage(tx, ids)
  const histories = new Map<string, History>()
  for (const id of ids) {
    const rows = (await loadVersions(tx, id)).map((row) => {
      const used = usage.find((one) => one.metric === id && one.version === row.version)
      const since = row.approvedAt?.toISOString() ?? null
      return [row.siteId, row.version, row.status, since, row.actionId, used?.answers ?? 0]
    })
    histories.set(id, rows)
  }
  return histories
}

/** Nothing found is an error that names the nearest, as with any other unknown name. */
function matching(metrics: Metric[], search: string) {
  const wanted = search.trim().toLowerCase()
  const holds = (names: string[]) => names.some((name) => name.toLowerCase().includes(wanted))
  const found = metrics.filter((metric) => holds(namesOf(metric)))
  const missing: MissingMetric[] = missingMetrics.filter(({ names }) => holds([names.zh, names.en]))
  if (found.length + missing.length > 0) return { metrics: found, missing }
  return { metrics: [findMetric(metrics, search)], missing }
}

type About = {
  language: Language
  targets: Target[]
  reviews: { metric: string; actionId: string }[]
  histories: Map<string, History>
}

function shown(metric: Metric, { language, targets, reviews, histories }: About) {
  const { id, version, names, synonyms, unit, better, note, dimensions, source } = metric
  const own = targets.filter((target) => target.metric === id)
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
    owner: metric.owner,
    level: metric.level,
    targets: Object.fromEntries(
      own.map(({ siteId, scope, target }) => [
        scope === siteId ? siteId : `${siteId}/${scope}`,
        target,
      ]),
    ),
    versions: histories.get(id) ?? [],
    in_review: reviews.flatMap((one) => (one.metric === id ? [one.actionId] : [])),
  }
}
