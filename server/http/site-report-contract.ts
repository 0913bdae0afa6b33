/**
 * Reports of shifts, days and weeks of a site.
 *
 * GET    /api/reports?site=S&kind=shift|day|week              → ReportList, the last ones
 * GET    /api/reports/:siteId/:kind/:key?language=zh|en       → SiteReport, worked out for the reader
 * GET    /api/reports/:siteId/:kind/:key/xlsx?language=zh|en  the same as a file
 * GET    /api/reports/subscriptions                           → SubscriptionList, one's own
 * PUT    /api/reports/subscriptions/:siteId/:kind             → SubscriptionList
 * DELETE /api/reports/subscriptions/:siteId/:kind             → SubscriptionList
 *        both with ?view=ID for a saved question; PUT {mailTo?} also sends it by e-mail
 * GET    /api/reports/:siteId/:kind/:key/shares               → ShareList, links to it
 * POST   /api/reports/:siteId/:kind/:key/shares {readers, days} → SharedLink, its address this once
 * DELETE /api/reports/shares/:siteId/:id                      → {outcome}: the link opens nothing more
 * GET    /api/shared/:token?language=zh|en                    → SharedReport, without a site of one's own
 */
import type { GatePeriod } from '../../actions/index.ts'
import type {
  ReportHappenings,
  ReportPeriod,
  Share,
  ShareOutcome,
  ShareReaders,
  Subscription,
} from '../../factory/index.ts'
import type { Sent } from './board-contract.ts'
import type { KpiReply } from './metric-contract.ts'

export type { ReportKind, ShareReaders } from '../../factory/index.ts'

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

export type SubscriptionList = {
  items: Subscription[]
  /** Whether this server sends e-mail. */
  mail: boolean
}

export type ShareList = {
  items: Sent<Share>[]
  /** Whom a link may be for here. */
  readers: ShareReaders[]
}

/** `address`: below that of the server; told once. */
export type SharedLink =
  | { outcome: 'shared'; address: string }
  | { outcome: Exclude<ShareOutcome['outcome'], 'shared'> }

export type SharedReport = { report: SiteReport; expiresAt: string }
