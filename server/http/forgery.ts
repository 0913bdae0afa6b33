import type { Context } from 'hono'
import { noteRefusal } from '../../actions/index.ts'
import { personOf } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'

const onProposal = /^\/api\/proposals\/([^/]+)\/([^/]+)\/\w+$/

/** A page of another origin tried to act on a proposal with somebody's cookie: that is recorded. */
export async function noteForgery(deps: ServerDeps, c: Context): Promise<void> {
  const [, siteId, id] = onProposal.exec(c.req.path) ?? []
  if (siteId === undefined || id === undefined) return
  const userId = await deps.auth.userIdOf(c.req.raw.headers)
  const person = userId === null ? null : await personOf(deps.db, userId)
  if (person === null) return
  const actor = { principal: person.principal, channel: 'web' }
  await noteRefusal(deps, actor, { siteId, id, outcome: 'foreign_origin' })
}
