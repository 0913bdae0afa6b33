import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import { effects } from '../../tools/index.ts'
import type { ConnectorConfig } from './settings.ts'

const deliverable = effects.filter(({ reach }) => reach === 'connectable').map(({ tool }) => tool)

/**
 * Apart from the settings, which each command reads: the effects load the whole house.
 * @throws AppError for an effect that no connector can take
 */
export function refuseUnknownEffects(connectors: readonly ConnectorConfig[]): void {
  for (const [at, { effects: named }] of connectors.entries()) {
    for (const [place, tool] of named.entries()) {
      if (deliverable.includes(tool)) continue
      throw new AppError('invalid_input', `No connector can take "${tool}".`, {
        field: `connectors.${at}.effects.${place}`,
        hint: `Did you mean ${nearest(tool, deliverable).join(' or ') || deliverable.join(', ')}?`,
      })
    }
  }
}
