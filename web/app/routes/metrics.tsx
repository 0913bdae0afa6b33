import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readSearch } from '../../explorer/view-state.ts'
import { root } from './root.ts'

const MetricPage = lazyRouteComponent(() => import('../../metrics/metric-page.tsx'), 'MetricPage')

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
  component: lazyRouteComponent(() => import('../../metrics/metrics-page.tsx'), 'MetricsPage'),
})

const explore = createRoute({
  getParentRoute: () => root,
  path: '/metrics/explore',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('../../explorer/explorer-page.tsx'), 'ExplorerPage'),
})

const metricEdit = createRoute({
  getParentRoute: () => root,
  path: '/metrics/edit',
  validateSearch: ({ id }: Record<string, unknown>): { id?: string } =>
    typeof id === 'string' ? { id } : {},
  component: lazyRouteComponent(() => import('../../metrics/editor/editor-page.tsx'), 'EditorPage'),
})

const metric = createRoute({
  getParentRoute: () => root,
  path: '/metrics/$id',
  component: () => <MetricPage id={metric.useParams().id} />,
})

export const metricRoutes = [metrics, explore, metricEdit, metric] as const
