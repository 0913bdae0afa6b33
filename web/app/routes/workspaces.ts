import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root.ts'

/** Of an address the words that a page knows; a number alone in one comes as a number. */
const only =
  <Key extends string>(...keys: Key[]) =>
  (search: Record<string, unknown>): Partial<Record<Key, string>> => {
    const kept: Partial<Record<Key, string>> = {}
    for (const key of keys) {
      const value = search[key]
      if (typeof value === 'string' || typeof value === 'number') kept[key] = String(value)
    }
    return kept
  }

const health = createRoute({
  getParentRoute: () => root,
  path: '/health',
  validateSearch: only('site', 'machine', 'days'),
  component: lazyRouteComponent(() => import('../../health/health-page.tsx'), 'HealthPage'),
})

const supply = createRoute({
  getParentRoute: () => root,
  path: '/supply',
  validateSearch: only('site', 'material', 'days', 'of', 'late', 'demand'),
  component: lazyRouteComponent(() => import('../../supply/supply-page.tsx'), 'SupplyPage'),
})

const quality = createRoute({
  getParentRoute: () => root,
  path: '/quality',
  validateSearch: only('site', 'lot', 'days', 'metric', 'machine', 'by'),
  component: lazyRouteComponent(() => import('../../quality/quality-page.tsx'), 'QualityPage'),
})

const process = createRoute({
  getParentRoute: () => root,
  path: '/process',
  validateSearch: only('site', 'machine', 'response', 'days'),
  component: lazyRouteComponent(() => import('../../process/process-page.tsx'), 'ProcessPage'),
})

const tickets = createRoute({
  getParentRoute: () => root,
  path: '/tickets',
  validateSearch: only('site', 'equipment', 'kind', 'status', 'by'),
  component: lazyRouteComponent(() => import('../../tickets/tickets-page.tsx'), 'TicketsPage'),
})

export const workspaceRoutes = [health, supply, quality, process, tickets] as const
