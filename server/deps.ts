import type { Hono } from 'hono'
import type { EffectDefinition, RouteOf } from '../actions/index.ts'
import type { ModelLimits, TurnEvent } from '../agent/index.ts'
import type { Language } from '../base/language.ts'
import type { Clock, NewId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import type { DocumentReader, Providers } from '../knowledge/index.ts'
import type { Db } from '../store/index.ts'
import type { AnyTool } from '../tools/index.ts'
import type { Auth } from './auth/index.ts'
import type { ConnectionStatus } from './ingest/connections/connections.ts'
import type { Wakes } from './jobs/index.ts'
import type { Logger } from './log.ts'
import type { ReportsConfig } from './mail/settings.ts'
import type { FlowSeal, Provider } from './oidc/index.ts'
import type { SignInConfig } from './oidc/settings.ts'
import type { PlaybookFile } from './playbook-files.ts'
import type { Pictures } from './render/index.ts'
import type { Secret } from './secret.ts'
import type { Telemetry } from './telemetry/index.ts'

export type Turn = {
  principal: Principal
  threadId: string
  question: string
  language?: Language
  channel: string
  /** How old a running turn of the same question is when its process is gone. */
  abandonedAfterMs?: number
  signal: AbortSignal
}

/** What answers a request, whichever door it came through. */
export type Deps = {
  db: Db
  clock: Clock
  newId: NewId
  log: Logger
  version: string
  /** How people and clients reach the server, no trailing slash. */
  baseUrl: string
  tools: readonly AnyTool[]
  effects: readonly EffectDefinition[]
  /** Which connector takes an effect of a site. */
  routeOf: RouteOf
  ask: (turn: Turn) => AsyncIterable<TurnEvent>
  /** Reads files of documents, in processes of its own. */
  reader: DocumentReader
  /** Draws charts, in a worker of its own. */
  pictures: Pictures
  /** What improves on the search of documents by words, where it is configured. */
  providers: Providers
  /** How questions are understood, as `/status` says it. */
  modes: { model: string }
  /** What language models may cost in a day. */
  modelLimits: ModelLimits
  telemetry: Telemetry
  /** How people sign in. */
  signIn: SignInConfig
  /** The sources that this process listens to. */
  connections: () => ConnectionStatus[]
}

/** The sign-ins of the demo factory, all with one password. */
export type DemoSignIns = { userIds: string[]; password: string }

/** What only a server that listens needs. */
export type ServerDeps = Deps & {
  auth: Auth
  /** The sign-in provider, where one is configured, and what a browser keeps on the way to it. */
  oidc: { provider: Provider; flows: FlowSeal } | null
  wakes: Wakes
  /** Whoever knows it is the owner of the data folder. */
  localToken: Secret
  /** Sign-ins that anybody may use, because this server shows the demo factory. */
  demo: DemoSignIns | null
  /** Playbooks that lie beside the data, armed or not. */
  playbookFiles: () => Promise<PlaybookFile[]>
  /** How reports leave the server. */
  reports: ReportsConfig
  /** What chat systems call. */
  channelRoutes: Hono
  /** The built web pages. */
  webDir: string
}
