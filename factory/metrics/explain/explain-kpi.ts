import type { Language } from '../../../base/language.ts'
import type { Tx } from '../../../store/index.ts'
import { refused } from '../../refuse.ts'
import { checkQuery, type KpiQuery } from '../check-query.ts'
import type { CheckedQuery } from '../checked-query.ts'
import { isCapability, type RatioFormula, sourcesOf } from '../definition.ts'
import type { SourceAge } from '../freshness.ts'
import type { Dimension } from '../measures.ts'
import { nameIn, readMembersOf } from '../members.ts'
import type { KpiContext } from '../query-kpi.ts'
import { loadMetrics, type Metric } from '../versions.ts'
import type { Window } from '../window.ts'
import {
  type Contribution,
  contributionOf,
  faultOf,
  type Model,
  modelOf,
  type Pair,
  type Sums,
  spanContribution,
  worthOf,
} from './decompose.ts'
import { driverMetrics, driverModels } from './drivers.ts'
import { readEvents, type WindowEvents } from './events.ts'
import { type Driver, driversOf, type Loss, lossesOf } from './losses.ts'
import { type Part, readSums, reasonSums } from './read-sums.ts'

export type Explanation = {
  metric: Metric
  language: Language
  window: Window
  before: Window
  sites: string[]
  filters: CheckedQuery['filters']
  value: Pair<number | null>
  /** Null while one of the two values is. */
  change: number | null
  nullReason: string | null
  /** Fact rows read for both windows. */
  rows: Pair<number>
  /** Newest instant that the data speak of, ISO 8601. */
  freshness: string | null
  factors: { id: string; before: number; now: number; contribution: number }[]
  losses: Loss[]
  /** Per dimension, the strongest first; all of a dimension add up to the change. */
  members: Partial<Record<Dimension, Member[]>>
  /** What windows of different length explain. */
  span: number
  /** Display names by kind and id. */
  names: Record<string, Record<string, string>>
  events: WindowEvents
}

export type Member = Contribution & {
  siteId: string
  id: string
  value: Pair<number | null>
}

export type ExplainQuery = Pick<KpiQuery, 'filters' | 'window' | 'compare'> & { metric: string }

/**
 * Which factor, loss, machine, product, team and shift explain the change of a metric between two
 * windows. Every list adds up to the change.
 *
 * @throws AppError as `queryKpi` does, and for a metric that is no ratio of sums
 */
export async function explainKpi(context: KpiContext, query: ExplainQuery): Promise<Explanation> {
  const { db, principal, language, signal, clock } = context
  const { metric, ...rest } = query
  const compare = rest.compare ?? 'previous_period'
  const asked: KpiQuery = { ...rest, compare, metrics: [metric] }
  return db.tx('read', async (tx) => explain(tx, asked, { now: clock(), language }), {
    principal,
    ...(signal === undefined ? {} : { signal }),
  })
}

type At = { now: Date; language: Language }
type Base = Omit<Explanation, 'value' | 'change' | 'nullReason' | keyof Parts>
type Parts = Pick<Explanation, 'factors' | 'losses' | 'members' | 'span' | 'names'>

async function explain(tx: Tx, asked: KpiQuery, { now, language }: At): Promise<Explanation> {
  const checked = await checkQuery(tx, { query: asked, now, language })
  const query: CheckedQuery = checked.query
  const [metric] = checked.query.metrics
  const { before, window, sites, filters } = query
  if (metric === undefined || before === null) throw refused('compare', 'is missing', 'Give it.')
  const model = modelOf(metric, { before: spanOf(before, now), now: spanOf(window, now) })
  if (model === null || isCapability(metric.formula)) throw notAdditive(metric)
  const only = sites.length === 1 ? (sites[0] ?? null) : null
  const drivers = driverMetrics(metric, await loadMetrics(tx, only))
  const { whole, rows, parts, newest } = await readSums(tx, {
    query: { ...query, metrics: [metric, ...drivers] },
    splits: splitsOf(metric, query),
  })
  const scope = { sites, filters, window, before, now, metric: metric.id }
  const events = await readEvents(tx, scope)
  const freshness = freshnessOf({ age: checked.age, newest, metric })
  const base: Base = { metric, language, window, before, sites, filters, rows, freshness, events }
  const fault = faultIn(metric.formula, { whole, rows })
  const value = worthOf(model, whole)
  const nullReason = fault.now ?? fault.before
  if (nullReason !== null) {
    const nothing: Parts = { factors: [], losses: [], members: {}, span: 0, names: {} }
    return { ...base, ...nothing, value: known(value, fault), change: null, nullReason }
  }
  const models = driverModels({ metric, model, drivers }, whole)
  const moved = driversOf(models, { whole, product: model })
  const losses = lossesOf(moved, { whole, reasons: await reasonSums(tx, query, metric) })
  const members = membersOf(parts, { model, whole, formula: metric.formula })
  return {
    ...base,
    value,
    change: value.now - value.before,
    nullReason: null,
    factors: moved.map((driver) => factorOf(driver, whole)),
    losses,
    members,
    span: spanContribution(model, whole),
    names: {
      metric: Object.fromEntries([metric, ...drivers].map((one) => [one.id, one.names[language]])),
      ...(await namesOf(tx, { members, sites, language })),
    },
  }
}

const notAdditive = ({ id }: Metric) =>
  refused(
    'metric',
    `${id} is no ratio of sums, so its change has no parts that add up`,
    'Split it with query_kpi instead, by machine or product.',
  )

const spanOf = ({ from, to }: Window, now: Date): number =>
  (Math.min(to.getTime(), now.getTime()) - from.getTime()) / 1000

type Aged = { age: SourceAge; newest: Date | null; metric: Metric }

function freshnessOf({ age, newest, metric }: Aged): string | null {
  const spoken = sourcesOf(metric).flatMap((source) => age.ofSource(source) ?? [])
  return [...spoken, ...(newest === null ? [] : [age.ofHour(newest)])].toSorted().at(-1) ?? null
}

type Fault = Pair<string | null>

function faultIn(
  formula: RatioFormula,
  { whole, rows }: { whole: Pair<Sums>; rows: Pair<number> },
): Fault {
  const of = (period: 'before' | 'now') =>
    rows[period] === 0 ? 'no_data' : faultOf(formula, whole[period])
  return { before: of('before'), now: of('now') }
}

const known = (value: Pair<number>, fault: Fault): Pair<number | null> => ({
  before: fault.before === null ? value.before : null,
  now: fault.now === null ? value.now : null,
})

/** Every dimension of the metric that the filters leave something of. */
function splitsOf(metric: Metric, { filters, sites }: CheckedQuery): Dimension[] {
  return metric.dimensions.filter((dimension) =>
    dimension === 'site' ? sites.length > 1 : filters[dimension]?.length !== 1,
  )
}

function factorOf({ id, model, weight }: Driver, whole: Pair<Sums>) {
  const { before, now } = worthOf(model, whole)
  return { id, before, now, contribution: weight * (now - before) }
}

type Whole = { model: Model; whole: Pair<Sums>; formula: RatioFormula }

function membersOf(parts: Part[], { model, whole, formula }: Whole): Explanation['members'] {
  const members: Explanation['members'] = {}
  const silent = ({ sums }: Part) =>
    [sums.before, sums.now].every((own) => Object.values(own).every((sum) => sum === 0))
  for (const { dimension, siteId, id, sums } of parts.filter((part) => !silent(part))) {
    const fault = { before: faultOf(formula, sums.before), now: faultOf(formula, sums.now) }
    const member = {
      siteId,
      id,
      value: known(worthOf(model, sums), fault),
      ...contributionOf(model, { whole, part: sums }),
    }
    members[dimension] = [...(members[dimension] ?? []), member]
  }
  for (const list of Object.values(members)) {
    list.sort(
      (a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.id < b.id ? -1 : 1),
    )
  }
  return members
}

type Naming = Pick<Explanation, 'members' | 'sites' | 'language'>

async function namesOf(
  tx: Tx,
  { members, sites, language }: Naming,
): Promise<Explanation['names']> {
  const names: Explanation['names'] = {}
  const wanted = new Set<Dimension>(Object.keys(members) as Dimension[])
  // Losses and stops are told by reason.
  wanted.add('reason')
  const known = await readMembersOf(tx, [...wanted], sites)
  for (const [dimension, list] of Object.entries(known)) {
    names[dimension] = Object.fromEntries(list.map((one) => [one.id, nameIn(one, language)]))
  }
  return names
}
