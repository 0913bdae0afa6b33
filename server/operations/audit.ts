import { z } from 'zod'
import {
  type AuditSummary,
  auditHeadOf,
  auditPage,
  erasePerson,
  summariseAudit,
  verifyAudit,
} from '../../actions/index.ts'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import { findSite, parseInstant, zoneOf } from '../../factory/index.ts'
import type { Deps } from '../deps.ts'
import { allSites } from '../sites.ts'
import { defineOperation } from './operation.ts'

export const auditVerify = defineOperation({
  name: 'audit-verify',
  input: z.strictObject({}),
  run: (deps) => verifyAudit(deps.db),
})

const site = z.string().min(1)

/** The end of a chain, which an export goes up to. */
export const auditHead = defineOperation({
  name: 'audit-head',
  input: z.strictObject({ site }),
  run: async (deps, _context, input) => {
    await requireSite(deps, input.site)
    return auditHeadOf(deps.db, input.site)
  },
})

export const auditExport = defineOperation({
  name: 'audit-export',
  input: z.strictObject({ site, after: z.int().min(0), upTo: z.int().min(0) }),
  run: ({ db }, _context, { site: siteId, ...span }) => auditPage(db, { siteId, ...span }),
})

export const auditReport = defineOperation({
  name: 'audit-report',
  input: z.strictObject({ site, from: z.string().min(1), to: z.string().min(1) }),
  run: async (deps, _context, { site: siteId, ...typed }): Promise<AuditSummary> => {
    await requireSite(deps, siteId)
    const zone = zoneOf(await zoneNameOf(deps, siteId))
    const from = parseInstant({ field: 'from', typed: typed.from, zone })
    const to = parseInstant({ field: 'to', typed: typed.to, zone })
    if (from < to) return summariseAudit(deps.db, { siteId, from, to })
    throw new AppError('invalid_input', `to "${typed.to}" is not after from "${typed.from}".`, {
      field: 'to',
      hint: 'The end is exclusive: for one day, give the day and the next one.',
    })
  },
})

export const auditErase = defineOperation({
  name: 'audit-erase',
  input: z.strictObject({ person: z.string().min(1), reason: z.string().trim().min(3).max(500) }),
  run: async (deps, { principal }, { person, reason }) => {
    if (!principal.roles.some(({ role }) => role === 'admin')) {
      throw new AppError('forbidden', `${principal.userId} is no administrator.`, {
        hint: 'Erasing a person is for an administrator: name one with --as.',
      })
    }
    if (person === principal.userId) {
      throw new AppError('forbidden', 'Nobody erases themselves.', {
        field: 'person',
        hint: 'Ask another administrator, and name them with --as.',
      })
    }
    const erasure = await erasePerson(deps, { person, by: principal.userId, reason })
    if (erasure !== null) return erasure
    throw new AppError('not_found', `Nobody is known as "${person}".`, {
      field: 'person',
      hint: 'Write the user id in full, as the record shows it.',
    })
  },
})

async function zoneNameOf({ db }: Deps, siteId: string): Promise<string> {
  return siteId === 'group' ? 'UTC' : (await db.tx('read', (tx) => findSite(tx, siteId))).zone
}

async function requireSite(deps: Deps, siteId: string): Promise<void> {
  const known = [...(await allSites(deps.db)).map(({ id }) => id), 'group']
  if (known.includes(siteId)) return
  throw new AppError('not_found', `There is no site "${siteId}".`, {
    field: 'site',
    hint: `Known: ${nearest(siteId, known).join(', ') || known.join(', ')}.`,
  })
}
