import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { kindOf } from '../../reports/report-kind.ts'
import { root, siteSearch } from './root.ts'

const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  validateSearch: siteSearch,
  component: lazyRouteComponent(() => import('../../sources/sources-page.tsx'), 'SourcesPage'),
})

const fileImport = createRoute({
  getParentRoute: () => root,
  path: '/sources/import',
  component: lazyRouteComponent(() => import('../../import/import-page.tsx'), 'ImportPage'),
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
  component: lazyRouteComponent(() => import('../../plant/board-page.tsx'), 'BoardPage'),
})

const teamPage = createRoute({
  getParentRoute: () => root,
  path: '/plant/team',
  validateSearch: plantSearch,
  component: lazyRouteComponent(() => import('../../team/team-board.tsx'), 'TeamBoard'),
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
  component: lazyRouteComponent(() => import('../../plan/plan-page.tsx'), 'PlanPage'),
})

const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: ({ site, kind }: Record<string, unknown>): { site?: string; kind?: string } => ({
    ...(typeof site === 'string' ? { site } : {}),
    ...(typeof kind === 'string' ? { kind } : {}),
  }),
  component: lazyRouteComponent(() => import('../../reports/reports-page.tsx'), 'ReportsPage'),
})

const SiteReportPage = lazyRouteComponent(
  () => import('../../reports/report-page.tsx'),
  'ReportPage',
)

const report = createRoute({
  getParentRoute: () => root,
  path: '/reports/$siteId/$kind/$key',
  component: () => {
    const { siteId, kind, key } = report.useParams()
    return <SiteReportPage siteId={siteId} kind={kindOf(kind)} reportKey={key} />
  },
})

const SharedPage = lazyRouteComponent(() => import('../../reports/shared-page.tsx'), 'SharedPage')

/** Opens without an account: see the shell. */
const sharedReport = createRoute({
  getParentRoute: () => root,
  path: '/shared/$token',
  component: () => <SharedPage token={sharedReport.useParams().token} />,
})

export const plantRoutes = [
  plant,
  teamPage,
  plan,
  reports,
  report,
  sharedReport,
  sources,
  fileImport,
] as const
