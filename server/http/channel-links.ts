import { Hono } from 'hono'
import { linksOf, openLink, revokeLink } from '../channels/index.ts'
import type { ServerDeps } from '../deps.ts'
import type { ChannelLinkPage, OpenLinkReply, RevokeLinkReply } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

/** The chat accounts of whoever is signed in. Nobody is linked by this alone: see `openLink`. */
export function channelLinkRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const items = await linksOf(deps.db, c.get('person').principal.userId)
      return c.json({ items } satisfies ChannelLinkPage)
    })
    .post('/:code/open', async (c) => {
      const opened = await openLink(deps, c.get('person').principal, c.req.param('code'))
      const status = opened.outcome === 'opened' ? 200 : 409
      return c.json(opened satisfies OpenLinkReply, status)
    })
    .post('/:id/revoke', async (c) => {
      const actor = { principal: c.get('person').principal, channel: 'web' }
      const outcome = await revokeLink(deps, actor, c.req.param('id'))
      return c.json({ outcome } satisfies RevokeLinkReply, outcome === 'revoked' ? 200 : 404)
    })
}
