/**
 * Reports of shifts, days and weeks of a site.
 *
 * GET    /api/reports?site=S&kind=shift|day|week              → ReportList, the last ones
 * GET    /api/reports/:siteId/:kind/:key?language=zh|en       → SiteReport, worked out for the reader
 * GET    /api/reports/:siteId/:kind/:key/xlsx?language=zh|en  the same as a file
 * GET    /api/reports/subscriptions                           → SubscriptionList, one's own
 * PUT    /api/reports/subscriptions/:siteId/:kind             → SubscriptionList
 * DELETE /api/reports/subscriptions/:siteId/:kind             → SubscriptionList
 */
import type { GatePeriod } from '../../actions/index.ts'
import type { ReportHappenings, ReportPeriod, Subscription } from '../../factory/index.ts'
import type { Sent } from './board-contract.ts'
import type { KpiReply } from './metric-contract.ts'

export type { ReportKind } from '../../factory/index.ts'

export type ReportList = { items: Sent<ReportPeriod>[] }

export type ReportSection = {
  id: 'production' | 'plan' | 'lines' | 'downtime' | 'scrap'
  /** The answer of the metric centre, compared with the period before. */
  reply: KpiReply | null
  /** Why there is none; null where there is one. */
  problem: string | null
}

export type SiteReport = {
  period: Sent<ReportPeriod>
  site: { zh: string; en: string }
  /** When it was read: late data change a report of the past. */
  readAt: string
  sections: ReportSection[]
  gate: GatePeriod
} & ReportHappenings

export type SubscriptionList = { items: Subscription[] }
