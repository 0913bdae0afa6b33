/** Connectors as tests of the whole house set them up; imports little, for processes that are killed. */
import type { ConnectorConfig } from './connectors/settings.ts'
import { secret } from './secret.ts'

export { isAllowedAddress } from '../base/allowed-address.ts'
export type { Resolve } from '../base/guarded-request.ts'
export { routesOf } from './connectors/routes.ts'
export { send } from './connectors/send.ts'
export { signatureOf } from './connectors/sign.ts'
export { secret } from './secret.ts'

export const receiverSecret = 'a secret between the two, of a test'

export type ConnectorGiven = Pick<ConnectorConfig, 'kind' | 'url'> & Partial<ConnectorConfig>

export const connectorOf = (given: ConnectorGiven): ConnectorConfig => ({
  name: given.kind,
  secret: secret(receiverSecret),
  sites: ['suzhou'],
  effects: ['open_maintenance_ticket'],
  timeoutMs: 30_000,
  allowPrivate: true,
  ...given,
})
