import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root.ts'

type Search = Record<string, unknown>

/** Words of an address; a number alone in one comes as a number. */
function texts<Key extends string>(search: Search, ...keys: Key[]): { [K in Key]?: string } {
  const kept: { [K in Key]?: string } = {}
  for (const key of keys) {
    const value = search[key]
    if (typeof value === 'string' || typeof value === 'number') kept[key] = String(value)
  }
  return kept
}

function counts<Key extends string>(search: Search, ...keys: Key[]): { [K in Key]?: number } {
  const kept: { [K in Key]?: number } = {}
  for (const key of keys) {
    const value = search[key]
    if (typeof value === 'number') kept[key] = value
  }
  return kept
}

const health = createRoute({
  getParentRoute: () => root,
  path: '/health',
  validateSearch: (search: Search) => ({
    ...texts(search, 'site', 'machine'),
    ...counts(search, 'days'),
  }),
  component: lazyRouteComponent(() => import('../../health/health-page.tsx'), 'HealthPage'),
})

const supply = createRoute({
  getParentRoute: () => root,
  path: '/supply',
  validateSearch: (search: Search) => ({
    ...texts(search, 'site', 'material', 'of'),
    ...counts(search, 'days', 'late', 'demand'),
  }),
  component: lazyRouteComponent(() => import('../../supply/supply-page.tsx'), 'SupplyPage'),
})

const quality = createRoute({
  getParentRoute: () => root,
  path: '/quality',
  validateSearch: (search: Search) => ({
    ...texts(search, 'site', 'lot', 'metric', 'machine', 'by'),
    ...counts(search, 'days'),
  }),
  component: lazyRouteComponent(() => import('../../quality/quality-page.tsx'), 'QualityPage'),
})

const process = createRoute({
  getParentRoute: () => root,
  path: '/process',
  validateSearch: (search: Search) => ({
    ...texts(search, 'site', 'machine', 'response'),
    ...counts(search, 'days'),
  }),
  component: lazyRouteComponent(() => import('../../process/process-page.tsx'), 'ProcessPage'),
})

const tickets = createRoute({
  getParentRoute: () => root,
  path: '/tickets',
  validateSearch: (search: Search) => texts(search, 'site', 'equipment', 'kind', 'status', 'by'),
  component: lazyRouteComponent(() => import('../../tickets/tickets-page.tsx'), 'TicketsPage'),
})

export const workspaceRoutes = [health, supply, quality, process, tickets] as const
