import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse as parseYaml } from 'yaml'
import type { z } from 'zod'
import type { ModelLimits, Route } from '../agent/index.ts'
import { AppError } from '../base/app-error.ts'
import type { RetentionRule } from '../factory/index.ts'
import { type ChannelsConfig, resolveChannels } from './channels/settings.ts'
import { type ConnectorConfig, resolveConnectors } from './connectors/settings.ts'
import { resolveSources, type SourceConfig } from './ingest/connections/settings.ts'
import { type ReportsConfig, resolveReports } from './mail/settings.ts'
import { type ModelConfig, resolveModels, severalModels } from './model-settings.ts'
import { resolveSignIn, type SignInConfig } from './oidc/settings.ts'
import { retentionRules } from './retention.ts'
import { type RetrievalConfig, resolveRetrieval } from './retrieval-settings.ts'
import { type Secret, secret } from './secret.ts'
import { type Environment, referencedVariables } from './secret-reference.ts'
import { refuseUnknownVariables, settingError } from './setting-faults.ts'
import { settings, variables } from './settings.ts'
import { resolveTelemetry, type TelemetryConfig } from './telemetry/settings.ts'

export type Config = {
  dataDir: string
  host: string
  /** 0: any free port. */
  port: number
  /** How people and clients reach the server, no trailing slash; null: http://localhost:PORT. */
  publicUrl: string | null
  databaseUrl: Secret | null
  /** Which server the CLI talks to. */
  serverUrl: string | null
  secret: Secret | null
  logLevel: z.infer<typeof settings>['logLevel']
  /** In the order in which they are asked; empty: the built-in model alone. */
  models: ModelConfig[]
  route: Route
  modelLimits: ModelLimits
  /** The package that recognises text in pictures; null: none; undefined: the usual one. */
  ocr: string | null | undefined
  /** Paths in them are absolute. */
  sources: SourceConfig[]
  connectors: ConnectorConfig[]
  channels: ChannelsConfig
  reports: ReportsConfig
  retention: RetentionRule[]
  retrieval: RetrievalConfig
  telemetry: TelemetryConfig
  signIn: SignInConfig
}

type Sources = {
  /** Default: the environment of the process, which nothing else reads. */
  env?: Environment
  /** Settings given as command-line options; they win over the environment, it over the file. */
  flags?: { data?: string; host?: string; port?: string; config?: string }
}

/** @throws AppError `invalid_input` that names the setting, where it came from and the fix. */
export function loadConfig({ env = process.env, flags = {} }: Sources = {}): Config {
  const { config: named, ...given } = flags
  const path = named ?? env.JIDOKA_CONFIG ?? defaultFile(given.data ?? env.JIDOKA_DATA)
  const file = path === null ? {} : readSettings(path)
  refuseUnknownVariables(
    env,
    referencedVariables([
      ...[file.model, file.sources, file.connectors, file.channels, file.retrieval, file.reports],
      ...[file.telemetry, file.auth],
    ]),
  )
  const tree = [file, fromEnvironment(env), given].reduce<Tree>(merge, {})
  const parsed = schemaFor(tree).safeParse(tree)
  if (!parsed.success) throw settingError(parsed.error.issues, { tree, path })
  const { sources, connectors, channels, reports, retrieval, telemetry } = parsed.data
  return {
    ...toConfig(parsed.data),
    models: resolveModels(parsed.data.model, env),
    sources: resolveSources(sources, { env, path }),
    connectors: resolveConnectors(connectors, env),
    channels: resolveChannels(channels, env),
    reports: resolveReports(reports, env),
    retrieval: resolveRetrieval(retrieval, env),
    telemetry: resolveTelemetry(telemetry, env),
    signIn: resolveSignIn(parsed.data.auth, env),
  }
}

/** A list is read as one, so that what is wrong in it is named by its place. */
const schemaFor = ({ model }: Tree) =>
  Array.isArray(model) ? settings.extend({ model: severalModels }) : settings

/** What names secrets or files, and is resolved by its own part. */
type Resolved =
  | ('sources' | 'connectors' | 'channels' | 'reports')
  | ('retrieval' | 'telemetry' | 'models' | 'signIn')

function toConfig(given: Omit<z.infer<typeof settings>, 'model'>): Omit<Config, Resolved> {
  return {
    dataDir: resolve(given.data ?? defaultDataDir()),
    host: given.host,
    port: given.port,
    publicUrl: given.publicUrl?.replace(/\/+$/, '') ?? null,
    databaseUrl: given.databaseUrl === undefined ? null : secret(given.databaseUrl),
    serverUrl: given.url?.replace(/\/+$/, '') ?? null,
    secret: given.secret === undefined ? null : secret(given.secret),
    logLevel: given.logLevel,
    route: given.agent.route,
    modelLimits: given.modelLimits,
    ocr: given.ocr === 'off' ? null : given.ocr,
    retention: retentionRules(given.retention),
  }
}

function defaultDataDir(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support/jidoka')
  if (process.platform === 'win32') return join(homedir(), 'AppData/Local/jidoka')
  return join(homedir(), '.local/share/jidoka')
}

function defaultFile(data: string | undefined): string | null {
  const path = join(resolve(data ?? defaultDataDir()), 'jidoka.yaml')
  return existsSync(path) ? path : null
}

type Tree = { [key: string]: unknown }
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function merge(below: Tree, above: Tree): Tree {
  const merged = { ...below }
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key]
    if (value === undefined) continue
    merged[key] = isTree(value) && isTree(under) ? merge(under, value) : value
  }
  return merged
}

function readSettings(path: string): Tree {
  try {
    const read: unknown = parseYaml(readFileSync(path, 'utf8')) ?? {}
    if (isTree(read)) return read
  } catch (cause) {
    throw new AppError('invalid_input', `The config file ${path} cannot be read.`, {
      cause,
      field: 'config',
      hint: 'It must exist and hold YAML or JSON: one mapping of settings.',
    })
  }
  throw new AppError('invalid_input', `The config file ${path} is not a mapping of settings.`, {
    field: 'config',
    hint: 'Write `key: value` lines, for example `port: 3000`.',
  })
}

function fromEnvironment(env: Environment): Tree {
  const tree: Tree = {}
  for (const [name, path] of Object.entries(variables)) {
    const value = env[name]
    if (value === undefined || value === '') continue
    const [head = '', tail] = path.split('.')
    const under = tree[head]
    tree[head] = tail === undefined ? value : { ...(isTree(under) ? under : {}), [tail]: value }
  }
  return tree
}
