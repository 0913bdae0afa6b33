/**
 * What the pages may ask of the server. `web/` imports these types and nothing else of the server.
 *
 * POST /api/auth/sign-in/email {email, password, newPassword?}   better-auth; sets the session cookie. 409 with
 *      field `newPassword`: a one-time password, which is only good together with a new one
 * POST /api/auth/sign-out
 * GET  /api/auth/oidc/ways                        → SignInWays, no sign-in; /start?to= and /again leave for the provider
 * GET  /api/demo                                 → Demo, no sign-in; null unless this is a demo
 * GET  /api/me                                     → Me, 401 when signed out
 * POST /api/auth/step-up {password}               a fresh session of the same person
 * GET  /api/tool-forms/:tool                       → ToolForm, what an edit of its proposals may say
 * GET  /api/colleagues                             → Colleagues, who has a role at one's sites
 * GET  /api/proposals?status=pending|decided&after=&limit=   → ProposalPage
 * GET  /api/proposals/:siteId/:id                  → ProposalDetail
 * POST /api/proposals/:siteId/:id/decision         DecisionRequest → DecisionReply (409 unless it counted)
 *      /api/proposals/…, /api/policy…, /api/delegations…, /api/handovers…, /api/deliveries, /api/lessons…, /api/playbooks…, /api/outcomes   see gate-contract.ts
 * GET  /api/events                                 SSE, event `proposal`, data ProposalChange, id for Last-Event-ID
 * GET  /api/audit?site=S&before=SEQ                → AuditPage
 * GET  /api/threads                                → ThreadPage
 * GET  /api/threads/:id                            → ThreadDetail
 * POST /api/threads/:id/turns {question}           SSE over the reply body, each `data:` one TurnEvent
 * GET  /api/threads/:id/turns/:seq/chart.png?language=zh|en&scheme=light|dark&width=   its chart as a PNG
 * GET  /api/models/usage?days=                     → ModelUsage, one's own or everybody's for an administrator
 *      /api/documents/door, POST /api/documents  see upload-contract.ts
 *      /api/documents/…, /api/glossary…            see passage-contract.ts
 *      /api/library…                               see library-contract.ts
 * GET  /api/names                                  → Names
 *      /api/sources…                               see source-contract.ts
 *      /api/imports…                               see import-contract.ts
 * GET  /api/exports/tables/:table?format=xlsx|csv&site=S&since=T&until=T   the file, as the person may see it
 * GET  /api/exports/answers/:threadId/:seq?format=xlsx|csv                  an answer of one's own as a file
 *      /api/metrics…, /api/kpi…                    see metric-contract.ts
 *      /api/views…, /api/team-pages…               see report-contract.ts
 *      /api/plant-board…                           see board-contract.ts
 *      /api/plan…                                  see plan-contract.ts
 *      /api/readings…, /api/page-proposals…       see reading-contract.ts
 *      /api/life-models…                           see life-contract.ts
 *      /api/reports…                               see site-report-contract.ts
 *      /api/connect                                see connect-contract.ts
 *      /api/channel-links…                         see channel-contract.ts
 *      /api/alerts…                                see alert-contract.ts
 *      /api/people…, /api/tokens…                  see people-contract.ts
 * Any error: status ≥ 400 and {error: {code, message, hint?, field?}}.
 */
import type { AuditEvent, DecideOutcome, OutcomeView, ProposalView } from '../../actions/index.ts'
import type { Answer, TurnEvent } from '../../agent/index.ts'
import type { DeliveryView, EffectCard } from './gate-contract.ts'

export type {
  AuditEvent,
  DecideOutcome,
  ProposalView,
} from '../../actions/index.ts'
export type { Answer, ReadPart, Teaching, TurnEvent } from '../../agent/index.ts'
export type { GlossaryTerm, PutTermReply, RetireTermReply } from '../../knowledge/index.ts'
export type {
  ChartSpec,
  Citation,
  Figure,
  ProposalRef,
} from '../../tools/index.ts'
export type { ModelUsage } from '../operations/model-usage.ts'
export type {
  ActReply,
  ActRequest,
  AlertCalendar,
  AlertPage,
  AlertPageDetail,
  AlertReport,
  AlertStep,
  AlertView,
  DutyRequest,
  EndReply,
  FirstCheck,
  MessagePage,
  RulePage,
  RuleReply,
  RuleRequest,
  SilenceRequest,
  WatchReply,
} from './alert-contract.ts'
export type { BoardMachine, BoardTile, PlantBoard } from './board-contract.ts'
export type { ChannelLinkPage, OpenLinkReply, RevokeLinkReply } from './channel-contract.ts'
export type { ConnectAnswer, ConnectPage, ConnectReply } from './connect-contract.ts'
export type {
  AffectedProposal,
  BulkOutcome,
  BulkReply,
  BulkRequest,
  ClaimReply,
  ClaimRequest,
  Delegation,
  DelegationPage,
  DelegationReply,
  DelegationRequest,
  DeliveryPage,
  DeliveryView,
  DisarmReply,
  EditReply,
  EditRequest,
  EffectCard,
  Handover,
  HandoverPage,
  HandoverReply,
  HandoverRequest,
  Lesson,
  LessonPage,
  LessonReply,
  LessonRequest,
  LessonRule,
  OutcomePage,
  OutcomeView,
  PlaybookCard,
  PlaybookDefinition,
  PlaybookPage,
  PolicyChange,
  PolicyChangeRequest,
  PolicyPage,
  PolicyPreview,
  PolicyRule,
  ProposalVersions,
  ProposalVersionView,
  Rehearsal,
  RetireReply,
  RetryReply,
  RevokeReply,
  SettleReply,
  SettleRequest,
  StandingRule,
  Track,
  Trigger,
  UndoRequest,
  WithdrawReply,
  WithdrawRequest,
} from './gate-contract.ts'
export type {
  ImportColumn,
  ImportDoor,
  ImportDraft,
  ImportEvent,
  ImportField,
  ImportGuess,
  ImportPlan,
  ImportPreview,
  ImportRefusal,
  ImportReport,
  ImportRun,
  ImportSheet,
  ImportSheetPlan,
  ImportSheetPreview,
  ImportStream,
} from './import-contract.ts'
export type {
  CitationFeedback,
  CloseReply,
  CloseRequest,
  DiffRow,
  DiffSegment,
  DocumentState,
  DueReview,
  FacetCount,
  FeedbackReply,
  FeedbackRequest,
  FeedbackVerdict,
  LibraryDocument,
  LibraryFacets,
  LibraryItem,
  LibraryPage,
  PublishDocumentReply,
  PublishDocumentRequest,
  ReviewPage,
  ReviewReply,
  ReviewRequest,
  RevisionDiff,
  RevisionView,
  UnansweredPage,
  UnansweredTopic,
} from './library-contract.ts'
export type { LifeModelCard, LifeModelPage } from './life-contract.ts'
export type {
  FormulaParts,
  FormulaTerm,
  KpiMember,
  KpiMembers,
  KpiReply,
  KpiRequest,
  MeasureChoice,
  MetricCard,
  MetricCatalogue,
  MetricChangeReply,
  MetricChangeRequest,
  MetricDetail,
  MetricTargetRequest,
  MetricTargetView,
  MetricVersionView,
  MissingMetric,
} from './metric-contract.ts'
export type {
  DocumentPassages,
  FoundPassage,
  FoundPassages,
  GlossaryPage,
  GlossaryTermRequest,
  TaughtReply,
  TaughtRequest,
} from './passage-contract.ts'
export type {
  AccessTokenView,
  OnceReply,
  PeoplePage,
  PeopleReply,
  PeopleRole,
  PersonAccount,
  TokenPage,
  TokenReply,
} from './people-contract.ts'
export type {
  Plan,
  PlanChange,
  PlanChangeReply,
  PlanPlacement,
  PlanTrial,
} from './plan-contract.ts'
export type {
  ProposeReply,
  ProposeRequest,
  ProposeTool,
  Reading,
  ReadingRequest,
  Readings,
  ReadingTool,
} from './reading-contract.ts'
export type {
  KpiQuery,
  OrderRequest,
  PageEntryItem,
  PageReply,
  PublishRequest,
  TeamPage,
  ViewChangeRequest,
  ViewDetail,
  ViewItem,
  ViewPage,
  ViewReply,
  ViewRequest,
} from './report-contract.ts'
export type {
  ReportKind,
  ReportList,
  ReportSection,
  SharedLink,
  SharedReport,
  ShareList,
  ShareReaders,
  SiteReport,
  SubscriptionList,
} from './site-report-contract.ts'
export type {
  FindingRequest,
  SourceConnection,
  SourceFeed,
  SourceFinding,
  SourceKey,
  SourcesPage,
} from './source-contract.ts'
export type { DocumentDoor, UploadEvent, UploadedDocument } from './upload-contract.ts'

export type Me = {
  userId: string
  name: string
  language: 'zh' | 'en'
  /** A person of the sign-in provider opens this account, so they may sign in once more there. */
  byProvider: boolean
  roles: { siteId: string; role: string }[]
  sites: { id: string; nameZh: string; nameEn: string; zone: string }[]
}

/** `provider`: what its button says. */
export type SignInWays = { password: boolean; provider: { zh: string; en: string } | null }

export type Demo = { userIds: string[]; password: string } | null

export type ProposalPage = {
  items: ProposalView[]
  /** Of all pages. */
  total: number
  /** `?after=` of the next page; null on the last one. */
  next: string | null
  now: string
}
export type ProposalDetail = {
  proposal: ProposalView
  timeline: AuditEvent[]
  /** Null for a tool that this version no longer has. */
  effect: EffectCard | null
  /** How it is on its way to another system; null when it never left. */
  delivery: DeliveryView | null
  /** What came of it once its horizon has passed. */
  outcome: OutcomeView | null
  now: string
}

/** A field as JSON Schema says it; what is not read here is left to the server. */
export type FieldSchema = {
  type?: string | undefined
  enum?: unknown[] | undefined
  const?: unknown
  default?: unknown
  description?: string | undefined
  minimum?: number | undefined
  maximum?: number | undefined
  maxLength?: number | undefined
  properties?: Record<string, FieldSchema> | undefined
  required?: string[] | undefined
  items?: FieldSchema | undefined
  anyOf?: FieldSchema[] | undefined
}
export type ToolForm = { tool: string; schema: FieldSchema }

export type Colleague = { userId: string; name: string; roles: { siteId: string; role: string }[] }
export type Colleagues = { items: Colleague[] }

export type DecisionRequest = {
  version: number
  argsSha256: string
  verdict: 'approve' | 'reject'
  reasonCode?: string
  reasonText?: string
}
export type DecisionReply = {
  /** `sign_in_again`: high risk takes a sign-in of the last five minutes; POST /api/auth/step-up. */
  outcome: DecideOutcome | 'sign_in_again'
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

export type NamedThing = {
  kind:
    | ('metric' | 'equipment' | 'team' | 'shift' | 'product' | 'reason')
    | ('material' | 'supplier')
  /** `group` for what belongs to every site. */
  siteId: string
  id: string
  nameZh: string
  nameEn: string
}
export type Names = { items: NamedThing[] }

export type { ErrorReply } from './error-reply.ts'
