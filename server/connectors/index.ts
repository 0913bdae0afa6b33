export { routesOf } from './routes.ts'
export { send } from './send.ts'
export {
  type ConnectorConfig,
  connectorKeys,
  connectorSettings,
  resolveConnectors,
} from './settings.ts'
