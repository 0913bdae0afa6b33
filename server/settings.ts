import { z } from 'zod'
import { channelSettings } from './channels/settings.ts'
import { connectorSettings } from './connectors/settings.ts'
import { sourceSettings } from './ingest/connections/settings.ts'
import { reportSettings } from './mail/settings.ts'
import { agentSettings, limitSettings, modelSettings } from './model-settings.ts'
import { authSettings } from './oidc/settings.ts'
import { retentionSettings } from './retention.ts'
import { retrievalSettings } from './retrieval-settings.ts'
import { telemetrySettings } from './telemetry/settings.ts'

/** Everything that may be configured, as its file spells it; an unknown key is refused by name. */
export const settings = z.strictObject({
  data: z.string().min(1).optional(),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).default(3000),
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  databaseUrl: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  secret: z.string().min(32).optional(),
  /** How people sign in: by a password kept here, by a provider, or by either. */
  auth: authSettings,
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
  /** Metrics and traces of the process; only a file can say them. */
  telemetry: telemetrySettings,
})

/** Environment variable → path in the settings. */
export const variables: Record<string, string> = {
  JIDOKA_DATA: 'data',
  JIDOKA_HOST: 'host',
  PORT: 'port',
  JIDOKA_PUBLIC_URL: 'publicUrl',
  DATABASE_URL: 'databaseUrl',
  JIDOKA_URL: 'url',
  JIDOKA_SECRET: 'secret',
  JIDOKA_LOG_LEVEL: 'logLevel',
  JIDOKA_OCR: 'ocr',
  JIDOKA_AUTH_LOCAL: 'auth.local',
  JIDOKA_MODEL_BASE_URL: 'model.baseUrl',
  JIDOKA_MODEL_NAME: 'model.name',
  JIDOKA_MODEL_API_KEY: 'model.apiKey',
  JIDOKA_AGENT_ROUTE: 'agent.route',
}
