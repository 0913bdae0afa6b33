import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import { roles } from '../../store/index.ts'
import { createUser, principalOf } from '../auth/people.ts'
import { issueToken, scopes } from '../auth/tokens.ts'
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
    if ((await principalOf(deps.db, input.userId)) === null) {
      throw new AppError('not_found', `There is no user "${input.userId}".`, {
        field: 'userId',
        hint: 'Make one with `jidoka user add`.',
      })
    }
    const audience = `${deps.baseUrl}/mcp`
    const issued = await issueToken(deps, { ...input, audience })
    return { ...issued, audience, expiresAt: issued.expiresAt.toISOString() }
  },
})

export const userAdd = defineOperation({
  name: 'user-add',
  input: z.strictObject({
    userId: z.string().min(1).max(100),
    name: z.string().min(1).max(100).optional(),
    password: z.string().min(1).max(200),
    language: z.enum(['zh', 'en']).default('en'),
    roles: z.array(z.strictObject({ siteId: z.string(), role: z.enum(roles) })).min(1),
    samePersonAs: z.string().optional(),
  }),
  run: async (deps, _context, { name, samePersonAs: other, ...given }) => {
    if (other !== undefined && (await principalOf(deps.db, other)) === null) {
      throw new AppError('not_found', `There is no user "${other}".`, {
        field: 'samePersonAs',
        hint: 'Name the account that this person has already.',
      })
    }
    const known = (await allSites(deps.db)).map(({ id }) => id)
    const strange = given.roles.find(({ siteId }) => !known.includes(siteId))
    if (strange !== undefined) {
      throw new AppError('invalid_input', `There is no site "${strange.siteId}".`, {
        field: 'roles',
        hint: `Known sites: ${nearest(strange.siteId, known).join(', ') || known.join(', ')}.`,
      })
    }
    const person = other === undefined ? {} : { samePersonAs: other }
    await createUser(deps, { ...given, ...person, name: name ?? given.userId })
    return { userId: given.userId, roles: given.roles }
  },
})
