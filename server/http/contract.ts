/**
 * What the pages may ask of the server. `web/` imports these types and nothing else of the server.
 *
 * POST /api/auth/sign-in/email {email, password}   better-auth; sets the session cookie
 * POST /api/auth/sign-out
 * GET  /api/demo                                 → Demo, no sign-in; null unless this is a demo
 * GET  /api/me                                     → Me, 401 when signed out
 * GET  /api/proposals?status=pending|decided       → ProposalPage
 * GET  /api/proposals/:siteId/:id                  → ProposalDetail
 * POST /api/proposals/:siteId/:id/decision         DecisionRequest → DecisionReply (409 unless it counted)
 * GET  /api/events                                 SSE, event `proposal`, data ProposalChange, id for Last-Event-ID
 * GET  /api/audit?site=S&before=SEQ                → AuditPage
 * GET  /api/threads                                → ThreadPage
 * GET  /api/threads/:id                            → ThreadDetail
 * POST /api/threads/:id/turns {question}           SSE over the reply body, each `data:` one TurnEvent
 * GET  /api/documents/:siteId/:id/:revision        → DocumentPassages
 * GET  /api/names                                  → Names
 * Any error: status ≥ 400 and {error: {code, message, hint?, field?}}.
 */
import type { AuditEvent, DecideOutcome, ProposalView } from '../../actions/index.ts'
import type { Answer, TurnEvent } from '../../agent/index.ts'

export type {
  AuditEvent,
  DecideOutcome,
  ProposalView,
} from '../../actions/index.ts'
export type { Answer, TurnEvent } from '../../agent/index.ts'
export type {
  ChartSpec,
  Citation,
  Figure,
  ProposalRef,
} from '../../tools/index.ts'

export type Me = {
  userId: string
  name: string
  language: 'zh' | 'en'
  roles: { siteId: string; role: string }[]
  sites: { id: string; nameZh: string; nameEn: string; zone: string }[]
}

export type Demo = { userIds: string[]; password: string } | null

export type ProposalPage = {
  items: ProposalView[]
  total: number
  now: string
}
export type ProposalDetail = {
  proposal: ProposalView
  timeline: AuditEvent[]
  now: string
}

export type DecisionRequest = {
  version: number
  argsSha256: string
  verdict: 'approve' | 'reject'
  reasonCode?: string
  reasonText?: string
}
export type DecisionReply = {
  outcome: DecideOutcome
  proposal: ProposalView | null
}

export type ProposalChange = {
  siteId: string
  id: string
  status: string
  version: number
}
export type AuditPage = { items: AuditEvent[]; total: number }

export type ThreadPage = {
  items: { id: string; title: string; createdAt: string }[]
}
export type ThreadDetail = {
  id: string
  title: string
  turns: {
    seq: number
    question: string
    status: string
    answer: Answer | null
    startedAt: string
  }[]
}
export type TurnStreamItem = TurnEvent

export type DocumentPassages = {
  id: string
  title: string
  revision: number
  status: string
  passages: {
    seq: number
    page: number | null
    heading: string
    text: string
  }[]
}

export type NamedThing = {
  kind: 'metric' | 'equipment' | 'team' | 'shift' | 'product' | 'reason'
  /** `group` for what belongs to every site. */
  siteId: string
  id: string
  nameZh: string
  nameEn: string
}
export type Names = { items: NamedThing[] }

export type ErrorReply = {
  error: { code: string; message: string; hint?: string; field?: string }
}
