import { AppError } from '../../../base/app-error.ts'
import type { Principal } from '../../../base/principal.ts'
import type { Tx } from '../../../store/index.ts'
import { refused, unknownValue } from '../../refuse.ts'
import {
  findMetric,
  loadAllMetrics,
  loadMetrics,
  type Metric,
  parseDefinition,
  refuseTakenNames,
} from '../versions.ts'
import type { MetricChange } from './metric-change.ts'

export type ChangeRequest = {
  /** An id, name or synonym; for a new metric its id. */
  metric: string
  /** A site, or `group`. */
  scope: string
  action: 'change' | 'retire'
  /** Fields of the definition that change; a new metric needs all. */
  fields: Record<string, unknown>
}

export type DraftedChange = {
  change: MetricChange
  /** What stands at the scope now: its own, or that of the group; null for a new metric. */
  current: Metric | null
}

/** They own every metric; the others own those that name their role as owner. */
const ownsAll = ['manager', 'admin']

/**
 * A change as it would be stored, checked against everything that stands.
 *
 * @throws AppError for a scope, field or name that cannot be, and for people who own no such metric
 */
export async function draftChange(
  tx: Tx,
  request: ChangeRequest,
  principal: Principal,
): Promise<DraftedChange> {
  const { scope, action, fields } = request
  await requireScope(tx, scope)
  const standing = await loadMetrics(tx, scope === 'group' ? null : scope)
  const isNew = action === 'change' && 'names' in fields && !knows(standing, request.metric)
  const current = isNew ? null : findMetric(standing, request.metric)
  const id = current?.id ?? request.metric
  requireOwner(principal, { scope, owners: [current?.owner, fields.owner] })
  if (action === 'retire') return { current, change: retirement(current, { scope, id }) }
  const { siteId: _, version: __, ...before } = current ?? { siteId: '', version: 0 }
  const definition = parseDefinition({ ...before, ...fields, id })
  if (current !== null && same(before, definition)) {
    throw refused(
      'definition',
      'changes nothing',
      `${id} is so already, at version ${current.version}.`,
    )
  }
  refuseTakenNames(definition, { siteId: scope, standing: await loadAllMetrics(tx) })
  return { current, change: { siteId: scope, action, definition } }
}

const same = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b)

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )

const knows = (standing: Metric[], typed: string): boolean => {
  try {
    return findMetric(standing, typed) !== undefined
  } catch {
    return false
  }
}

async function requireScope(tx: Tx, scope: string): Promise<void> {
  const sites = await tx.orm.query.site.findMany({ columns: { siteId: true } })
  const known = ['group', ...sites.map(({ siteId }) => siteId)]
  if (!known.includes(scope)) throw unknownValue('scope', scope, known)
}

type Ownership = { scope: string; owners: unknown[] }

export function requireOwner({ roles }: Principal, { scope, owners }: Ownership): void {
  const held = roles.filter(({ siteId }) => siteId === scope).map(({ role }) => role)
  if (held.some((role) => ownsAll.includes(role) || owners.includes(role))) return
  const owning = [...new Set([...ownsAll, ...owners.filter((owner) => typeof owner === 'string')])]
  throw new AppError('forbidden', `scope: only its owners change a metric of ${scope}.`, {
    field: 'scope',
    hint: `Ask somebody who is ${owning.join(' or ')} at ${scope}.`,
  })
}

function retirement(current: Metric | null, at: { scope: string; id: string }): MetricChange {
  if (current === null || current.siteId !== at.scope) {
    const hint =
      current === null ? 'list_metrics names those that stand.' : `Retire it at ${current.siteId}.`
    throw refused('metric', `${at.id} has no definition of its own at ${at.scope}`, hint)
  }
  const { siteId, version: _, ...definition } = current
  return { siteId, action: 'retire', definition }
}
