import { Hono } from 'hono'
import type { ServerDeps } from './deps.ts'
import { accountRoutes } from './http/accounts.ts'
import { alertRoutes } from './http/alerts.ts'
import { auditRoutes } from './http/audit.ts'
import { channelLinkRoutes } from './http/channel-links.ts'
import { colleagueRoutes } from './http/colleagues.ts'
import { connectRoutes } from './http/connect.ts'
import { bearerOf, crowdGuard, sessionOf } from './http/crowd.ts'
import { delegationRoutes, handoverRoutes } from './http/delegations.ts'
import { deliveryRoutes } from './http/delivery-verbs.ts'
import { documentRoutes } from './http/documents.ts'
import { onError, unknownRoute } from './http/errors.ts'
import { eventRoutes } from './http/events.ts'
import { exportRoutes } from './http/exports.ts'
import { noteForgery } from './http/forgery.ts'
import { glossaryRoutes } from './http/glossary.ts'
import { addressGuard, bodyGuard, headers, hostGuard, originGuard } from './http/guards.ts'
import { healthRoutes } from './http/health.ts'
import { importRoutes } from './http/imports.ts'
import { kpiRoutes } from './http/kpi.ts'
import { lessonRoutes } from './http/lessons.ts'
import { libraryRoutes } from './http/library.ts'
import { libraryUpkeepRoutes } from './http/library-upkeep.ts'
import { lifeModelRoutes } from './http/life-models.ts'
import { localRoutes } from './http/local.ts'
import { metricChangeRoutes } from './http/metric-changes.ts'
import { metricTargetRoutes } from './http/metric-targets.ts'
import { metricRoutes } from './http/metrics.ts'
import { modelUsageRoutes } from './http/model-usage.ts'
import { nameRoutes } from './http/names.ts'
import { oidcRoutes } from './http/oidc.ts'
import { outcomeRoutes } from './http/outcomes.ts'
import { pageProposalRoutes } from './http/page-proposals.ts'
import { pageRoutes } from './http/pages.ts'
import { peopleRoutes } from './http/people.ts'
import { planRoutes } from './http/plan.ts'
import { planChangeRoutes } from './http/plan-changes.ts'
import { plantBoardRoutes } from './http/plant-board.ts'
import { playbookRoutes } from './http/playbooks.ts'
import { policyRoutes } from './http/policy.ts'
import { proposalRoutes } from './http/proposals.ts'
import { readingRoutes } from './http/readings.ts'
import { reportShareRoutes, sharedRoutes } from './http/report-shares.ts'
import { searchRoutes } from './http/search.ts'
import { siteReportRoutes } from './http/site-reports.ts'
import { sourceRoutes } from './http/sources.ts'
import { stepUpRoutes } from './http/step-up.ts'
import { teamPageRoutes } from './http/team-pages.ts'
import { measured, metricsText } from './http/telemetry.ts'
import { threadRoutes } from './http/threads.ts'
import { tokenRoutes } from './http/tokens.ts'
import { toolFormRoutes } from './http/tool-forms.ts'
import { uploadRoutes } from './http/uploads.ts'
import { viewRoutes } from './http/views.ts'
import { ingestRoutes } from './ingest/http/index.ts'
import { mcpRoutes } from './mcp/index.ts'
import { createAuthorization, oauthRoutes } from './oauth/index.ts'
import { operations } from './operations/index.ts'

/** Everything that the server answers over HTTP. */
export function createApp(deps: ServerDeps): Hono {
  const app = new Hono()
  app.onError(onError(deps.log))
  app.notFound(unknownRoute)
  app.use(measured(deps))
  // Probes of an orchestrator, and whoever gathers metrics, name the server by its address.
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/metrics', metricsText(deps))
  addGuards(app, deps)
  addFileDoors(app, deps)
  app.use('/api/*', crowdGuard(sessionOf))
  app.use('/mcp', crowdGuard(bearerOf))
  app.use(bodyGuard)
  app.route('/', healthRoutes(deps))
  const authorization = createAuthorization(deps)
  app.route('/', mcpRoutes(deps))
  app.route('/', oauthRoutes(deps, authorization))
  app.route('/api/connect', connectRoutes(deps, authorization))
  app.route('/channels', deps.channelRoutes)
  addPeople(app, deps)
  addGate(app, deps)
  addPlant(app, deps)
  app.route('/api/events', eventRoutes(deps))
  app.route('/api/audit', auditRoutes(deps))
  app.route('/api/threads', threadRoutes(deps))
  app.route('/api/models/usage', modelUsageRoutes(deps))
  app.route('/api/documents/search', searchRoutes(deps))
  app.route('/api/documents', documentRoutes(deps))
  app.route('/api/library', libraryUpkeepRoutes(deps))
  app.route('/api/library', libraryRoutes(deps))
  app.route('/api/glossary', glossaryRoutes(deps))
  app.route('/api/exports', exportRoutes(deps))
  app.route('/api/channel-links', channelLinkRoutes(deps))
  app.route('/api/local', localRoutes(deps, operations))
  app.all('/api/*', unknownRoute)
  app.route('/', pageRoutes(deps.webDir))
  return app
}

/** Who one is, and who may sign in. */
function addPeople(app: Hono, deps: ServerDeps): void {
  app.route('/api/auth/oidc', oidcRoutes(deps))
  app.route('/api', accountRoutes(deps))
  app.route('/api/people', peopleRoutes(deps))
  app.route('/api/tokens', tokenRoutes(deps))
}

function addGuards(app: Hono, deps: ServerDeps): void {
  app.use(
    headers,
    addressGuard,
    hostGuard(deps.baseUrl),
    originGuard(deps.baseUrl, (c) => noteForgery(deps, c)),
  )
}

/** These have limits of their own: they read bodies as they come. Each may be large, so few at once. */
function addFileDoors(app: Hono, deps: ServerDeps): void {
  const few = crowdGuard(sessionOf, { atOnce: 4, waiting: 100 })
  app.route('/ingest/v1', ingestRoutes(deps))
  app.use('/api/imports/*', few).route('/api/imports', importRoutes(deps))
  app.use('/api/documents', few).route('/api/documents', uploadRoutes(deps))
}

/** Proposals and what goes with deciding them. */
function addGate(app: Hono, deps: ServerDeps): void {
  app.route('/api/auth/step-up', stepUpRoutes(deps))
  app.route('/api/tool-forms', toolFormRoutes(deps))
  app.route('/api/colleagues', colleagueRoutes(deps))
  app.route('/api/proposals', proposalRoutes(deps))
  app.route('/api/policy', policyRoutes(deps))
  app.route('/api/delegations', delegationRoutes(deps))
  app.route('/api/handovers', handoverRoutes(deps))
  app.route('/api/deliveries', deliveryRoutes(deps))
  app.route('/api/lessons', lessonRoutes(deps))
  app.route('/api/playbooks', playbookRoutes(deps))
  app.route('/api/outcomes', outcomeRoutes(deps))
}

/** The metric centre, what goes on at the machines, and what is planned on them. */
function addPlant(app: Hono, deps: ServerDeps): void {
  app.route('/api/names', nameRoutes(deps))
  app.route('/api/metrics/changes', metricChangeRoutes(deps))
  app.route('/api/metrics/targets', metricTargetRoutes(deps))
  app.route('/api/metrics', metricRoutes(deps))
  app.route('/api/kpi', kpiRoutes(deps))
  app.route('/api/plant-board', plantBoardRoutes(deps))
  app.route('/api/plan', planRoutes(deps))
  app.route('/api/plan', planChangeRoutes(deps))
  app.route('/api/readings', readingRoutes(deps))
  app.route('/api/life-models', lifeModelRoutes(deps))
  app.route('/api/page-proposals', pageProposalRoutes(deps))
  app.route('/api/reports', siteReportRoutes(deps))
  app.route('/api/reports', reportShareRoutes(deps))
  app.route('/api/shared', sharedRoutes(deps))
  app.route('/api/views', viewRoutes(deps))
  app.route('/api/team-pages', teamPageRoutes(deps))
  app.route('/api/sources', sourceRoutes(deps))
  app.route('/api/alerts', alertRoutes(deps))
}
