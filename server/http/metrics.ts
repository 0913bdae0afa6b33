import { Hono } from 'hono'
import { AppError } from '../../base/app-error.ts'
import { type Principal, sitesOf } from '../../base/principal.ts'
import {
  formulaParts,
  loadAllMetrics,
  loadVersions,
  type MetricDefinition,
  type MetricUsage,
  type MetricVersion,
  measureChoices,
  missingMetrics,
  pendingChanges,
  readUsage,
  readUses,
  viewsOfMetric,
} from '../../factory/index.ts'
import type { Tx } from '../../store/index.ts'
import type { ServerDeps } from '../deps.ts'
import type {
  MetricCard,
  MetricCatalogue,
  MetricDetail,
  MetricVersionView,
} from './metric-contract.ts'
import { readTargetViews } from './metric-targets.ts'
import { requirePerson, type SignedIn } from './session.ts'

const mostUses = 20
const mostViews = 50

/** The metric centre as pages show it: definitions and who uses them, no figures. */
export function metricRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { db } = deps
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const { principal } = c.get('person')
      const metrics = await db.tx('read', standingCards, { principal })
      const reply: MetricCatalogue = {
        ...{ metrics, missing: missingMetrics, measures: measureChoices() },
      }
      return c.json(reply)
    })
    .get('/:id', async (c) => {
      const { principal } = c.get('person')
      const id = c.req.param('id')
      const found = await db.tx(
        'read',
        (tx) => readDetail(tx, { id, principal, now: deps.clock() }),
        { principal },
      )
      const uses = await readUses(db, principal, { metric: id, limit: mostUses })
      const reply: MetricDetail = {
        ...found,
        uses: uses.map((use) => ({ ...use, at: use.at.toISOString() })),
        views: await viewsOfMetric(db, principal, { metric: id, limit: mostViews }),
      }
      return c.json(reply)
    })
}

async function standingCards(tx: Tx): Promise<MetricCard[]> {
  const reviews = await pendingChanges(tx)
  return (await loadAllMetrics(tx)).map((metric) => ({
    ...cardOf(metric),
    inReview: reviews
      .filter((review) => review.metric === metric.id)
      .map(({ siteId, actionId }) => ({ siteId, actionId })),
  }))
}

type Stood = MetricDefinition & { siteId: string; version: number }

function cardOf({ source, ...metric }: Stood): Omit<MetricCard, 'inReview'> {
  const { siteId, id, version, names, synonyms, unit, better, owner, level, note } = metric
  return {
    ...{ siteId, id, version, names, synonyms, unit, better, owner, level, note },
    dimensions: metric.dimensions,
    isoNumber: source.standard === 'ISO 22400-2' ? source.number : null,
  }
}

type Wanted = { id: string; principal: Principal; now: Date }

/** @throws AppError `not_found` for an id that no version has */
async function readDetail(
  tx: Tx,
  { id, principal, now }: Wanted,
): Promise<Omit<MetricDetail, 'uses' | 'views'>> {
  const versions = await loadVersions(tx, id)
  const newest = versions.at(-1)
  if (newest === undefined) throw unknownMetric(id)
  const usage = await readUsage(tx, [id])
  const all = await loadAllMetrics(tx)
  const standing = (await standingCards(tx)).filter((card) => card.id === id)
  const current = all.find((metric) => metric.id === id) ?? newest.definition
  return {
    standing: standing.toSorted((a, b) => scopeRank(a) - scopeRank(b)),
    versions: versions.map((version) => viewOf(version, usage)).reverse(),
    drivers: current.drivers,
    factorOf: [...new Set(all.filter((one) => one.drivers.includes(id)).map((one) => one.id))],
    ...(await readTargetViews(tx, { id, sites: sitesOf(principal), now })),
  }
}

const scopeRank = ({ siteId }: MetricCard): number => (siteId === 'group' ? 0 : 1)

function viewOf(row: MetricVersion, usage: MetricUsage[]): MetricVersionView {
  const { siteId, version, status, approvedAt, actionId, definition } = row
  const used = usage.find((one) => one.version === version)
  return {
    ...{ siteId, version, status, actionId },
    since: approvedAt?.toISOString() ?? null,
    definition: cardOf({ ...definition, siteId, version }),
    formula: formulaParts(definition),
    answers: used?.answers ?? 0,
    people: used?.people ?? 0,
    lastAt: used?.lastAt.toISOString() ?? null,
  }
}

const unknownMetric = (id: string) =>
  new AppError('not_found', `There is no metric "${id.slice(0, 80)}" that you may see.`, {
    field: 'id',
    hint: 'Choose one from the catalogue at /metrics.',
  })
