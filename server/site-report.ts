import { readGatePeriod } from '../actions/index.ts'
import { AppError } from '../base/app-error.ts'
import type { Localized } from '../base/language.ts'
import {
  findPeriod,
  loadMetrics,
  type Metric,
  type ReportKind,
  type ReportPeriod,
  type ReportPlant,
  readHappenings,
  readReportPlant,
  reportWindow,
} from '../factory/index.ts'
import type { ServerDeps } from './deps.ts'
import { kpiReplyOf } from './http/kpi.ts'
import { runForPage } from './http/run-for-page.ts'
import type { ReportSection, SiteReport } from './http/site-report-contract.ts'
import { type BoardAsking, sent, siteOf } from './plant-board.ts'

type Template = { id: ReportSection['id']; metrics: string[]; more?: object }

const worst = (by: string) => ({ order: { by, direction: 'desc' }, limit: 5 })

/** What every report asks the metric centre, in the order of its pages. */
const templates: Template[] = [
  {
    id: 'production',
    metrics: [
      ...['oee', 'availability', 'effectiveness', 'quality_ratio'],
      ...['output', 'scrap_ratio', 'downtime'],
    ],
  },
  { id: 'plan', metrics: ['schedule_adherence', 'plan_attainment', 'on_time_delivery'] },
  {
    id: 'lines',
    metrics: ['oee', 'output', 'scrap_ratio'],
    more: { dimensions: ['line'], order: { by: 'oee', direction: 'asc' } },
  },
  {
    id: 'downtime',
    metrics: ['downtime', 'stops'],
    more: { dimensions: ['reason'], ...worst('downtime') },
  },
  {
    id: 'scrap',
    metrics: ['scrap_quantity', 'scrap_ratio'],
    more: { dimensions: ['product'], ...worst('scrap_quantity') },
  },
]

type Address = { siteId: string; kind: ReportKind; key: string }

/**
 * A report as the person who asks may see it: each figure by the tool that answers the same question
 * elsewhere, with its version, window and age of the data.
 *
 * @throws AppError for a site that is not theirs, or a key that names nothing that is over
 */
export async function readSiteReport(
  deps: ServerDeps,
  asking: BoardAsking,
  { siteId, kind, key }: Address,
): Promise<SiteReport> {
  const plant = await reportPlantOf(deps, asking, siteId)
  const period = findPeriod(plant, { kind, key, now: deps.clock() })
  const standing = await standingMetrics(deps, asking)
  const sections: ReportSection[] = []
  for (const template of templates) {
    sections.push(await readSection(deps, asking, { template, period, standing }))
  }
  return {
    ...{ period: sent<SiteReport['period']>(period), site: plant.name, sections },
    readAt: deps.clock().toISOString(),
    ...(await readRest(deps, asking, period)),
  }
}

export type ReportHead = Pick<SiteReport, 'tickets' | 'alerts' | 'gate'> & {
  production: ReportSection
  /** Of metrics, by id. */
  names: Map<string, Localized>
}

/** What a message says of a report: the first section, and what happened. */
export async function readReportHead(
  deps: ServerDeps,
  asking: BoardAsking,
  period: ReportPeriod,
): Promise<ReportHead> {
  const standing = await standingMetrics(deps, asking)
  const [template] = templates
  if (template === undefined) throw new Error('a report has sections')
  const production = await readSection(deps, asking, { template, period, standing })
  return {
    production,
    names: new Map(standing.map(({ id, names }) => [id, names])),
    ...(await readRest(deps, asking, period)),
  }
}

/** @throws AppError for a site that is not the reader's */
export async function reportPlantOf(
  { db }: Pick<ServerDeps, 'db'>,
  { principal }: Pick<BoardAsking, 'principal'>,
  siteId: string,
): Promise<ReportPlant> {
  await siteOf({ db }, principal, siteId)
  const plant = await db.tx('read', (tx) => readReportPlant(tx, siteId), { principal })
  if (plant === null) throw new AppError('internal', 'a site that is seen has a plant')
  return plant
}

/** @throws AppError for a site that is not the reader's, or a key that names nothing that is over */
export async function reportPeriodOf(
  deps: Pick<ServerDeps, 'db' | 'clock'>,
  asking: Pick<BoardAsking, 'principal'>,
  { siteId, kind, key }: Address,
): Promise<ReportPeriod> {
  const plant = await reportPlantOf(deps, asking, siteId)
  return findPeriod(plant, { kind, key, now: deps.clock() })
}

const standingMetrics = ({ db }: ServerDeps, { principal }: BoardAsking): Promise<Metric[]> =>
  db.tx('read', loadMetrics, { principal })

type Asked = { template: Template; period: ReportPeriod; standing: Metric[] }

/** By a clock that stands at the end of the period; a metric that was retired is left out. */
async function readSection(
  deps: ServerDeps,
  asking: BoardAsking,
  { template, period, standing }: Asked,
): Promise<ReportSection> {
  const { id, more } = template
  const metrics = template.metrics.filter((one) => standing.some((metric) => metric.id === one))
  const args = {
    ...{ metrics, window: reportWindow(period), compare: 'previous_period' },
    ...{ filters: { site: [period.siteId] }, ...more },
  }
  try {
    const clock = () => period.to
    const found = await runForPage({ ...deps, clock }, asking, { tool: 'query_kpi', args })
    return { id, reply: kpiReplyOf(found), problem: null }
  } catch (error) {
    // A metric may have been changed so that it does not go by line any more: the rest still stands.
    if (!(error instanceof AppError) || error.code !== 'invalid_input') throw error
    return { id, reply: null, problem: error.safeMessage }
  }
}

async function readRest({ db }: ServerDeps, { principal }: BoardAsking, period: ReportPeriod) {
  const happenings = await db.tx('read', (tx) => readHappenings(tx, period), { principal })
  return { ...happenings, gate: await readGatePeriod(db, principal, period) }
}
