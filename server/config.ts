import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { ModelLimits, Route } from '../agent/index.ts'
import { AppError } from '../base/app-error.ts'
import { nearest } from '../base/near.ts'
import type { RetentionRule } from '../factory/index.ts'
import {
  type ChannelsConfig,
  channelKeys,
  channelSettings,
  resolveChannels,
} from './channels/settings.ts'
import {
  type ConnectorConfig,
  connectorKeys,
  connectorSettings,
  resolveConnectors,
} from './connectors/settings.ts'
import {
  resolveSources,
  type SourceConfig,
  sourceKeys,
  sourceSettings,
} from './ingest/connections/settings.ts'
import { type ReportsConfig, reportKeys, reportSettings, resolveReports } from './mail/settings.ts'
import {
  agentKeys,
  agentSettings,
  limitKeys,
  limitSettings,
  type ModelConfig,
  modelKeys,
  modelSettings,
  resolveModels,
  severalModels,
} from './model-settings.ts'
import { keptForEver, retentionRules, retentionSettings } from './retention.ts'
import {
  type RetrievalConfig,
  resolveRetrieval,
  retrievalKeys,
  retrievalSettings,
} from './retrieval-settings.ts'
import { type Secret, secret } from './secret.ts'
import { type Environment, referencedVariables } from './secret-reference.ts'

/** Everything that may be configured, as its file spells it; an unknown key is refused by name. */
const settings = z.strictObject({
  data: z.string().min(1).optional(),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).default(3000),
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  databaseUrl: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  secret: z.string().min(32).optional(),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** One endpoint of a language model, or several in the order in which they are asked. */
  model: modelSettings,
  /** Who answers where a model is configured. */
  agent: agentSettings,
  /** What configured models may cost in a day; only a file can say it. */
  modelLimits: limitSettings,
  /** The package that recognises text in pictures, or its path; `off`: none. */
  ocr: z.string().min(1).optional(),
  /** Brokers and servers of machines to listen to; only a file can say them. */
  sources: sourceSettings,
  /** Other systems that approved effects are sent to; only a file can say them. */
  connectors: connectorSettings,
  /** Chat systems that people ask and decide in; only a file can say them. */
  channels: channelSettings,
  /** How reports leave the server; only a file can say it. */
  reports: reportSettings,
  /** How long each stream is kept; only a file can say it. */
  retention: retentionSettings,
  /** Embeddings and a reranker for the search of documents; only a file can say them. */
  retrieval: retrievalSettings,
})

/** Environment variable → path in the settings. */
const variables: Record<string, string> = {
  JIDOKA_DATA: 'data',
  JIDOKA_HOST: 'host',
  PORT: 'port',
  JIDOKA_PUBLIC_URL: 'publicUrl',
  DATABASE_URL: 'databaseUrl',
  JIDOKA_URL: 'url',
  JIDOKA_SECRET: 'secret',
  JIDOKA_LOG_LEVEL: 'logLevel',
  JIDOKA_OCR: 'ocr',
  JIDOKA_MODEL_BASE_URL: 'model.baseUrl',
  JIDOKA_MODEL_NAME: 'model.name',
  JIDOKA_MODEL_API_KEY: 'model.apiKey',
  JIDOKA_AGENT_ROUTE: 'agent.route',
}

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
    ]),
  )
  const tree = [file, fromEnvironment(env), given].reduce<Tree>(merge, {})
  const parsed = schemaFor(tree).safeParse(tree)
  if (!parsed.success) throw settingError(firstOf(parsed.error.issues), { tree, path })
  const { sources, connectors, channels, reports, retrieval } = parsed.data
  return {
    ...toConfig(parsed.data),
    models: resolveModels(parsed.data.model, env),
    sources: resolveSources(sources, { env, path }),
    connectors: resolveConnectors(connectors, env),
    channels: resolveChannels(channels, env),
    reports: resolveReports(reports, env),
    retrieval: resolveRetrieval(retrieval, env),
  }
}

/** A list is read as one, so that what is wrong in it is named by its place. */
const schemaFor = ({ model }: Tree) =>
  Array.isArray(model) ? settings.extend({ model: severalModels }) : settings

function toConfig(
  given: Omit<z.infer<typeof settings>, 'model'>,
): Omit<Config, 'sources' | 'connectors' | 'channels' | 'reports' | 'retrieval' | 'models'> {
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

function refuseUnknownVariables(env: Environment, referenced: string[]): void {
  const known = [...Object.keys(variables), 'JIDOKA_CONFIG', ...referenced]
  const unknown = Object.keys(env).find(
    (name) =>
      name.startsWith('JIDOKA_') && !name.startsWith('JIDOKA_TEST_') && !known.includes(name),
  )
  if (unknown === undefined) return
  throw new AppError('invalid_input', `Unknown environment variable ${unknown}.`, {
    field: unknown,
    hint: didYouMean(unknown.slice('JIDOKA_'.length), known, 'JIDOKA_'),
  })
}

/** A key that is not known explains the one that is missing. */
function firstOf(issues: z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  return issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
}

type Given = { tree: Tree; path: string | null }

function settingError(issue: z.core.$ZodIssue | undefined, { tree, path }: Given): AppError {
  const where = issue?.path.join('.') ?? ''
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    const field = where === '' ? key : `${where}.${key}`
    return new AppError('invalid_input', `Unknown setting "${field}" in ${path ?? 'the config'}.`, {
      field,
      hint: where === 'retention' ? keptForEver : didYouMean(key, keysAt(where)),
    })
  }
  const variable = Object.entries(variables).find(([, setting]) => setting === where)?.[0]
  const wanted = wantedForms[where] ?? `${issue?.message ?? ''}.`
  return new AppError('invalid_input', `The setting "${where}" ${wrongness(where, tree)}.`, {
    field: where,
    hint: `${wanted} Mend it in ${path ?? 'the config file'}${variable ? ` or in ${variable}` : ''}.`,
  })
}

function keysAt(where: string): string[] {
  if (/^model(?:\.\d+)?$/.test(where)) return modelKeys
  if (where === 'agent') return agentKeys
  if (where === 'modelLimits') return limitKeys
  if (where.startsWith('connectors')) return connectorKeys
  if (where.startsWith('channels')) return channelKeys(where)
  if (where.startsWith('reports')) return reportKeys(where)
  if (where.startsWith('retrieval')) return retrievalKeys(where)
  return where.startsWith('sources') ? sourceKeys : Object.keys(settings.shape)
}

const wantedForms: Record<string, string> = {
  port: 'A whole number from 0 to 65535.',
  databaseUrl:
    'Write postgres://USER:PASSWORD@HOST:PORT/DATABASE; %-encode signs such as @ or / in the password.',
  publicUrl: 'Write https://jidoka.example.com.',
  url: 'Write http://localhost:3000.',
  'model.baseUrl': 'Write https://HOST/v1.',
}

/** What was given, but nothing of what may hold a password or a key. */
function wrongness(where: string, tree: Tree): string {
  const value = where
    .split('.')
    .reduce<unknown>((at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined), tree)
  if (value === undefined) return 'is missing'
  if (/(?:url|secret|password|token|key)$/i.test(where)) {
    return 'is wrong (its value may hold a password and is not shown)'
  }
  return `cannot be ${JSON.stringify(value)}`
}

/** A prefix that all share would make all alike. */
function didYouMean(typed: string, known: string[], prefix = ''): string {
  const rests = known
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
  const near = nearest(typed, rests).map((name) => `${prefix}${name}`)
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known: ${known.join(', ')}.`
}
