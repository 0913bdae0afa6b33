import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import {
  type AlertDefinition,
  type AlertRule,
  alertDefinition,
  findAsset,
  findMetric,
  findSite,
  loadMetrics,
  requireWatched,
} from '../../../factory/index.ts'
import type { Tx } from '../../../store/index.ts'

const watchedKeys = ['metric', 'tag', 'state', 'source', 'material', 'characteristic'] as const
const tests = ['limit', 'robust_z', 'ewma', 'control_chart'] as const

export const alertRuleInput = z.strictObject({
  kind: z.literal('alert_rule'),
  rule: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
  metric: z.string().optional().describe('Watch one of: metric, tag, state …'),
  tag: z.string().optional().describe('* for anything.'),
  state: z.enum(['down', 'delay', 'setup', 'planned_stop', 'production']).optional(),
  source: z.string().optional().describe('That it sends.'),
  material: z.string().optional(),
  characteristic: z.string().optional(),
  equipment: z.string().optional().describe('Else the site.'),
  test: z.enum(tests).default('limit'),
  comparison: z.enum(['above', 'below']).optional(),
  threshold: z.number().optional().describe('Or deviations; source: minutes.'),
  clear: z.number().optional(),
  for_minutes: z.number().min(0).max(10_080).default(0),
  severity: z.enum(['critical', 'warning', 'info']).default('warning'),
  retired: z.boolean().default(false),
})
type Given = z.output<typeof alertRuleInput>

/** The rule that is asked for, its names found. */
export async function wantedRule(
  tx: Tx,
  given: Given,
  asked: { siteId: string | null },
): Promise<AlertRule> {
  const { siteId, scopeId } = await scopeOf(tx, given.equipment, asked.siteId)
  const { rule: ruleId, retired } = given
  const { watched, unit } = await watchedOf(tx, given, siteId)
  const limit = limitOf(given, watched)
  const timing = timingOf(given, watched)
  const isPlain = watched.kind === 'metric' && limit !== null && given.clear === undefined
  const definition = alertDefinition.parse({
    ...timing,
    ...(watched.kind === 'metric' ? {} : { watched }),
    ...(isPlain ? {} : { test: testOf(given, watched) }),
  })
  const metricId = watched.kind === 'metric' ? watched.metricId : null
  const { comparison = null, threshold = null } = limit ?? {}
  return { siteId, ruleId, metricId, scopeId, comparison, threshold, unit, retired, definition }
}

type Watched = NonNullable<AlertDefinition['watched']>

async function watchedOf(
  tx: Tx,
  given: Given,
  siteId: string,
): Promise<{ watched: Watched; unit: string | null }> {
  const said = watchedKeys.filter((key) => given[key] !== undefined)
  if (said.length !== 1) {
    throw refusal(
      'metric',
      `a rule watches one thing; this one says ${said.join(', ') || 'none'}.`,
      {
        hint: `Give exactly one of ${watchedKeys.join(', ')}.`,
      },
    )
  }
  const { metric, tag, state, source, material, characteristic } = given
  if (metric !== undefined) {
    const found = findMetric(await loadMetrics(tx, siteId), metric)
    return { watched: { kind: 'metric', metricId: found.id, every: 'hour' }, unit: found.unit }
  }
  if (state !== undefined) return { watched: { kind: 'state', categories: [state] }, unit: null }
  const watched: Watched =
    tag !== undefined
      ? { kind: 'tag', tags: tag }
      : source !== undefined
        ? { kind: 'source', source }
        : material !== undefined
          ? { kind: 'material', materialId: material }
          : { kind: 'characteristic', characteristicId: characteristic ?? '' }
  return { watched, unit: await requireWatched(tx, siteId, watched) }
}

/** Null for a test of another kind. A state and a source need no limit. */
function limitOf({ test, comparison, threshold }: Given, { kind }: Watched) {
  if (test !== 'limit' || kind === 'state' || kind === 'source') return null
  if (comparison === undefined) throw refusal('comparison', 'above or below what is not said.')
  if (threshold === undefined) throw refusal('threshold', 'the limit is not said.')
  return { comparison, threshold }
}

const usualPoints = 60
const chartPoints = 30

function testOf(given: Given, watched: Watched): AlertDefinition['test'] {
  const limit = limitOf(given, watched)
  if (limit !== null) {
    const { clear } = given
    const side = limit.comparison === 'above' ? 1 : -1
    if (clear !== undefined && side * (limit.threshold - clear) < 0) {
      throw refusal('clear', 'it lies beyond the threshold.', {
        hint: `Give a value ${limit.comparison === 'above' ? 'below' : 'above'} ${limit.threshold}.`,
      })
    }
    return { kind: 'limit', ...limit, ...(clear === undefined ? {} : { clear }) }
  }
  switch (given.test) {
    case 'limit':
      return undefined
    case 'robust_z':
      return { kind: 'robust_z', deviations: given.threshold ?? 5, points: usualPoints }
    case 'ewma':
      return { kind: 'ewma', deviations: given.threshold ?? 3, weight: 0.2, points: usualPoints }
    case 'control_chart':
      return { kind: 'spc', points: chartPoints }
  }
}

const usualRoles: Record<Watched['kind'], AlertDefinition['role']> = {
  ...{ metric: 'supervisor', tag: 'maintenance', characteristic: 'quality', state: 'maintenance' },
  ...{ source: 'maintenance', material: 'planner' },
}

function timingOf({ for_minutes, severity, threshold }: Given, { kind }: Watched) {
  const shared = { forS: Math.round(for_minutes * 60), severity, role: usualRoles[kind] }
  if (kind !== 'source') return { ...shared, escalateMin: severity === 'critical' ? 5 : 15 }
  if (threshold === undefined) throw refusal('threshold', 'after how many minutes is not said.')
  return { ...shared, forS: 0, missing: 'alert' as const, missingS: Math.round(threshold * 60) }
}

async function scopeOf(
  tx: Tx,
  typed: string | undefined,
  siteId: string | null,
): Promise<{ siteId: string; scopeId: string }> {
  if (typed !== undefined) {
    const asset = await findAsset(tx, { siteId, field: 'equipment', typed })
    return { siteId: asset.siteId, scopeId: asset.id }
  }
  if (siteId !== null) return { siteId, scopeId: (await findSite(tx, siteId)).siteId }
  throw refusal('site', 'an alert rule of a whole site must name it.', {
    hint: 'Give site, or equipment.',
  })
}

const refusal = (field: string, says: string, { hint }: { hint?: string } = {}): AppError =>
  new AppError('invalid_input', `${field}: ${says}`, {
    field,
    ...(hint === undefined ? {} : { hint }),
  })
