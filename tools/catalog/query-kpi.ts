import { z } from 'zod'
import {
  dimensions,
  figuresOf,
  formulaText,
  grains,
  isoWindow,
  type KpiResult,
  type KpiRow,
  queryKpi,
} from '../../factory/index.ts'
import { defineTool } from '../define-tool.ts'
import { type Controlled, controlledOutput } from './control-chart.ts'
import { chartWishes, kpiPicture } from './kpi-chart.ts'
import { kpiFilters, kpiSpan, kpiWindow } from './kpi-input.ts'
import { readable } from './readable.ts'

const input = z.strictObject({
  metrics: z.array(z.string()).describe('Ids, names or synonyms; oee@1 pins a version.'),
  dimensions: z.array(z.enum(dimensions)).optional(),
  filters: kpiFilters,
  window: kpiWindow,
  grain: z.enum(['none', ...grains]).optional(),
  compare: z.union([z.literal('previous_period'), kpiSpan]).optional(),
  order: z
    .strictObject({
      by: z.string().describe('Metric id, <id>.change, or time.'),
      direction: z.enum(['asc', 'desc']),
    })
    .optional(),
  limit: z.number().optional().describe('1 to 500, default 50.'),
  chart: z.enum(chartWishes).optional(),
})

const cell = z.union([z.string(), z.number(), z.null()])
const window = z.strictObject({ from: z.string(), to: z.string(), zone: z.string() })

const output = z.strictObject({
  metrics: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      version: z.number(),
      unit: z.string(),
      better: z.enum(['up', 'down']),
      formula: z.string(),
    }),
  ),
  window,
  compared_with: window.nullable(),
  sites: z.array(z.string()),
  filters: z.record(z.string(), z.array(z.string())),
  columns: z.array(z.string()),
  rows: z.array(z.array(cell)),
  nulls: z.record(z.string(), z.array(z.string())).describe('Reason → row:column.'),
  names: z.record(z.string(), z.record(z.string(), z.string())),
  targets: z.array(z.array(cell)).describe('Metric, site, scope, target.'),
  total_rows: z.number(),
  truncated: z.boolean(),
  fact_rows: z.number(),
  freshness: z.string().nullable(),
  control: controlledOutput.nullable(),
})

export const queryKpiTool = defineTool({
  name: 'query_kpi',
  title: { zh: '查询指标', en: 'Query KPIs' },
  description:
    'Figures of the metric centre: OEE and its factors, output, scrap, yield, MTBF, downtime by reason, on-time delivery, WIP, Cpk and more: split, as a series (grain), compared, ranked (order). null is not zero: `nulls` says why. Why a figure changed: explain_kpi.',
  effect: 'read',
  toolset: 'metrics',
  card: true,
  readsUntrusted: false,
  input,
  output,
  run: async (ctx, { chart: wish, ...query }) => {
    const result = await queryKpi(ctx, wish === 'control' ? { ...query, ...inTime(query) } : query)
    const { chart, controlled } = kpiPicture(result, wish)
    return {
      data: tableOf(result, controlled),
      figures: figuresOf(result),
      ...(chart === null ? {} : { chart }),
    }
  },
})

/** Limits are told from neighbours in time, and from all of them. */
const inTime = ({ limit }: { limit?: number | undefined }) => ({
  order: { by: 'time', direction: 'asc' as const },
  limit: limit ?? 500,
})

function tableOf(result: KpiResult, control: Controlled | null): z.output<typeof output> {
  const columns = columnsOf(result)
  const rows = result.rows.map((row) => cellsOf(result, row))
  return {
    metrics: result.metrics.map((metric) => ({
      id: metric.id,
      name: metric.names[result.language],
      version: metric.version,
      unit: metric.unit,
      better: metric.better,
      formula: formulaText(metric),
    })),
    window: isoWindow(result.window),
    compared_with: result.before && isoWindow(result.before),
    sites: result.sites,
    filters: result.filters as Record<string, string[]>,
    columns,
    rows,
    nulls: nullsOf(result),
    names: result.names,
    targets: result.targets.map(({ metric, siteId, scope, target }) => [
      metric,
      siteId,
      scope,
      target,
    ]),
    total_rows: result.total,
    truncated: result.truncated,
    fact_rows: result.factRows,
    freshness: result.freshness,
    control,
  }
}

function columnsOf({ dimensions: keys, grain, metrics, before }: KpiResult): string[] {
  const values = metrics.flatMap(({ id }) =>
    before === null ? [id] : [id, `${id}.before`, `${id}.change`],
  )
  return [...keys, ...(grain === null ? [] : [grain]), ...values]
}

function cellsOf({ dimensions: keys, metrics }: KpiResult, row: KpiRow): z.output<typeof cell>[] {
  const values = metrics.flatMap((_, index) => {
    const now = row.now[index]?.value ?? null
    if (row.before === null) return [readable(now)]
    const before = row.before[index]?.value ?? null
    const change = now === null || before === null ? null : now - before
    return [now, before, change].map(readable)
  })
  const labels = keys.map((key) => row.keys[key] || 'unassigned')
  return [...labels, ...(row.bucket === null ? [] : [row.bucket]), ...values]
}

function nullsOf({ rows, metrics }: KpiResult): Record<string, string[]> {
  const nulls: Record<string, string[]> = {}
  rows.forEach((row, at) => {
    metrics.forEach(({ id }, index) => {
      const now = row.now[index]?.nullReason
      const before = row.before?.[index]?.nullReason
      if (now !== undefined) nulls[now] = [...(nulls[now] ?? []), `${at}:${id}`]
      if (before !== undefined) nulls[before] = [...(nulls[before] ?? []), `${at}:${id}.before`]
    })
  })
  return nulls
}
