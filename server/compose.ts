import type { TurnDeps, TurnEvent, TurnRequest } from '../agent/index.ts'
import { randomId, systemClock } from '../base/ports.ts'
import { seedMetrics } from '../factory/index.ts'
import { makeProviders, openReader } from '../knowledge/index.ts'
import { armPlaybookEffect } from '../playbooks/index.ts'
import { type Db, type OpenStore, openFolderStore, openServerStore } from '../store/index.ts'
import { catalog, effects } from '../tools/index.ts'
import type { Config } from './config.ts'
import { refuseUnknownEffects, routesOf } from './connectors/index.ts'
import type { Deps } from './deps.ts'
import type { Logger } from './log.ts'
import { modelMode } from './model-settings.ts'
import { openPictures } from './render/index.ts'
import { noTelemetry, type Telemetry } from './telemetry/index.ts'
import { version } from './version.ts'

/**
 * Opens the store and makes sure of the metrics that every plant starts with. `buffersMb` are those of
 * the embedded one.
 */
export async function openStore(
  config: Config,
  options: { buffersMb?: number } = {},
): Promise<OpenStore> {
  refuseUnknownEffects(config.connectors)
  const opened = await (config.databaseUrl === null
    ? openFolderStore(config.dataDir, options)
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
  /** Absent: nothing is measured. */
  telemetry?: Telemetry
}

/** The one place where the floors below are put together. */
export function composeDeps({ config, db, log, baseUrl, ...parts }: Parts): Deps {
  const routeOf = routesOf(config.connectors)
  const providers = makeProviders(config.retrieval, { clock: systemClock })
  const shared = {
    ...{ db, clock: systemClock, newId: randomId, baseUrl, tools: catalog, routeOf, providers },
    lexicons: new Map(),
  }
  return {
    ...shared,
    effects: [...effects, armPlaybookEffect],
    log,
    version,
    reader: openReader({ ocr: config.ocr }),
    pictures: openPictures(),
    connections: parts.connections ?? (() => []),
    telemetry: parts.telemetry ?? noTelemetry,
    ask: asking(config, shared),
    modes: { model: modelMode(config) },
    modelLimits: config.modelLimits,
    signIn: config.signIn,
  }
}

type Shared = Omit<TurnDeps, 'model'>

/** The agent loads with the first question: a command that asks none starts in half the time. */
function asking({ models, route, modelLimits }: Config, shared: Shared): Deps['ask'] {
  let loading: Promise<(turn: TurnRequest) => AsyncGenerator<TurnEvent>> | undefined
  const load = async () => {
    const { openAiCompatible, runTurn } = await import('../agent/index.ts')
    // Servers of one's own often want no key, but the wire always carries one.
    const endpoints = models.map(({ apiKey, ...one }) => ({
      ...one,
      apiKey: apiKey?.reveal() ?? 'none',
    }))
    const [first, ...others] = endpoints
    if (first === undefined) return (turn: TurnRequest) => runTurn(shared, turn)
    const model = openAiCompatible(first, ...others)
    return (turn: TurnRequest) => runTurn({ ...shared, model, route, limits: modelLimits }, turn)
  }
  return async function* (turn) {
    loading ??= load()
    const ask = await loading
    yield* ask(turn)
  }
}
