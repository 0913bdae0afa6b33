import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { InboxPage, NothingChosen } from '../../inbox/inbox-page.tsx'
import type { InboxTab } from '../../inbox/tab.ts'
import { root, siteSearch } from './root.ts'

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
  component: lazyRouteComponent(() => import('../../inbox/proposal-page.tsx'), 'ProposalPage'),
})

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: ({ site }: Record<string, unknown>): { site?: string } =>
    typeof site === 'string' ? { site } : {},
  component: lazyRouteComponent(() => import('../../audit/audit-page.tsx'), 'AuditPage'),
})

const lessons = createRoute({
  getParentRoute: () => root,
  path: '/lessons',
  validateSearch: ({ from, site }: Record<string, unknown>): { from?: string; site?: string } => ({
    ...(typeof from === 'string' ? { from } : {}),
    ...(typeof site === 'string' ? { site } : {}),
  }),
  component: lazyRouteComponent(() => import('../../lessons/lessons-page.tsx'), 'LessonsPage'),
})

const results = createRoute({
  getParentRoute: () => root,
  path: '/results',
  component: lazyRouteComponent(() => import('../../results/results-page.tsx'), 'ResultsPage'),
})

const handover = createRoute({
  getParentRoute: () => root,
  path: '/handover',
  validateSearch: siteSearch,
  component: lazyRouteComponent(() => import('../../gate/handover-page.tsx'), 'HandoverPage'),
})

const delegations = createRoute({
  getParentRoute: () => root,
  path: '/delegations',
  component: lazyRouteComponent(() => import('../../gate/delegations-page.tsx'), 'DelegationsPage'),
})

const policy = createRoute({
  getParentRoute: () => root,
  path: '/policy',
  component: lazyRouteComponent(() => import('../../gate/policy-page.tsx'), 'PolicyRules'),
})

const playbooks = createRoute({
  getParentRoute: () => root,
  path: '/playbooks',
  component: lazyRouteComponent(
    () => import('../../playbooks/playbooks-page.tsx'),
    'PlaybooksPage',
  ),
})

export const gateRoutes = [
  start,
  inbox.addChildren([inboxStart, proposal]),
  handover,
  delegations,
  policy,
  playbooks,
  audit,
  results,
  lessons,
] as const
