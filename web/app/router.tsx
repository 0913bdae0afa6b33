import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { readSearch } from '../explorer/view-state.ts'
import { InboxPage, NothingChosen } from '../inbox/inbox-page.tsx'
import type { InboxTab } from '../inbox/tab.ts'
import type { LibrarySearch } from '../library/library.ts'
import { kindOf } from '../reports/report-kind.ts'
import { Shell } from './shell.tsx'
import { Crashed, Loading, Nowhere } from './states.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: Nowhere })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox', replace: true })
  },
})

/**
 * List and detail are one page on a wide screen, so the list stays while the detail changes. It is
 * what people begin with, so it comes with the shell and not after it.
 */
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: (search: Record<string, unknown>): { tab?: InboxTab } =>
    search.tab === 'decided' ? { tab: 'decided' } : {},
  component: InboxPage,
})

const inboxStart = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: NothingChosen,
})

const proposal = createRoute({
  getParentRoute: () => inbox,
  path: '$siteId/$id',
  component: lazyRouteComponent(() => import('../inbox/proposal-page.tsx'), 'ProposalPage'),
})

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: ({ site }: Record<string, unknown>): { site?: string } =>
    typeof site === 'string' ? { site } : {},
  component: lazyRouteComponent(() => import('../audit/audit-page.tsx'), 'AuditPage'),
})

const lessons = createRoute({
  getParentRoute: () => root,
  path: '/lessons',
  validateSearch: ({ from, site }: Record<string, unknown>): { from?: string; site?: string } => ({
    ...(typeof from === 'string' ? { from } : {}),
    ...(typeof site === 'string' ? { site } : {}),
  }),
  component: lazyRouteComponent(() => import('../lessons/lessons-page.tsx'), 'LessonsPage'),
})

const results = createRoute({
  getParentRoute: () => root,
  path: '/results',
  component: lazyRouteComponent(() => import('../results/results-page.tsx'), 'ResultsPage'),
})

const siteSearch = ({ site }: Record<string, unknown>): { site?: string } =>
  typeof site === 'string' ? { site } : {}

const handover = createRoute({
  getParentRoute: () => root,
  path: '/handover',
  validateSearch: siteSearch,
  component: lazyRouteComponent(() => import('../gate/handover-page.tsx'), 'HandoverPage'),
})

const delegations = createRoute({
  getParentRoute: () => root,
  path: '/delegations',
  component: lazyRouteComponent(() => import('../gate/delegations-page.tsx'), 'DelegationsPage'),
})

const policy = createRoute({
  getParentRoute: () => root,
  path: '/policy',
  component: lazyRouteComponent(() => import('../gate/policy-page.tsx'), 'PolicyRules'),
})

const playbooks = createRoute({
  getParentRoute: () => root,
  path: '/playbooks',
  component: lazyRouteComponent(() => import('../playbooks/playbooks-page.tsx'), 'PlaybooksPage'),
})

type AlertSearch = { status?: 'past'; site?: string }

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  validateSearch: ({ status, site }: Record<string, unknown>): AlertSearch => ({
    ...(status === 'past' ? { status } : {}),
    ...(typeof site === 'string' ? { site } : {}),
  }),
  component: lazyRouteComponent(() => import('../alerts/alerts-page.tsx'), 'AlertsPage'),
})

const alertRules = createRoute({
  getParentRoute: () => root,
  path: '/alerts/rules',
  component: lazyRouteComponent(() => import('../alerts/rules-page.tsx'), 'RulesPage'),
})

const alertCalendar = createRoute({
  getParentRoute: () => root,
  path: '/alerts/calendar',
  component: lazyRouteComponent(() => import('../alerts/calendar-page.tsx'), 'CalendarPage'),
})

const alertReport = createRoute({
  getParentRoute: () => root,
  path: '/alerts/report',
  component: lazyRouteComponent(() => import('../alerts/report-page.tsx'), 'ReportPage'),
})

const alert = createRoute({
  getParentRoute: () => root,
  path: '/alerts/$siteId/$id',
  component: lazyRouteComponent(() => import('../alerts/alert-page.tsx'), 'AlertPage'),
})

const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  validateSearch: siteSearch,
  component: lazyRouteComponent(() => import('../sources/sources-page.tsx'), 'SourcesPage'),
})

const fileImport = createRoute({
  getParentRoute: () => root,
  path: '/sources/import',
  component: lazyRouteComponent(() => import('../import/import-page.tsx'), 'ImportPage'),
})

type PlantSearch = { site?: string; machine?: string; team?: string; wall?: 1 }

/** `?wall=1` is for a screen that nobody stands at. */
const plantSearch = ({ site, machine, team, wall }: Record<string, unknown>): PlantSearch => ({
  ...(typeof site === 'string' ? { site } : {}),
  ...(typeof machine === 'string' ? { machine } : {}),
  ...(typeof team === 'string' || typeof team === 'number' ? { team: String(team) } : {}),
  ...(wall === 1 ? { wall } : {}),
})

const plant = createRoute({
  getParentRoute: () => root,
  path: '/plant',
  validateSearch: plantSearch,
  component: lazyRouteComponent(() => import('../plant/board-page.tsx'), 'BoardPage'),
})

const teamPage = createRoute({
  getParentRoute: () => root,
  path: '/plant/team',
  validateSearch: plantSearch,
  component: lazyRouteComponent(() => import('../team/team-board.tsx'), 'TeamBoard'),
})

type PlanSearch = { site?: string; proposal?: string; line?: string; order?: string }

const plan = createRoute({
  getParentRoute: () => root,
  path: '/plan',
  validateSearch: ({ site, proposal, line, order }: Record<string, unknown>): PlanSearch => ({
    ...(typeof site === 'string' ? { site } : {}),
    ...(typeof proposal === 'string' ? { proposal } : {}),
    ...(typeof line === 'string' ? { line } : {}),
    // A number alone in an address comes as one.
    ...(typeof order === 'string' || typeof order === 'number' ? { order: String(order) } : {}),
  }),
  component: lazyRouteComponent(() => import('../plan/plan-page.tsx'), 'PlanPage'),
})

const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: ({ site, kind }: Record<string, unknown>): { site?: string; kind?: string } => ({
    ...(typeof site === 'string' ? { site } : {}),
    ...(typeof kind === 'string' ? { kind } : {}),
  }),
  component: lazyRouteComponent(() => import('../reports/reports-page.tsx'), 'ReportsPage'),
})

const SiteReportPage = lazyRouteComponent(() => import('../reports/report-page.tsx'), 'ReportPage')

const report = createRoute({
  getParentRoute: () => root,
  path: '/reports/$siteId/$kind/$key',
  component: () => {
    const { siteId, kind, key } = report.useParams()
    return <SiteReportPage siteId={siteId} kind={kindOf(kind)} reportKey={key} />
  },
})

const SharedPage = lazyRouteComponent(() => import('../reports/shared-page.tsx'), 'SharedPage')

/** Opens without an account: see the shell. */
const sharedReport = createRoute({
  getParentRoute: () => root,
  path: '/shared/$token',
  component: () => <SharedPage token={sharedReport.useParams().token} />,
})

const MetricPage = lazyRouteComponent(() => import('../metrics/metric-page.tsx'), 'MetricPage')

type CatalogueSearch = { q?: string; source?: string; owner?: string }

const metrics = createRoute({
  getParentRoute: () => root,
  path: '/metrics',
  validateSearch: ({ q, source, owner }: Record<string, unknown>): CatalogueSearch => ({
    // A number alone in an address comes as one.
    ...(typeof q === 'string' || typeof q === 'number' ? { q: String(q) } : {}),
    ...(typeof source === 'string' ? { source } : {}),
    ...(typeof owner === 'string' ? { owner } : {}),
  }),
  component: lazyRouteComponent(() => import('../metrics/metrics-page.tsx'), 'MetricsPage'),
})

const explore = createRoute({
  getParentRoute: () => root,
  path: '/metrics/explore',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('../explorer/explorer-page.tsx'), 'ExplorerPage'),
})

const metricEdit = createRoute({
  getParentRoute: () => root,
  path: '/metrics/edit',
  validateSearch: ({ id }: Record<string, unknown>): { id?: string } =>
    typeof id === 'string' ? { id } : {},
  component: lazyRouteComponent(() => import('../metrics/editor/editor-page.tsx'), 'EditorPage'),
})

const metric = createRoute({
  getParentRoute: () => root,
  path: '/metrics/$id',
  component: () => <MetricPage id={metric.useParams().id} />,
})

const ChatPage = lazyRouteComponent(() => import('../chat/chat-page.tsx'), 'ChatPage')
const DocumentPage = lazyRouteComponent(
  () => import('../documents/document-page.tsx'),
  'DocumentPage',
)

const chat = createRoute({
  getParentRoute: () => root,
  path: '/chat',
  /** A question that another page puts on one's lips; nothing is asked until one sends it. */
  validateSearch: ({ ask }: Record<string, unknown>): { ask?: string } =>
    typeof ask === 'string' ? { ask } : {},
  component: () => <ChatPage draft={chat.useSearch().ask ?? ''} />,
})

const thread = createRoute({
  getParentRoute: () => root,
  path: '/chat/$threadId',
  component: () => <ChatPage threadId={thread.useParams().threadId} />,
})

const libraryKeys = ['q', 'site', 'type', 'language', 'equipment', 'state'] as const

const library = createRoute({
  getParentRoute: () => root,
  path: '/library',
  validateSearch: (search: Record<string, unknown>): LibrarySearch =>
    Object.fromEntries(
      libraryKeys.flatMap((key) => {
        const value = search[key]
        // A number alone in an address comes as one.
        return typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : []
      }),
    ),
  component: lazyRouteComponent(() => import('../library/library-page.tsx'), 'LibraryPage'),
})

const libraryAdd = createRoute({
  getParentRoute: () => root,
  path: '/library/add',
  validateSearch: ({ site, id }: Record<string, unknown>): { site?: string; id?: string } => ({
    ...(typeof site === 'string' ? { site } : {}),
    ...(typeof id === 'string' || typeof id === 'number' ? { id: String(id) } : {}),
  }),
  component: lazyRouteComponent(() => import('../library/upload-page.tsx'), 'UploadPage'),
})

const questions = createRoute({
  getParentRoute: () => root,
  path: '/library/questions',
  component: lazyRouteComponent(() => import('../library/questions-page.tsx'), 'QuestionsPage'),
})

const reviews = createRoute({
  getParentRoute: () => root,
  path: '/library/reviews',
  component: lazyRouteComponent(() => import('../library/reviews-page.tsx'), 'ReviewsPage'),
})

const terms = createRoute({
  getParentRoute: () => root,
  path: '/library/terms',
  component: lazyRouteComponent(() => import('../library/terms-page.tsx'), 'TermsPage'),
})

const DocumentCard = lazyRouteComponent(
  () => import('../library/document-card.tsx'),
  'DocumentCard',
)
const DiffPage = lazyRouteComponent(() => import('../library/diff-page.tsx'), 'DiffPage')

const documentCard = createRoute({
  getParentRoute: () => root,
  path: '/documents/$siteId/$id',
  component: () => <DocumentCard {...documentCard.useParams()} />,
})

const documentDiff = createRoute({
  getParentRoute: () => root,
  path: '/documents/$siteId/$id/diff',
  validateSearch: ({ from, to }: Record<string, unknown>): { from: number; to: number } => ({
    ...{ from: Number(from), to: Number(to) },
  }),
  component: () => <DiffPage {...documentDiff.useParams()} />,
})

const document = createRoute({
  getParentRoute: () => root,
  path: '/documents/$siteId/$id/$revision',
  validateSearch: ({ passage }: Record<string, unknown>): { passage?: number } => {
    const seq = Number(passage)
    return passage !== undefined && Number.isSafeInteger(seq) && seq >= 0 ? { passage: seq } : {}
  },
  component: () => {
    const { siteId, id, revision } = document.useParams()
    const { passage } = document.useSearch()
    const at = passage === undefined ? {} : { passage }
    return <DocumentPage siteId={siteId} id={id} revision={Number(revision)} {...at} />
  },
})

const chats = createRoute({
  getParentRoute: () => root,
  path: '/chats',
  component: lazyRouteComponent(() => import('../channels/chats-page.tsx'), 'ChatsPage'),
})

const LinkPage = lazyRouteComponent(() => import('../channels/link-page.tsx'), 'LinkPage')

const link = createRoute({
  getParentRoute: () => root,
  path: '/link/$code',
  component: () => <LinkPage code={link.useParams().code} />,
})

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    inbox.addChildren([inboxStart, proposal]),
    handover,
    delegations,
    policy,
    playbooks,
    chat,
    thread,
    chats,
    link,
    audit,
    results,
    plant,
    teamPage,
    plan,
    ...[reports, report, sharedReport],
    lessons,
    metrics,
    explore,
    metricEdit,
    metric,
    ...[alerts, alertRules, alertCalendar, alertReport, alert],
    sources,
    fileImport,
    library,
    libraryAdd,
    questions,
    reviews,
    terms,
    documentCard,
    documentDiff,
    document,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: Crashed,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
