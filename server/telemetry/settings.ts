import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import type { Secret } from '../secret.ts'
import { type Environment, secretOf, secretReference } from '../secret-reference.ts'

const metrics = z.strictObject({
  /** Whoever shows it may read the metrics; 32 characters or more. */
  token: secretReference,
})

const traces = z.strictObject({
  /** Where spans go, OTLP over HTTP: its whole address. */
  endpoint: z.url({ protocol: /^https?$/ }),
  /** Sent as the header Authorization. */
  authorization: secretReference.optional(),
  /** Of 100 requests, how many are kept. */
  percent: z.number().min(0).max(100).default(100),
})

export const telemetrySettings = z
  .strictObject({ metrics: metrics.optional(), traces: traces.optional() })
  .prefault({})

/** The keys at a place of the settings, for what a wrong one may have meant. */
export const telemetryKeys = (where: string): string[] =>
  where === 'telemetry.metrics'
    ? Object.keys(metrics.shape)
    : where === 'telemetry.traces'
      ? Object.keys(traces.shape)
      : ['metrics', 'traces']

export type TracesConfig = { endpoint: string; authorization: Secret | null; share: number }
export type TelemetryConfig = { metricsToken: Secret | null; traces: TracesConfig | null }

const fewestCharacters = 32

/** @throws AppError for a variable that is not set, or that holds a token too short to be one */
export function resolveTelemetry(
  { metrics: told, traces: sent }: z.output<typeof telemetrySettings>,
  env: Environment,
): TelemetryConfig {
  return {
    metricsToken: told === undefined ? null : tokenOf(told.token, env),
    traces:
      sent === undefined
        ? null
        : {
            endpoint: sent.endpoint,
            share: sent.percent / 100,
            authorization:
              sent.authorization === undefined
                ? null
                : secretOf(sent.authorization, {
                    ...{ env, field: 'telemetry.traces.authorization', owner: 'export of traces' },
                  }),
          },
  }
}

function tokenOf(reference: string, env: Environment): Secret {
  const field = 'telemetry.metrics.token'
  const token = secretOf(reference, { env, field, owner: 'page of metrics' })
  if (token.reveal().length >= fewestCharacters) return token
  throw new AppError('invalid_input', 'The token of the metrics is too short.', {
    field,
    hint: `Use ${fewestCharacters} characters or more, for example of \`openssl rand -hex 24\`.`,
  })
}
