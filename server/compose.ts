import { fileURLToPath } from 'node:url'
import { openAiCompatible, runTurn } from '../agent/index.ts'
import { randomId, systemClock } from '../base/ports.ts'
import { seedMetrics } from '../factory/index.ts'
import { makeProviders } from '../knowledge/index.ts'
import { type Db, type OpenStore, openFolderStore, openServerStore } from '../store/index.ts'
import { catalog, effects } from '../tools/index.ts'
import type { Config } from './config.ts'
import { routesOf } from './connectors/index.ts'
import type { Deps } from './deps.ts'
import type { Logger } from './log.ts'
import { version } from './version.ts'

export const webDir = fileURLToPath(new URL('../web/dist', import.meta.url))

/** Opens the store and makes sure of the metrics that every plant starts with. */
export async function openStore(config: Config): Promise<OpenStore> {
  const opened = await (config.databaseUrl === null
    ? openFolderStore(config.dataDir)
    : openServerStore({ url: config.databaseUrl.reveal() }))
  await opened.db.tx('ingest', (tx) => seedMetrics(tx, systemClock()))
  return opened
}

type Parts = {
  config: Config
  db: Db
  log: Logger
  baseUrl: string
  connections?: Deps['connections']
}

/** The one place where the floors below are put together. */
export function composeDeps({ config, db, log, baseUrl, ...parts }: Parts): Deps {
  const routeOf = routesOf(config.connectors)
  const providers = makeProviders(config.retrieval, { clock: systemClock })
  const shared = {
    ...{ db, clock: systemClock, newId: randomId, baseUrl, tools: catalog, routeOf, providers },
  }
  const model = config.model === null ? {} : { model: modelOf(config.model) }
  return {
    ...shared,
    effects,
    log,
    version,
    connections: parts.connections ?? (() => []),
    ask: (turn) => runTurn({ ...shared, ...model }, turn),
    modes: { model: config.model === null ? 'built-in' : config.model.name },
  }
}

function modelOf({ baseUrl, name, apiKey }: NonNullable<Config['model']>) {
  // Servers of one's own often want no key, but the wire always carries one.
  return openAiCompatible({ baseUrl, name, apiKey: apiKey?.reveal() ?? 'none' })
}
