import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import { roles } from '../../store/index.ts'
import { createUser, listPeople, principalOf, setRoles } from '../auth/people.ts'
import { issueToken, listTokens, revokeToken, scopes } from '../auth/tokens.ts'
import type { Deps } from '../deps.ts'
import { allSites } from '../sites.ts'
import { defineOperation } from './operation.ts'

export const tokenIssue = defineOperation({
  name: 'token-issue',
  input: z.strictObject({
    userId: z.string().min(1),
    label: z.string().min(1).max(80).default('cli'),
    scopes: z.array(z.enum(scopes)).min(1).default(['read', 'propose']),
    days: z.number().positive().default(30),
  }),
  run: async (deps, _context, input) => {
    await knownUser(deps, input.userId)
    const audience = `${deps.baseUrl}/mcp`
    const issued = await issueToken(deps, { ...input, audience })
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
  run: async (deps, _context, { id }) => ({ id, ...(await revokeToken(deps, id)) }),
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
  run: async (deps, _context, { name, samePersonAs: other, ...given }) => {
    if (other !== undefined && (await principalOf(deps.db, other)) === null) {
      throw new AppError('not_found', `There is no user "${other}".`, {
        field: 'samePersonAs',
        hint: 'Name the account that this person has already.',
      })
    }
    await knownSites(deps, given.roles)
    const person = other === undefined ? {} : { samePersonAs: other }
    await createUser(deps, { ...given, ...person, name: name ?? given.userId })
    return { userId: given.userId, roles: given.roles }
  },
})

export const userList = defineOperation({
  name: 'user-list',
  input: z.strictObject({}),
  run: (deps) => listPeople(deps),
})

export const userRoles = defineOperation({
  name: 'user-roles',
  input: z.strictObject({ userId: z.string().min(1), roles: z.array(role) }),
  run: async (deps, _context, given) => {
    await knownUser(deps, given.userId)
    await knownSites(deps, given.roles)
    await setRoles(deps, given)
    return given
  },
})

async function knownUser({ db }: Pick<Deps, 'db'>, userId: string): Promise<void> {
  if ((await principalOf(db, userId)) !== null) return
  throw new AppError('not_found', `There is no user "${userId}".`, {
    field: 'userId',
    hint: 'Make one with `jidoka user add`; `jidoka user list` shows all.',
  })
}

async function knownSites({ db }: Pick<Deps, 'db'>, given: { siteId: string }[]): Promise<void> {
  const known = (await allSites(db)).map(({ id }) => id)
  const strange = given.find(({ siteId }) => !known.includes(siteId))
  if (strange === undefined) return
  throw new AppError('invalid_input', `There is no site "${strange.siteId}".`, {
    field: 'roles',
    hint: `Known sites: ${nearest(strange.siteId, known).join(', ') || known.join(', ')}.`,
  })
}
