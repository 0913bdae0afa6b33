import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root.ts'

const ChatPage = lazyRouteComponent(() => import('../../chat/chat-page.tsx'), 'ChatPage')

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

const chats = createRoute({
  getParentRoute: () => root,
  path: '/chats',
  component: lazyRouteComponent(() => import('../../channels/chats-page.tsx'), 'ChatsPage'),
})

const models = createRoute({
  getParentRoute: () => root,
  path: '/models',
  validateSearch: ({ days }: Record<string, unknown>): { days?: number } =>
    typeof days === 'number' ? { days } : {},
  component: lazyRouteComponent(() => import('../../models/models-page.tsx'), 'ModelsPage'),
})

const access = createRoute({
  getParentRoute: () => root,
  path: '/access',
  component: lazyRouteComponent(() => import('../../access/access-page.tsx'), 'AccessPage'),
})

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  component: lazyRouteComponent(() => import('../../people/people-page.tsx'), 'PeoplePage'),
})

const LinkPage = lazyRouteComponent(() => import('../../channels/link-page.tsx'), 'LinkPage')

const link = createRoute({
  getParentRoute: () => root,
  path: '/link/$code',
  component: () => <LinkPage code={link.useParams().code} />,
})

const ConnectPage = lazyRouteComponent(
  () => import('../../connect/connect-page.tsx'),
  'ConnectPage',
)
/** As the AI client wrote it: the router reads `1e5` as a number, and the client compares what comes back. */
const opened = window.location.search

const connect = createRoute({
  getParentRoute: () => root,
  path: '/connect',
  component: () => <ConnectPage search={opened} />,
})

export const chatRoutes = [chat, thread, chats, models, access, people, link, connect] as const
