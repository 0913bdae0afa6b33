import { z } from 'zod'
import type { Secret } from '../secret.ts'
import { type Environment, secretOf, secretReference } from '../secret-reference.ts'

const domain = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a domain, as example.com')

const mail = z.strictObject({
  host: z.string().min(1).max(200),
  port: z.number().int().min(1).max(65_535).optional(),
  /** How the way to the server is sealed; `none` only to one on the same machine or behind a relay. */
  tls: z.enum(['starttls', 'implicit', 'none']).default('starttls'),
  user: z.string().min(1).max(200).optional(),
  password: secretReference.optional(),
  from: z.email(),
  /** Whose addresses reports may go to; the one of `from` where none is named. */
  domains: z.array(domain).min(1).max(50).optional(),
})

export const reportSettings = z
  .strictObject({
    /** Links to reports that open without an account may be made. */
    shareOutside: z.boolean().default(false),
    mail: mail.optional(),
  })
  .prefault({})

/** The keys at a place of the settings, for what a wrong one may have meant. */
export const reportKeys = (where: string): string[] =>
  where === 'reports.mail' ? Object.keys(mail.shape) : ['shareOutside', 'mail']

export type MailConfig = {
  host: string
  port: number
  tls: 'starttls' | 'implicit' | 'none'
  login: { user: string; password: Secret } | null
  from: string
  domains: string[]
}

export type ReportsConfig = { shareOutside: boolean; mail: MailConfig | null }

const usualPort = { starttls: 587, implicit: 465, none: 25 }

/** @throws AppError for a variable that is not set */
export function resolveReports(
  { shareOutside, mail: given }: z.output<typeof reportSettings>,
  env: Environment,
): ReportsConfig {
  if (given === undefined) return { shareOutside, mail: null }
  const { host, tls, user, password, from } = given
  const field = 'reports.mail.password'
  return {
    shareOutside,
    mail: {
      ...{ host, tls, from, port: given.port ?? usualPort[tls] },
      login:
        user === undefined || password === undefined
          ? null
          : { user, password: secretOf(password, { env, field, owner: 'e-mail of reports' }) },
      domains: (given.domains ?? [domainOf(from)]).map((one) => one.toLowerCase()),
    },
  }
}

export const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase()
