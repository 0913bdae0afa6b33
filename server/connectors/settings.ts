import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import type { Secret } from '../secret.ts'
import { type Environment, secretOf, secretReference } from '../secret-reference.ts'
import { connectorKinds } from './kinds.ts'

const connector = z.strictObject({
  /** On the card, in the audit and in the inbox. */
  name: z.string().regex(/^[\w.-]{1,60}$/, 'must be letters, digits, dots, dashes'),
  kind: z.enum(connectorKinds),
  url: z.url({ protocol: /^https?$/ }),
  /** Signs each message. */
  secret: secretReference,
  sites: z.array(z.string().min(1)).min(1),
  /** Names of tools; `refuseUnknownEffects` checks them against what the tools bring. */
  effects: z.array(z.string().min(1)).min(1),
  timeoutMs: z.number().int().min(100).max(60_000).default(10_000),
  /** Loopback and private addresses too; link-local ones never. */
  allowPrivate: z.boolean().default(false),
})

export const connectorSettings = z.array(connector).default([])
export const connectorKeys = Object.keys(connector.shape)

export type ConnectorConfig = Omit<z.output<typeof connector>, 'secret'> & { secret: Secret }

/** @throws AppError for two of one name or one task, and for a variable that is not set */
export function resolveConnectors(
  given: z.output<typeof connectorSettings>,
  env: Environment,
): ConnectorConfig[] {
  for (const [at, one] of given.entries()) refuseRivals(one, given.slice(0, at))
  return given.map((one, at) => {
    const field = `connectors.${at}.secret`
    return {
      ...one,
      secret: secretOf(one.secret, { env, field, owner: `connector "${one.name}"` }),
    }
  })
}

type Given = z.output<typeof connector>

/** One effect of one site goes to one system. */
function refuseRivals(one: Given, others: Given[]): void {
  for (const other of others) {
    const site = one.sites.find((id) => other.sites.includes(id))
    const effect = one.effects.find((tool) => other.effects.includes(tool))
    const both = site !== undefined && effect !== undefined
    if (one.name !== other.name && !both) continue
    const what = both ? `take ${effect} of ${site}` : `are called "${one.name}"`
    throw new AppError('invalid_input', `Two connectors ${what}.`, {
      field: 'connectors',
      hint: 'Each needs a name of its own, and each effect of a site goes to one of them.',
    })
  }
}
