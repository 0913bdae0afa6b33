import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import type { InboxTab } from '../inbox/tab.ts'
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

/** List and detail are one page on a wide screen, so the list stays while the detail changes. */
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: (search: Record<string, unknown>): { tab?: InboxTab } =>
    search.tab === 'decided' ? { tab: 'decided' } : {},
  component: lazyRouteComponent(() => import('../inbox/inbox-page.tsx'), 'InboxPage'),
})

const inboxStart = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: lazyRouteComponent(() => import('../inbox/inbox-page.tsx'), 'NothingChosen'),
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

const ChatPage = lazyRouteComponent(() => import('../chat/chat-page.tsx'), 'ChatPage')
const DocumentPage = lazyRouteComponent(
  () => import('../documents/document-page.tsx'),
  'DocumentPage',
)

const chat = createRoute({
  getParentRoute: () => root,
  path: '/chat',
  component: () => <ChatPage />,
})

const thread = createRoute({
  getParentRoute: () => root,
  path: '/chat/$threadId',
  component: () => <ChatPage threadId={thread.useParams().threadId} />,
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

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    inbox.addChildren([inboxStart, proposal]),
    chat,
    thread,
    audit,
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
