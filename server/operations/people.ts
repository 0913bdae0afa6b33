import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import { roles } from '../../store/index.ts'
import { noUser } from '../auth/account-faults.ts'
import {
  addAccount,
  changeRoles,
  lockAccount,
  resetPassword,
  unlockAccount,
} from '../auth/accounts.ts'
import { bindAccount, unbindAccount } from '../auth/bind.ts'
import { listPeople, principalOf } from '../auth/people.ts'
import { issueToken, listTokens, revokeToken, scopes } from '../auth/tokens.ts'
import type { Deps } from '../deps.ts'
import { allSites } from '../sites.ts'
import { defineOperation, type OperationContext } from './operation.ts'

/** Whoever can read the folder may do with its accounts what they want; the record says so. */
const owner = ({ principal }: Pick<OperationContext, 'principal'>) =>
  ({ principal, channel: 'cli' }) as const

export const tokenIssue = defineOperation({
  name: 'token-issue',
  input: z.strictObject({
    userId: z.string().min(1),
    label: z.string().min(1).max(80).default('cli'),
    scopes: z.array(z.enum(scopes)).min(1).default(['read', 'propose']),
    days: z.number().positive().default(30),
  }),
  run: async (deps, context, input) => {
    await knownUser(deps, input.userId)
    const audience = `${deps.baseUrl}/mcp`
    const issued = await issueToken(deps, { ...input, audience, by: owner(context) })
    return { ...issued, audience, expiresAt: issued.expiresAt.toISOString() }
  },
})

export const tokenList = defineOperation({
  name: 'token-list',
  input: z.strictObject({ userId: z.string().min(1).optional() }),
  run: async (deps, _context, { userId }) =>
    (await listTokens(deps, userId)).map(({ createdAt, expiresAt, revokedAt, ...token }) => ({
      ...token,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      revokedAt: revokedAt?.toISOString() ?? null,
    })),
})

export const tokenRevoke = defineOperation({
  name: 'token-revoke',
  input: z.strictObject({ id: z.string().min(1) }),
  run: async (deps, context, { id }) => ({ id, ...(await revokeToken(deps, owner(context), id)) }),
})

const role = z.strictObject({ siteId: z.string(), role: z.enum(roles) })

export const userAdd = defineOperation({
  name: 'user-add',
  input: z.strictObject({
    userId: z.string().min(1).max(100),
    name: z.string().min(1).max(100).optional(),
    password: z.string().min(1).max(200),
    language: z.enum(['zh', 'en']).default('en'),
    roles: z.array(role).min(1),
    samePersonAs: z.string().optional(),
  }),
  run: async (deps, context, { name, samePersonAs: other, ...given }) => {
    if (other !== undefined && (await principalOf(deps.db, other)) === null) {
      throw new AppError('not_found', `There is no user "${other}".`, {
        field: 'samePersonAs',
        hint: 'Name the account that this person has already.',
      })
    }
    await knownSites(deps, given.roles)
    const person = other === undefined ? {} : { samePersonAs: other }
    const account = { ...given, ...person, name: name ?? given.userId }
    await addAccount(deps, owner(context), account)
    return { userId: given.userId, roles: given.roles }
  },
})

export const userList = defineOperation({
  name: 'user-list',
  input: z.strictObject({}),
  run: async (deps) =>
    (await listPeople(deps, issuerOf(deps))).map(({ lockedAt, lastSignInAt, ...account }) => ({
      ...account,
      lockedAt: lockedAt?.toISOString() ?? null,
      lastSignInAt: lastSignInAt?.toISOString() ?? null,
    })),
})

export const userRoles = defineOperation({
  name: 'user-roles',
  input: z.strictObject({ userId: z.string().min(1), roles: z.array(role) }),
  run: async (deps, context, given) => {
    await knownSites(deps, given.roles)
    await changeRoles(deps, owner(context), given)
    return given
  },
})

const one = z.strictObject({ userId: z.string().min(1) })

export const userPassword = defineOperation({
  name: 'user-password',
  input: one,
  run: async (deps, context, { userId }) => {
    const { password, until } = await resetPassword(deps, owner(context), userId)
    return { userId, password, until: until.toISOString() }
  },
})

export const userLock = defineOperation({
  name: 'user-lock',
  input: one,
  run: async (deps, context, { userId }) => {
    await lockAccount(deps, owner(context), userId)
    return { userId }
  },
})

export const userUnlock = defineOperation({
  name: 'user-unlock',
  input: one,
  run: async (deps, context, { userId }) => {
    await unlockAccount(deps, owner(context), userId)
    return { userId }
  },
})

export const userBind = defineOperation({
  name: 'user-bind',
  input: z.strictObject({ userId: z.string().min(1), subject: z.string().trim().min(1).max(255) }),
  run: async (deps, context, given) => {
    const issuer = knownIssuer(deps)
    await bindAccount(deps, owner(context), { ...given, issuer })
    return { ...given, issuer }
  },
})

export const userUnbind = defineOperation({
  name: 'user-unbind',
  input: one,
  run: async (deps, context, { userId }) => {
    await unbindAccount(deps, owner(context), userId)
    return { userId }
  },
})

export const issuerOf = ({ signIn }: Pick<Deps, 'signIn'>): string | null =>
  signIn.oidc?.issuer ?? null

/** @throws AppError `conflict` where no sign-in provider is configured */
export function knownIssuer(deps: Pick<Deps, 'signIn'>): string {
  const issuer = issuerOf(deps)
  if (issuer !== null) return issuer
  throw new AppError('conflict', 'No sign-in provider is configured.', {
    field: 'auth.oidc',
    hint: 'Say auth.oidc in the config file of the server, then start it again.',
    zh: { message: '没有配置登录提供方。', hint: '请在服务器配置文件中写明 auth.oidc 并重启。' },
  })
}

async function knownUser({ db }: Pick<Deps, 'db'>, userId: string): Promise<void> {
  if ((await principalOf(db, userId)) === null) throw noUser(userId)
}

/** @throws AppError `invalid_input` for a site that nobody knows */
export async function knownSites(
  { db }: Pick<Deps, 'db'>,
  given: { siteId: string }[],
): Promise<void> {
  const known = (await allSites(db)).map(({ id }) => id)
  const strange = given.find(({ siteId }) => !known.includes(siteId))
  if (strange === undefined) return
  throw new AppError('invalid_input', `There is no site "${strange.siteId}".`, {
    field: 'roles',
    hint: `Known sites: ${nearest(strange.siteId, known).join(', ') || known.join(', ')}.`,
  })
}
