/**
 * What the pages ask of the metric centre.
 *
 * GET  /api/metrics                                → MetricCatalogue
 * GET  /api/metrics/:id                            → MetricDetail
 * POST /api/metrics/changes MetricChangeRequest    → MetricChangeReply; errors of propose_metric_change
 * POST /api/metrics/targets MetricTargetRequest    → ProposalView, which waits; 400 names site, metrics, line, target, fromDay
 * POST /api/kpi KpiRequest                         → KpiReply; errors are those of query_kpi
 * POST /api/kpi/xlsx KpiRequest                    the same figures as a file
 * POST /api/kpi/png  KpiRequest, scheme, width   the picture of the same figures
 * GET  /api/kpi/members/:dimension                 → KpiMembers
 */
import type {
  FormulaParts,
  MeasureChoice,
  MetricUse,
  MetricView,
  MissingMetric,
  TargetPeriod,
} from '../../factory/index.ts'
import type { ChartSpec, Figure } from '../../tools/index.ts'

export type {
  FormulaParts,
  FormulaTerm,
  MeasureChoice,
  MissingMetric,
} from '../../factory/index.ts'

type Names = { zh: string; en: string }

/** A definition as it stands. */
export type MetricCard = {
  /** `group` for what counts at every site without a definition of its own. */
  siteId: string
  id: string
  version: number
  names: Names
  synonyms: { zh: string[]; en: string[] }
  unit: string
  better: 'up' | 'down'
  dimensions: string[]
  /** Number in ISO 22400-2; null for what plants ask beside it. */
  isoNumber: number | null
  owner: string
  level: string
  note: Names
  /** Changes of it that wait for a decision. */
  inReview: { siteId: string; actionId: string }[]
}

export type MetricCatalogue = {
  metrics: MetricCard[]
  missing: MissingMetric[]
  /** What formulas are made of. */
  measures: MeasureChoice[]
}

export type MetricVersionView = {
  siteId: string
  version: number
  status: 'approved' | 'retired'
  since: string | null
  /** The proposal that brought it; null for what was shipped. */
  actionId: string | null
  definition: Omit<MetricCard, 'inReview'>
  formula: FormulaParts
  /** Stored answers of all people that used it. */
  answers: number
  people: number
  lastAt: string | null
}

export type MetricTargetView = TargetPeriod & {
  /** `before` its day; `after`: another one holds by now. */
  state: 'before' | 'now' | 'after'
  /** Null for what was imported. */
  requestedBy: string | null
  approvedBy: string[]
}

export type MetricDetail = {
  /** What stands, the group's first; empty once it is retired. */
  standing: MetricCard[]
  /** Newest first; never empty. */
  versions: MetricVersionView[]
  /** Metrics whose product it is. */
  drivers: string[]
  /** Metrics that it is a factor of. */
  factorOf: string[]
  /** What holds now, what is to come, what was; of each the widest scope first. */
  targets: MetricTargetView[]
  /** Proposed targets that wait for a decision. */
  targetsInReview: (Omit<TargetPeriod, 'seq' | 'metric' | 'actionId'> & { actionId: string })[]
  /** One's own questions that it answered. */
  uses: (Omit<MetricUse, 'at'> & { at: string })[]
  /** Saved views and entries of pages of teams, as far as one may see them. */
  views: MetricView[]
}

export type KpiRequest = {
  language: 'zh' | 'en'
  /** Arguments of the tool query_kpi. */
  query: Record<string, unknown>
}

export type KpiReply = {
  metrics: { id: string; name: string; version: number; unit: string; better: 'up' | 'down' }[]
  /** Dimensions and the grain that tell rows apart. */
  keys: string[]
  compared: boolean
  /** Row by row, metric by metric; where compared, each followed by the one before it. */
  figures: Figure[]
  /** By dimension and id. */
  names: Record<string, Record<string, string>>
  total: number
  truncated: boolean
  chart: ChartSpec | null
}

export type KpiMember = { siteId: string; id: string; nameZh: string; nameEn: string }
export type KpiMembers = { items: KpiMember[] }

export type MetricChangeRequest = {
  language: 'zh' | 'en'
  key: string
  /** Arguments of the tool propose_metric_change; with `draft: true` nothing is filed. */
  change: Record<string, unknown>
}

export type MetricChangeReply = {
  /** Null for a draft. */
  proposal: { siteId: string; id: string } | null
  /** That stands now; null for a new metric. */
  version: number | null
  /** Field, before, after. */
  changes: [string, string | null, string | null][]
  /** Site, from, to, before, after. */
  values: [string, string, string, number | null, number | null][]
}

export type MetricTargetRequest = {
  site: string
  metric: string
  /** Absent: the whole site. */
  line?: string
  target: number
  /** ISO date on the calendar of the site, not before today. */
  fromDay: string
  reason: string
  requestKey: string
}
