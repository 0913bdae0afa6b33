import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root.ts'

type AlertSearch = { status?: 'past'; site?: string }

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  validateSearch: ({ status, site }: Record<string, unknown>): AlertSearch => ({
    ...(status === 'past' ? { status } : {}),
    ...(typeof site === 'string' ? { site } : {}),
  }),
  component: lazyRouteComponent(() => import('../../alerts/alerts-page.tsx'), 'AlertsPage'),
})

const alertRules = createRoute({
  getParentRoute: () => root,
  path: '/alerts/rules',
  component: lazyRouteComponent(() => import('../../alerts/rules-page.tsx'), 'RulesPage'),
})

const alertCalendar = createRoute({
  getParentRoute: () => root,
  path: '/alerts/calendar',
  component: lazyRouteComponent(() => import('../../alerts/calendar-page.tsx'), 'CalendarPage'),
})

const alertReport = createRoute({
  getParentRoute: () => root,
  path: '/alerts/report',
  component: lazyRouteComponent(() => import('../../alerts/report-page.tsx'), 'ReportPage'),
})

const alert = createRoute({
  getParentRoute: () => root,
  path: '/alerts/$siteId/$id',
  component: lazyRouteComponent(() => import('../../alerts/alert-page.tsx'), 'AlertPage'),
})

export const alertRoutes = [alerts, alertRules, alertCalendar, alertReport, alert] as const
