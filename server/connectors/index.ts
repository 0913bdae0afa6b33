export { refuseUnknownEffects } from './known-effects.ts'
export { routesOf } from './routes.ts'
export { send } from './send.ts'
export type { ConnectorConfig } from './settings.ts'
