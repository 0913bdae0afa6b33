import type { RouteOf } from '../../actions/index.ts'
import { kinds } from './kinds.ts'
import type { ConnectorConfig } from './settings.ts'

/** Which connector takes an effect of a site. */
export const routesOf =
  (connectors: readonly ConnectorConfig[]): RouteOf =>
  (tool, siteId) => {
    const taker = connectors.find(
      ({ sites, effects }) => sites.includes(siteId) && effects.includes(tool),
    )
    if (taker === undefined) return null
    return { connector: taker.name, repeatable: kinds[taker.kind].repeatable }
  }
