import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { endShare, listShares, openShare, shareReaders, shareReport } from '../../factory/index.ts'
import { parseInput } from '../../tools/index.ts'
import { personOf } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'
import { sent } from '../plant-board.ts'
import { readSiteReport, reportPeriodOf } from '../site-report.ts'
import { jsonBody } from './body.ts'
import { reportAddress, reportWish } from './report-address.ts'
import { requirePerson, type SignedIn } from './session.ts'
import type { SharedLink, SharedReport, ShareList } from './site-report-contract.ts'

const sharing = {
  name: 'the link',
  input: z.strictObject({ readers: z.enum(shareReaders), days: z.number().int().min(1).max(31) }),
}
const noLink = () =>
  new AppError('not_found', 'This link opens nothing.', {
    hint: 'It may have ended, or it asks you to sign in first. Ask whoever sent it for another one.',
  })

/** Links to a report: making one, those that were made, and ending one. */
export function reportShareRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { db } = deps
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/:siteId/:kind/:key/shares', async (c) => {
      const { principal } = c.get('person')
      const items = await listShares(db, principal, parseInput(reportAddress, c.req.param()))
      const readers = shareReaders.filter((one) => one === 'signed_in' || deps.reports.shareOutside)
      return c.json(sent<ShareList>({ items, readers }))
    })
    .post('/:siteId/:kind/:key/shares', async (c) => {
      const { principal } = c.get('person')
      const report = parseInput(reportAddress, c.req.param())
      const given = parseInput(sharing, await jsonBody(c))
      if (given.readers === 'anyone' && !deps.reports.shareOutside) {
        throw new AppError(
          'forbidden',
          'This server shares nothing with people who have no account.',
          {
            field: 'readers',
            hint: 'Share with signed_in, or ask for `reports.shareOutside` in the configuration.',
          },
        )
      }
      await reportPeriodOf(deps, { principal }, report)
      const made = await shareReport(deps, principal, { ...report, ...given })
      const reply: SharedLink =
        made.outcome === 'shared'
          ? { outcome: 'shared', address: `/shared/${made.token}` }
          : { outcome: made.outcome }
      return c.json(reply, made.outcome === 'shared' ? 201 : 200)
    })
    .delete('/shares/:siteId/:id', async (c) => {
      const { siteId, id } = c.req.param()
      return c.json({ outcome: await endShare(deps, c.get('person').principal, { siteId, id }) })
    })
}

/** What a link shows: the report as a viewer of its site may see it, and nothing else of that site. */
export function sharedRoutes(deps: ServerDeps): Hono {
  return new Hono().get('/:token', async (c) => {
    const { language } = parseInput(reportWish, c.req.query())
    const person = await readerOf(deps, c)
    // Also for links that were made while the configuration still allowed it.
    if (person === null && !deps.reports.shareOutside) throw noLink()
    const share = await openShare(deps, c.req.param('token').slice(0, 200), person)
    if (share === null) throw noLink()
    const { siteId, kind, key, expiresAt } = share
    const spoken = language ?? person?.language ?? 'zh'
    const principal = {
      ...{ userId: `share ${share.id}`, roles: [{ siteId, role: 'viewer' }], language: spoken },
    }
    const asking = { principal, language: spoken }
    const report = await readSiteReport(deps, asking, { siteId, kind, key })
    const reply: SharedReport = { report, expiresAt: expiresAt.toISOString() }
    c.header('Referrer-Policy', 'no-referrer')
    return c.json(reply)
  })
}

async function readerOf({ auth, db }: ServerDeps, c: Context) {
  const userId = await auth.userIdOf(c.req.raw.headers)
  return userId === null ? null : ((await personOf(db, userId))?.principal ?? null)
}
