import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import type { Tx } from '../../store/index.ts'
import { foldName } from '../fold-name.ts'
import { refused, shorten, unknownValue } from '../refuse.ts'
import { catalogue } from './catalogue/index.ts'
import { type MetricDefinition, metricDefinition } from './definition.ts'

/** A definition as it stands in the table; `siteId` is `group` for those of the whole group. */
export type Metric = MetricDefinition & { siteId: string; version: number }

export type VersionRow = {
  siteId: string
  id: string
  version: number
  status: string
  definition: unknown
}

const columns = sql`site_id as "siteId", id, version, status, definition`

/** What stands now: the newest version of each metric, the site's own before the group's. */
export async function loadMetrics(tx: Tx, siteId: string | null = null): Promise<Metric[]> {
  return parseRows(standingAt(await newestVersions(tx), siteId))
}

/** What stands at the group and at every site, each apart: names must not clash anywhere. */
export async function loadAllMetrics(tx: Tx): Promise<Metric[]> {
  return parseRows(await newestVersions(tx))
}

const newestVersions = (tx: Tx): Promise<VersionRow[]> =>
  tx.rows<VersionRow>(sql`
    select distinct on (site_id, id) ${columns} from metric_version
    order by site_id, id, version desc`)

/** Of the newest versions of every scope, those that count at a site, or at the group. */
function standingAt(newest: VersionRow[], siteId: string | null): VersionRow[] {
  const byId = new Map<string, VersionRow>()
  for (const row of newest) {
    const own = row.siteId === siteId
    if (own || (row.siteId === 'group' && !byId.has(row.id))) byId.set(row.id, row)
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A metric whose newest version is its retirement stands no more. */
const parseRows = (rows: VersionRow[]): Metric[] =>
  rows.filter((row) => row.status === 'approved').map(parseRow)

function parseRow({ siteId, id, version, definition }: VersionRow): Metric {
  const parsed = metricDefinition.safeParse(definition)
  if (parsed.success) return { ...parsed.data, siteId, version }
  throw new AppError('internal', `metric ${id} version ${version} is damaged`, {
    cause: parsed.error,
    hint: 'Store a corrected version of it.',
  })
}

const pinned = /^(.+?)@(\d{1,6})$/

/** `oee@2` without its version. */
export const unpinned = (typed: string): string => pinned.exec(typed.trim())?.[1] ?? typed

/** Ids say all by themselves; for a name, or for what nobody knows, the whole catalogue is read. */
export async function standingFor(
  tx: Tx,
  typed: string[],
  { newest, siteId }: { newest: VersionRow[]; siteId: string | null },
): Promise<Metric[]> {
  const byId = parseRows(standingAt(newest, siteId))
  const known = typed.every((text) => byId.some(({ id }) => id === unpinned(text)))
  return known ? byId : loadMetrics(tx, siteId)
}

/**
 * The metrics meant, in their order: what stands now, or with `oee@2` that version for ever.
 *
 * @throws AppError with the nearest known metrics, or the versions that there are.
 */
export async function findVersions(
  tx: Tx,
  typed: string[],
  { standing, siteId }: { standing: Metric[]; siteId: string | null },
): Promise<Metric[]> {
  const found: Metric[] = []
  for (const text of typed) {
    const [, name, version] = pinned.exec(text.trim()) ?? []
    if (name === undefined) found.push(findMetric(standing, text))
    else found.push(await findVersion(tx, { standing, name, version: Number(version), siteId }))
  }
  return found
}

type Pinned = { standing: Metric[]; name: string; version: number; siteId: string | null }

async function findVersion(tx: Tx, { standing, name, version, siteId }: Pinned): Promise<Metric> {
  const id = standing.find((metric) => isNamed(metric, name))?.id ?? name
  const rows = await tx.rows<VersionRow>(sql`
    select ${columns} from metric_version
    where id = ${id} and site_id in ('group', ${siteId ?? 'group'}) and status = 'approved'
    order by version`)
  const hit = rows.find((row) => row.version === version)
  if (hit !== undefined) return parseRow(hit)
  if (rows.length === 0) throw unknownMetric(standing, name)
  const known = rows.map((row) => `${id}@${row.version}`).join(', ')
  throw refused('metrics', `${id} has no version ${version}`, `Known: ${known}.`)
}

/** Puts the shipped metrics in, as version 1 of the group; those that stand are left alone. */
export async function seedMetrics(tx: Tx, at: Date): Promise<number> {
  const standing = await tx.rows<{ id: string }>(
    sql`select distinct id from metric_version where site_id = 'group'`,
  )
  const missing = catalogue.filter(({ id }) => !standing.some((row) => row.id === id))
  for (const draft of missing) {
    const definition = withoutTakenWords(parseDefinition(draft), await loadAllMetrics(tx))
    await storeVersion(tx, { siteId: 'group', definition, at, status: 'approved' })
  }
  return missing.length
}

/** A word that the plant uses for a metric of its own stays with that one. */
function withoutTakenWords(shipped: MetricDefinition, standing: Metric[]): MetricDefinition {
  const free = (word: string) =>
    !standing.some((metric) => metric.id !== shipped.id && isNamed(metric, word))
  const { zh, en } = shipped.synonyms
  return { ...shipped, synonyms: { zh: zh.filter(free), en: en.filter(free) } }
}

type NewVersion = {
  siteId: string
  definition: MetricDefinition
  at: Date
  status: 'approved' | 'retired'
  actionId?: string
}

/**
 * Adds a version; earlier ones stay for the answers that used them. Numbers of an id are unique
 * over all sites, so that id and version name one definition. The database takes it from the
 * executor of an approved action, and from the seed of what is not there yet.
 */
export async function storeVersion(tx: Tx, version: NewVersion): Promise<Metric> {
  const { siteId, definition, at, status, actionId } = version
  const [row] = await tx.rows<{ version: number }>(sql`
    insert into metric_version
      (site_id, id, version, status, definition, approved_at, origin, action_id)
    select ${siteId}, ${definition.id}, coalesce(max(version), 0) + 1, ${status},
      ${JSON.stringify(definition)}::jsonb, ${at}, ${actionId === undefined ? 'seed' : 'action'},
      ${actionId ?? null}
    from metric_version where id = ${definition.id}
    returning version`)
  if (row === undefined) throw new AppError('internal', `metric ${definition.id} was not stored`)
  return { ...definition, siteId, version: row.version }
}

/** @throws AppError that names the field of the definition at fault. */
export function parseDefinition(draft: unknown): MetricDefinition {
  const parsed = metricDefinition.safeParse(draft)
  if (parsed.success) return parsed.data
  const { path, message } = innermost(parsed.error.issues[0])
  throw refused(`metric.${path.join('.')}`, message, 'Correct it and send it again.')
}

type Fault = { path: PropertyKey[]; message: string }

/** Of a formula that fits neither kind, what is wrong with it as the kind that it comes nearest to. */
function innermost(issue: z.core.$ZodIssue | undefined): Fault {
  if (issue?.code !== 'invalid_union') return issue ?? { path: [], message: 'is wrong' }
  const nearest = issue.errors.find(([first]) => first?.code !== 'unrecognized_keys')?.[0]
  const inner = innermost(nearest ?? issue.errors[0]?.[0])
  return { ...inner, path: [...issue.path, ...inner.path] }
}

/** Metrics of the group are known at every site. */
const overlap = (a: string, b: string): boolean => a === b || a === 'group' || b === 'group'

/** @throws AppError that names both metrics when one word would mean two. */
export function refuseTakenNames(
  wanted: MetricDefinition,
  { siteId, standing }: { siteId: string; standing: Metric[] },
): void {
  const others = standing.filter(
    ({ id, ...other }) => id !== wanted.id && overlap(siteId, other.siteId),
  )
  for (const name of namesOf(wanted)) {
    const owner = others.find((metric) => isNamed(metric, name))
    if (owner === undefined) continue
    const both = `${wanted.id} (${siteId}) and ${owner.id} (${owner.siteId})`
    throw new AppError('conflict', `metric.synonyms: "${name}" would mean both ${both}.`, {
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

export type MetricVersion = {
  siteId: string
  version: number
  status: 'approved' | 'retired'
  approvedAt: Date | null
  /** The action that brought it; null for what was shipped. */
  actionId: string | null
  definition: MetricDefinition
}

/** Every version of a metric at the group and the reader's sites, oldest first. */
export async function loadVersions(tx: Tx, id: string): Promise<MetricVersion[]> {
  const rows = await tx.rows<VersionRow & Omit<MetricVersion, 'definition'>>(sql`
    select ${columns}, approved_at as "approvedAt", action_id as "actionId"
    from metric_version where id = ${id} order by version`)
  return rows.map(({ approvedAt, actionId, ...row }) => {
    const { siteId, version, ...definition } = parseRow(row)
    return { siteId, version, status: row.status, approvedAt, actionId, definition }
  })
}
