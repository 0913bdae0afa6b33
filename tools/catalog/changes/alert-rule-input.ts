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

const tests = ['above', 'below', 'unusual', 'drifting', 'spc'] as const

/** Every definition costs each model its words: one field says what is watched, by its first word. */
export const alertRuleInput = z.strictObject({
  kind: z.literal('alert_rule'),
  rule: z.string(),
  metric: z.string().describe('Or tag:ID, state:down, source:ID, stock:ID.'),
  equipment: z.string().optional(),
  comparison: z.enum(tests).optional(),
  threshold: z.number().optional(),
  clear: z.number().optional(),
  for_minutes: z.number().optional(),
  critical: z.boolean().optional(),
  retired: z.boolean().optional(),
})
type Given = z.output<typeof alertRuleInput>

/** The rule that is asked for, its names found. */
export async function wantedRule(
  tx: Tx,
  given: Given,
  asked: { siteId: string | null },
): Promise<AlertRule> {
  const { rule: ruleId, retired = false } = given
  if (!/^[a-z][a-z0-9_]{0,59}$/.test(ruleId)) {
    throw refusal('rule', `"${ruleId}" is no name of a rule.`, {
      hint: 'Write it in small letters, digits and _, beginning with a letter, at most 60.',
    })
  }
  const { siteId, scopeId } = await scopeOf(tx, given.equipment, asked.siteId)
  const { watched, unit } = await watchedOf(tx, given, siteId)
  const limit = limitOf(given, watched)
  const isPlain = watched.kind === 'metric' && limit !== null && given.clear === undefined
  const definition = definitionOf({
    ...timingOf(given, watched),
    ...(watched.kind === 'metric' ? {} : { watched }),
    ...(isPlain ? {} : { test: testOf(given, limit) }),
  })
  const metricId = watched.kind === 'metric' ? watched.metricId : null
  const { comparison = null, threshold = null } = limit ?? {}
  return { siteId, ruleId, metricId, scopeId, comparison, threshold, unit, retired, definition }
}

function definitionOf(given: z.input<typeof alertDefinition>): AlertDefinition {
  const read = alertDefinition.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const path = issue?.path.join('.') ?? ''
  throw refusal(path === 'forS' ? 'for_minutes' : 'threshold', issue?.message ?? '')
}

type Watched = NonNullable<AlertDefinition['watched']>

const states = ['down', 'delay', 'setup', 'planned_stop', 'production'] as const

async function watchedOf(
  tx: Tx,
  { metric }: Given,
  siteId: string,
): Promise<{ watched: Watched; unit: string | null }> {
  const [, word = '', rest = ''] = /^(\w+):(.+)$/u.exec(metric.trim()) ?? []
  const watched = watchedBy(word, rest.trim())
  if (watched !== null) return { watched, unit: await requireWatched(tx, siteId, watched) }
  const found = findMetric(await loadMetrics(tx, siteId), metric)
  return { watched: { kind: 'metric', metricId: found.id, every: 'hour' }, unit: found.unit }
}

/** Null for what is a metric. */
function watchedBy(word: string, rest: string): Watched | null {
  switch (word) {
    case 'tag':
      return { kind: 'tag', tags: rest }
    case 'source':
      return { kind: 'source', source: rest }
    case 'stock':
      return { kind: 'material', materialId: rest }
    case 'characteristic':
      return { kind: 'characteristic', characteristicId: rest }
    case 'state': {
      const state = states.find((one) => one === rest)
      if (state !== undefined) return { kind: 'state', categories: [state] }
      throw refusal('metric', `state: "${rest}" is no state.`, {
        hint: `One of ${states.join(', ')}.`,
      })
    }
    default:
      return null
  }
}

type Limit = { comparison: 'above' | 'below'; threshold: number }

/** Null for a test of another kind. A state and a source need no limit. */
function limitOf({ comparison, threshold }: Given, { kind }: Watched): Limit | null {
  if (kind === 'state' || kind === 'source') return null
  if (comparison === undefined) {
    throw refusal('comparison', 'above or below what is not said.', {
      hint: `${tests.join(', ')}.`,
    })
  }
  if (comparison !== 'above' && comparison !== 'below') return null
  if (threshold === undefined) throw refusal('threshold', 'the limit is not said.')
  return { comparison, threshold }
}

const usualPoints = 60
const chartPoints = 30

function testOf(
  { comparison, threshold, clear }: Given,
  limit: Limit | null,
): AlertDefinition['test'] {
  if (limit !== null) {
    const side = limit.comparison === 'above' ? 1 : -1
    if (clear !== undefined && side * (limit.threshold - clear) < 0) {
      throw refusal('clear', 'it lies beyond the threshold.', {
        hint: `Give a value ${limit.comparison === 'above' ? 'below' : 'above'} ${limit.threshold}.`,
      })
    }
    return { kind: 'limit', ...limit, ...(clear === undefined ? {} : { clear }) }
  }
  switch (comparison) {
    case 'unusual':
      return { kind: 'robust_z', deviations: threshold ?? 5, points: usualPoints }
    case 'drifting':
      return { kind: 'ewma', deviations: threshold ?? 3, weight: 0.2, points: usualPoints }
    case 'spc':
      return { kind: 'spc', points: chartPoints }
    default:
      return undefined
  }
}

const usualRoles: Record<Watched['kind'], AlertDefinition['role']> = {
  ...{ metric: 'supervisor', tag: 'maintenance', characteristic: 'quality', state: 'maintenance' },
  ...{ source: 'maintenance', material: 'planner' },
}

function timingOf({ for_minutes = 0, critical, threshold }: Given, { kind }: Watched) {
  const severity = critical === true ? ('critical' as const) : ('warning' as const)
  const escalateMin = critical === true ? 5 : 15
  const forS = Math.round(for_minutes * 60)
  const shared = { forS, severity, role: usualRoles[kind], escalateMin }
  if (kind !== 'source') return shared
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
