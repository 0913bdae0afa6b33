export type { PageOutcome } from './change-page.ts'
export { changeView, type ViewOutcome } from './change-view.ts'
export { lostMetrics } from './check-question.ts'
export { deleteView } from './delete-view.ts'
export { type DueReport, dueReports, tellReport } from './due-reports.ts'
export { orderPage } from './order-page.ts'
export { publishView } from './publish-view.ts'
export { listViews, type MetricView, readView, viewsOfMetric } from './read-views.ts'
export {
  type ReportHappenings,
  type ReportTicket,
  readHappenings,
} from './report-happenings.ts'
export {
  endedPeriods,
  findPeriod,
  type ReportKind,
  type ReportPeriod,
  type ReportPlant,
  readReportPlant,
  reportKinds,
  reportWindow,
} from './report-period.ts'
export { saveView } from './save-view.ts'
export type { SavedView, ViewForm } from './saved-view.ts'
export {
  endShare,
  listShares,
  type OpenedShare,
  openShare,
  type Share,
  type ShareOutcome,
  type ShareReaders,
  shareReaders,
  shareReport,
} from './shares.ts'
export { listSubscriptions, type Subscription, subscribe, unsubscribe } from './subscriptions.ts'
export { mayPublish, type PageEntry, pagesOfView, readTeamPage } from './team-page.ts'
export { unpublishView } from './unpublish-view.ts'
