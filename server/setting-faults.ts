import type { z } from 'zod'
import { AppError } from '../base/app-error.ts'
import { nearest } from '../base/near.ts'
import { channelKeys } from './channels/settings.ts'
import { connectorKeys } from './connectors/settings.ts'
import { sourceKeys } from './ingest/connections/settings.ts'
import { reportKeys } from './mail/settings.ts'
import { agentKeys, limitKeys, modelKeys } from './model-settings.ts'
import { authKeys } from './oidc/settings.ts'
import { keptForEver } from './retention.ts'
import { retrievalKeys } from './retrieval-settings.ts'
import type { Environment } from './secret-reference.ts'
import { settings, variables } from './settings.ts'
import { telemetryKeys } from './telemetry/settings.ts'

export function refuseUnknownVariables(env: Environment, referenced: string[]): void {
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

type Given = { tree: object; path: string | null }

/** The first wrong setting: its name, where it came from and the fix. */
export function settingError(issues: z.core.$ZodIssue[], { tree, path }: Given): AppError {
  const issue = firstOf(issues)
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

/** A key that is not known explains the one that is missing. */
function firstOf(issues: z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  return issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
}

function keysAt(where: string): string[] {
  if (/^model(?:\.\d+)?$/.test(where)) return modelKeys
  if (where.split('.')[0] === 'auth') return authKeys(where)
  if (where === 'agent') return agentKeys
  if (where === 'modelLimits') return limitKeys
  if (where.startsWith('connectors')) return connectorKeys
  if (where.startsWith('channels')) return channelKeys(where)
  if (where.startsWith('reports')) return reportKeys(where)
  if (where.startsWith('retrieval')) return retrievalKeys(where)
  if (where.startsWith('telemetry')) return telemetryKeys(where)
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
function wrongness(where: string, tree: object): string {
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
