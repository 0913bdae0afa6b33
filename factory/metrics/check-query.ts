import type { Language } from '../../base/language.ts'
import type { Tx } from '../../store/index.ts'
import { refused, unknownValue } from '../refuse.ts'
import { checkWindow } from './check-window.ts'
import { type CheckedQuery, type Filters, type Grain, grains } from './checked-query.ts'
import { withCurrency } from './currency.ts'
import { sourcesOf } from './definition.ts'
import { freshnessAt, type SourceAge } from './freshness.ts'
import { dimensions as allDimensions, type Dimension } from './measures.ts'
import { type Members, nameIn, readMembersOf, resolveMembers } from './members.ts'
import { type Named, type PlantView, readPlant } from './read-plant.ts'
import { sourceSql } from './sources.ts'
import { type Target, targetsOn } from './targets.ts'
import {
  findVersions,
  isNamed,
  type Metric,
  standingFor,
  unpinned,
  type VersionRow,
} from './versions.ts'
import type { Window, WindowRequest } from './window.ts'
import { dayIn } from './zone.ts'

export type KpiQuery = {
  /** Ids, names or synonyms; `oee@2` is version 2 whatever stands now. */
  metrics: string[]
  dimensions?: Dimension[] | undefined
  /** Ids per dimension; a name or alias is taken where it means one thing only. */
  filters?: { [D in Dimension]?: string[] | undefined } | undefined
  window: WindowRequest
  grain?: Grain | 'none' | undefined
  compare?: 'previous_period' | { from: string; to: string } | undefined
  /** A metric, `<metric>.change`, or `time`. */
  order?: { by: string; direction: 'asc' | 'desc' } | undefined
  limit?: number | undefined
}

export type Checked = {
  query: Omit<CheckedQuery, 'metrics'> & { metrics: Metric[] }
  names: Record<string, Record<string, string>>
  age: SourceAge
  targets: Target[]
}

const defaultLimit = 50
const mostRows = 500
const mostMetrics = 8
const mostFilterValues = 200
const mostGroups = 1_000_000

type Asked = { query: KpiQuery; now: Date; language: Language }

/** Turns names into ids and windows into instants, or says what is wrong with them. */
export async function checkQuery(tx: Tx, { query, now, language }: Asked): Promise<Checked> {
  const limit = checkLimit(query.limit)
  const named = namedIn(query)
  const plant = await readPlant(tx, named)
  const visible = plant.sites
  const ids = visible.map(({ id }) => id)
  const sites = named.sites.length === 0 ? ids : resolveMembers('site', named.sites, visible)
  const siteId = sites.length === 1 ? (sites[0] ?? null) : null
  const inScope = visible.filter(({ id }) => sites.includes(id))
  const scope = { newest: plant.newest, siteId }
  const metrics = withCurrency(await checkMetrics(tx, query.metrics, scope), inScope)
  const dimensions = withSite(checkDimensions(query.dimensions ?? [], metrics), sites)
  const known = { ...(await knownMembers(tx, { named, plant, sites })), site: inScope }
  const filters = checkFilters(query.filters ?? {}, { known, metrics })
  const grain = checkGrain(query.grain, metrics)
  const { window, before } = checkWindow({ ...query, ...plant, sites, visible, now })
  refuseHuge({ dimensions, grain, window, known })
  const order = checkOrder(query, { metrics, grain, before })
  const names = namesOf(known, dimensions, language)
  return {
    query: {
      metrics,
      dimensions,
      sites,
      filters,
      window,
      before,
      grain,
      order,
      limit,
      now,
    },
    names,
    age: freshnessAt(plant.streams, { sites, now }),
    targets: targetsOn(plant.targets, lastDayOf(window, now)).filter(
      (target) => sites.includes(target.siteId) && metrics.some(({ id }) => id === target.metric),
    ),
  }
}

/** Figures of a past time stand beside the target of that time. */
const lastDayOf = ({ to, zone }: Window, now: Date): string =>
  dayIn(new Date(Math.min(to.getTime() - 1, now.getTime())), zone)

function checkLimit(limit = defaultLimit): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostRows) return limit
  throw refused(
    'limit',
    `${limit} is out of range`,
    `Give 1 to ${mostRows}; the total is told anyway.`,
  )
}

/** What the words of a query are looked up among, before it is known what they mean. */
function namedIn({ metrics, dimensions = [], filters = {} }: KpiQuery): Named {
  if (metrics.length < 1 || metrics.length > mostMetrics) {
    throw refused('metrics', `${metrics.length} were given`, `Give 1 to ${mostMetrics} metrics.`)
  }
  const unknown = dimensions.find((text) => !allDimensions.includes(text))
  if (unknown !== undefined) throw unknownValue('dimensions', unknown, [...allDimensions])
  const split = allDimensions.filter((one) => dimensions.includes(one) || filters[one]?.length)
  return {
    metrics: metrics.map(unpinned),
    dimensions: split.filter((one) => one !== 'site'),
    sites: filters.site ?? [],
  }
}

type MetricScope = { newest: VersionRow[]; siteId: string | null }

async function checkMetrics(tx: Tx, typed: string[], scope: MetricScope): Promise<Metric[]> {
  const standing = await standingFor(tx, typed, scope)
  const found = await findVersions(tx, typed, { standing, siteId: scope.siteId })
  const key = ({ id, version }: Metric) => `${id}@${version}`
  return [...new Map(found.map((metric) => [key(metric), metric])).values()]
}

function checkDimensions(asked: Dimension[], metrics: Metric[]): Dimension[] {
  for (const dimension of asked) refuseUnsupported('dimensions', dimension, metrics)
  return [...new Set(asked)]
}

function refuseUnsupported(field: string, dimension: Dimension, metrics: Metric[]): void {
  const metric = metrics.find((one) => !one.dimensions.includes(dimension))
  if (metric === undefined) return
  const hint = `${metric.id} goes by ${metric.dimensions.join(', ')}. Ask for it on its own.`
  throw refused(field, `"${dimension}" does not go with ${metric.id}`, hint)
}

/** Line L1 and team A of one site are not those of another. */
function withSite(dimensions: Dimension[], sites: string[]): Dimension[] {
  const ownBySite: Dimension[] = ['line', 'machine', 'product', 'team', 'material', 'supplier']
  const needed = sites.length > 1 && !dimensions.includes('site')
  return needed && dimensions.some((one) => ownBySite.includes(one))
    ? ['site', ...dimensions]
    : dimensions
}

type Scope = { named: Named; plant: PlantView; sites: string[] }

/** Those of sites that were typed by name could not be read before the name was understood. */
async function knownMembers(tx: Tx, { named, plant, sites }: Scope): Promise<Members> {
  const read = named.sites.length === 0 || sites.every((id) => named.sites.includes(id))
  return read ? plant.members : readMembersOf(tx, named.dimensions, sites)
}

type Names = { known: Members; metrics: Metric[] }

function checkFilters(typed: NonNullable<KpiQuery['filters']>, { known, metrics }: Names): Filters {
  const filters: Filters = {}
  for (const dimension of allDimensions) {
    const values = typed[dimension]
    if (values === undefined || values.length === 0) continue
    if (values.length > mostFilterValues) {
      const hint = `Give at most ${mostFilterValues}, or split by ${dimension} instead.`
      throw refused(`filters.${dimension}`, `${values.length} values were given`, hint)
    }
    refuseUnsupported(`filters.${dimension}`, dimension, metrics)
    filters[dimension] = resolveMembers(dimension, values, known[dimension] ?? [])
  }
  return filters
}

function checkGrain(grain: KpiQuery['grain'], metrics: Metric[]): Grain | null {
  if (grain === undefined || grain === 'none') return null
  if (!grains.includes(grain)) throw unknownValue('grain', grain, ['none', ...grains])
  const timeless = metrics.find((metric) =>
    sourcesOf(metric).some((source) => sourceSql[source].shiftDate === undefined),
  )
  if (grain !== 'shift' || timeless === undefined) return grain
  const hint = 'Its facts belong to no shift: use day, or ask for it on its own.'
  throw refused('grain', `"shift" does not go with ${timeless.id}`, hint)
}

type Size = { dimensions: Dimension[]; grain: Grain | null; window: Window; known: Members }

const hoursOf: Record<Grain, number> = { hour: 1, shift: 8, day: 24, week: 168, month: 720 }

/** A split into millions of groups helps nobody and costs everybody. */
function refuseHuge({ dimensions, grain, window, known }: Size): void {
  const hours = (window.to.getTime() - window.from.getTime()) / 3_600_000
  const buckets = grain === null ? 1 : Math.ceil(hours / hoursOf[grain])
  const groups = dimensions.reduce((all, one) => all * ((known[one]?.length ?? 0) + 1), buckets)
  if (groups <= mostGroups) return
  const what = `up to ${groups.toLocaleString('en')} rows would have to be worked out`
  throw refused('grain', what, 'Take a coarser grain, fewer dimensions or a shorter window.')
}

type OrderScope = {
  metrics: Metric[]
  grain: Grain | null
  before: Window | null
}

function checkOrder(
  { order }: KpiQuery,
  { metrics, grain, before }: OrderScope,
): CheckedQuery['order'] {
  // Of a long series the newest part is kept; queryKpi puts it back in time order.
  if (order === undefined)
    return {
      by: grain === null ? 'value' : 'time',
      metric: 0,
      descending: true,
    }
  const descending = order.direction === 'desc'
  if (order.by === 'time' && grain !== null) return { by: 'time', metric: 0, descending }
  const change = order.by.endsWith('.change')
  const typed = change ? order.by.slice(0, -'.change'.length) : order.by
  const metric = metrics.findIndex((one) => isNamed(one, typed))
  if (metric >= 0 && (!change || before !== null)) {
    return { by: change ? 'change' : 'value', metric, descending }
  }
  const ids = metrics.map(({ id }) => id)
  const changes = before === null ? [] : ids.map((id) => `${id}.change`)
  throw unknownValue('order.by', order.by, [
    ...ids,
    ...changes,
    ...(grain === null ? [] : ['time']),
  ])
}

function namesOf(known: Members, dimensions: Dimension[], language: Language): Checked['names'] {
  return Object.fromEntries(
    dimensions.map((dimension) => [
      dimension,
      Object.fromEntries((known[dimension] ?? []).map((one) => [one.id, nameIn(one, language)])),
    ]),
  )
}
