import { createRouter } from '@tanstack/react-router'
import { alertRoutes } from './routes/alerts.ts'
import { chatRoutes } from './routes/chat.tsx'
import { gateRoutes } from './routes/gate.tsx'
import { libraryRoutes } from './routes/library.tsx'
import { metricRoutes } from './routes/metrics.tsx'
import { plantRoutes } from './routes/plant.tsx'
import { root } from './routes/root.ts'
import { workspaceRoutes } from './routes/workspaces.ts'
import { Crashed, Loading } from './states.tsx'

export const router = createRouter({
  routeTree: root.addChildren([
    ...gateRoutes,
    ...chatRoutes,
    ...plantRoutes,
    ...workspaceRoutes,
    ...metricRoutes,
    ...alertRoutes,
    ...libraryRoutes,
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
