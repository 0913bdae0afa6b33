/**
 * What the pages ask about alerts.
 *
 * GET  /api/alerts?status=standing|past&site=S              → AlertPage
 * GET  /api/alerts/messages                                 → MessagePage, one's own
 * POST /api/alerts/messages/read {siteId, ids}              → {read}
 * GET  /api/alerts/rules                                    → RulePage
 * POST /api/alerts/rules RuleRequest                        → RuleReply, a proposal: nothing is set yet
 * GET  /api/alerts/calendar                                 → AlertCalendar
 * POST /api/alerts/calendar DutyRequest                     → {outcome: WatchOutcome} (409 unless it was set)
 * POST /api/alerts/silences SilenceRequest                  → {outcome: WatchOutcome} (409 unless it was set)
 * POST /api/alerts/calendar/:siteId/:id/end, …/silences/…   → {outcome: EndOutcome} (409 unless it was)
 * GET  /api/alerts/report?site=S&days=7                     → AlertReport
 * GET  /api/alerts/:siteId/:id                              → AlertPageDetail
 * POST /api/alerts/:siteId/:id/act ActRequest               → {outcome: AlertActOutcome} (409 unless done)
 */
import type {
  AlertAct,
  AlertActOutcome,
  AlertDetail,
  AlertView,
  DutyView,
  EndOutcome,
  MessageView,
  NewDuty,
  NewSilence,
  RuleView,
  SilenceView,
  WatchOutcome,
} from '../../factory/index.ts'
import type { ProposalRef } from '../../tools/index.ts'

export type { AlertReport, AlertStep, AlertView } from '../../factory/index.ts'

export type AlertPage = { items: AlertView[]; total: number }
export type MessagePage = { items: MessageView[]; unread: number }
export type RulePage = { items: RuleView[] }
export type AlertCalendar = {
  duties: DutyView[]
  silences: SilenceView[]
  shifts: { siteId: string; id: string; nameZh: string; nameEn: string }[]
}
export type DutyRequest = NewDuty
export type SilenceRequest = NewSilence
export type WatchReply = { outcome: WatchOutcome }
export type EndReply = { outcome: EndOutcome }

/** A passage of a document in force that speaks of what to look at first. */
export type FirstCheck = {
  siteId: string
  id: string
  revision: number
  seq: number
  title: string
  heading: string
  quote: string
}

export type AlertPageDetail = AlertDetail & { checks: FirstCheck[] }
export type ActRequest = Omit<AlertAct, 'siteId' | 'id'>
export type ActReply = { outcome: AlertActOutcome }

export type RuleRequest = {
  /** Of this form: sent twice, it is one proposal. */
  key: string
  language: 'zh' | 'en'
  siteId: string
  /** As the tool `propose_change` takes an alert rule. */
  change: Record<string, unknown>
  reason: string
}
export type RuleReply = { proposal: ProposalRef | null }
