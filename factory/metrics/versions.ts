import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Tx } from '../../store/index.ts'
import { foldName } from '../fold-name.ts'
import { refused, shorten, unknownValue } from '../refuse.ts'
import { catalogue } from './catalogue.ts'
import { type MetricDefinition, type MetricDraft, metricDefinition } from './definition.ts'

/** An approved definition as it stands in the table. */
export type Metric = MetricDefinition & { version: number }

type Row = { id: string; version: number; status: string; definition: unknown }

/** What stands now: the newest version of each metric, the site's own before the group's. */
export async function loadMetrics(tx: Tx, siteId: string | null = null): Promise<Metric[]> {
  const rows = await tx.rows<Row>(sql`
    select distinct on (id) id, version, status, definition from metric_version
    where status <> 'draft' and site_id in ('group', ${siteId ?? 'group'})
    order by id, site_id = 'group', version desc`)
  return rows.filter((row) => row.status === 'approved').map(parseRow)
}

function parseRow({ id, version, definition }: Row): Metric {
  const parsed = metricDefinition.safeParse(definition)
  if (parsed.success) return { ...parsed.data, version }
  throw new AppError('internal', `metric ${id} version ${version} is damaged`, {
    cause: parsed.error,
    hint: 'Store a corrected version of it.',
  })
}

/** Puts the shipped metrics in, as version 1 of the group; those that stand are left alone. */
export async function seedMetrics(tx: Tx, at: Date): Promise<number> {
  const standing = await tx.rows<{ id: string }>(
    sql`select distinct id from metric_version where site_id = 'group'`,
  )
  const missing = catalogue.filter(({ id }) => !standing.some((row) => row.id === id))
  for (const draft of missing) await addMetricVersion(tx, { siteId: 'group', draft, at })
  return missing.length
}

type NewVersion = { siteId: string; draft: MetricDraft; at: Date }

/**
 * Adds an approved version; earlier ones stay for the answers that used them.
 *
 * @throws AppError when the definition is wrong or one of its names belongs to another metric.
 */
export async function addMetricVersion(tx: Tx, change: NewVersion): Promise<Metric> {
  const definition = parseDefinition(change.draft)
  refuseTakenNames(definition, await loadMetrics(tx, change.siteId))
  const [row] = await tx.rows<{ version: number }>(sql`
    insert into metric_version (site_id, id, version, status, definition, approved_at)
    select ${change.siteId}, ${definition.id}, coalesce(max(version), 0) + 1, 'approved',
      ${JSON.stringify(definition)}::jsonb, ${change.at}
    from metric_version where site_id = ${change.siteId} and id = ${definition.id}
    returning version`)
  if (row === undefined) throw new AppError('internal', `metric ${definition.id} was not stored`)
  return { ...definition, version: row.version }
}

/** @throws AppError that names the field of the definition at fault. */
function parseDefinition(draft: unknown): MetricDefinition {
  const parsed = metricDefinition.safeParse(draft)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  throw refused(`metric.${field}`, issue?.message ?? 'is wrong', 'Correct it and send it again.')
}

function refuseTakenNames(wanted: MetricDefinition, standing: MetricDefinition[]): void {
  const others = standing.filter(({ id }) => id !== wanted.id)
  for (const name of namesOf(wanted)) {
    const owner = others.find((metric) => isNamed(metric, name))
    if (owner === undefined) continue
    throw new AppError('conflict', `metric.synonyms: "${name}" already means ${owner.id}.`, {
      field: 'metric.synonyms',
      hint: `Take "${name}" out of ${wanted.id}, or out of ${owner.id} first.`,
    })
  }
}

/** Every word that means this metric. */
export const namesOf = ({ id, names, synonyms }: MetricDefinition): string[] => [
  id,
  names.zh,
  names.en,
  ...synonyms.zh,
  ...synonyms.en,
]

/** @throws AppError with the nearest known metrics. */
export function findMetric(metrics: Metric[], typed: string): Metric {
  const found = metrics.find((metric) => isNamed(metric, typed))
  if (found !== undefined) return found
  if (metrics.length === 0) {
    throw new AppError('not_found', `No metric is defined, so "${shorten(typed)}" is not known.`, {
      field: 'metrics',
      hint: 'Load the catalogue of metrics first.',
    })
  }
  throw unknownMetric(metrics, typed)
}

function unknownMetric(metrics: Metric[], typed: string): AppError {
  const ids = metrics.map(({ id }) => id)
  const error = unknownValue('metrics', typed, metrics.flatMap(namesOf))
  const said = error.hint?.split(' Known:')[0] ?? ''
  const near = said.startsWith('Did you mean') ? `${said} ` : ''
  return refused('metrics', `"${shorten(typed)}" is not known`, `${near}Known: ${ids.join(', ')}.`)
}

/** True when `typed` is one of its words. */
export const isNamed = (metric: MetricDefinition, typed: string): boolean =>
  namesOf(metric).some((name) => same(name, typed))

function same(a: string, b: string): boolean {
  return foldName(a) === foldName(b)
}
