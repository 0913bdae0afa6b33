import { Hono } from 'hono'
import { z } from 'zod'
import { listAudit } from '../../actions/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import type { AuditPage } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const query = {
  name: 'the audit list',
  input: z.strictObject({
    site: z.string().min(1),
    before: z.coerce.number().int().positive().optional(),
  }),
}

const pageSize = 100

export function auditRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>().use(requirePerson(deps)).get('/', async (c) => {
    const { site, before } = parseInput(query, c.req.query())
    const page: AuditPage = await listAudit(deps.db, c.get('person').principal, {
      siteId: site,
      limit: pageSize,
      ...(before === undefined ? {} : { before }),
    })
    return c.json(page)
  })
}
