import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import type { Secret } from '../../secret.ts'
import { type Environment, secretOf, secretReference } from '../../secret-reference.ts'

const text = z.string().min(1)

const shared = {
  /** The source of its rows, and its name on /status. */
  id: z.string().regex(/^[\w.-]{1,100}$/, 'must be letters, digits, dots, dashes'),
  site: text,
  /** YAML file that says what each signal means; beside the config file. */
  mapping: text,
}

const mqtt = z.strictObject({
  ...shared,
  kind: z.literal('mqtt'),
  url: z.url({ protocol: /^(mqtts?|wss?)$/ }),
  clientId: text.optional(),
  username: text.optional(),
  password: secretReference.optional(),
  /** PEM files beside the config file. */
  ca: text.optional(),
  certificate: text.optional(),
  privateKey: text.optional(),
  sparkplug: z
    .strictObject({
      groups: z.array(text).min(1),
      /** Announced as primary host, so that edge nodes keep their data while we are away. */
      host: text.optional(),
    })
    .optional(),
})

const opcua = z.strictObject({
  ...shared,
  kind: z.literal('opcua'),
  url: z.url({ protocol: /^opc\.tcp$/ }),
  security: z
    .strictObject({
      mode: z.enum(['none', 'sign', 'sign_and_encrypt']),
      policy: z
        .enum(['Basic256Sha256', 'Aes128_Sha256_RsaOaep', 'Aes256_Sha256_RsaPss'])
        .default('Basic256Sha256'),
    })
    .default({ mode: 'sign_and_encrypt', policy: 'Basic256Sha256' }),
  /** PEM file beside the config file: the server's certificate, trusted from the start. */
  serverCertificate: text.optional(),
  username: text.optional(),
  password: secretReference.optional(),
  publishingMs: z.number().int().min(50).max(60_000).default(1_000),
  samplingMs: z.number().int().min(0).max(60_000).default(500),
  /** Changes of one node that the server keeps between two publishings. */
  queueSize: z.number().int().min(1).max(100_000).default(1_000),
  /** How far back a gap is filled from the server's history. */
  historyHours: z.number().min(0).max(720).default(24),
})

export const sourceSettings = z.array(z.discriminatedUnion('kind', [mqtt, opcua])).default([])

type WithSecret<Source> = Omit<Source, 'password'> & { password: Secret | null }
export type MqttSource = WithSecret<z.output<typeof mqtt>>
export type OpcuaSource = WithSecret<z.output<typeof opcua>>
export type SourceConfig = MqttSource | OpcuaSource

/** Every key that a source may have, for the message about an unknown one. */
export const sourceKeys: string[] = [
  ...new Set([
    ...Object.keys(mqtt.shape),
    ...Object.keys(opcua.shape),
    'groups',
    'host',
    'mode',
    'policy',
  ]),
]

type SourceFile = { env: Environment; path: string | null }

/** @throws AppError for two of one name, and for a variable that is not set */
export function resolveSources(
  given: z.output<typeof sourceSettings>,
  { env, path }: SourceFile,
): SourceConfig[] {
  const twice = given.find(({ id }, at) => given.findIndex((other) => other.id === id) !== at)
  if (twice !== undefined) {
    throw new AppError('invalid_input', `Two sources are called "${twice.id}".`, {
      field: 'sources.id',
      hint: 'Each needs an id of its own: it is the source of its rows.',
    })
  }
  const beside = (name: string) => resolve(dirname(path ?? '.'), name)
  return given.map((source, at) => {
    const { password } = source
    const field = `sources.${at}.password`
    const owner = `source "${source.id}"`
    const found = password === undefined ? null : secretOf(password, { env, field, owner })
    return withPaths({ ...source, password: found }, beside)
  })
}

const files = ['ca', 'certificate', 'privateKey', 'serverCertificate', 'mapping'] as const

/** Files are named beside the config file. */
function withPaths(source: SourceConfig, beside: (name: string) => string): SourceConfig {
  const paths = files.flatMap((name): [string, string][] => {
    const given: unknown = Reflect.get(source, name)
    return typeof given === 'string' ? [[name, beside(given)]] : []
  })
  return { ...source, ...Object.fromEntries(paths) }
}
