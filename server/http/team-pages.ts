import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { type Principal, sitesOf } from '../../base/principal.ts'
import {
  lostMetrics,
  mayPublish,
  orderPage,
  type PageOutcome,
  publishView,
  readTeamPage,
  unpublishView,
} from '../../factory/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { PageReply, TeamPage } from './report-contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const id = z.string().min(1).max(200)
const teamId = z.string().max(200)
const asked = { name: 'the page', input: z.strictObject({ team: teamId.default('') }) }
const publishing = {
  name: 'the publication',
  input: z.strictObject({ teamId, version: z.number().int().positive() }),
}
const ordering = {
  name: 'the order',
  input: z.strictObject({ teamId, viewIds: z.array(id).max(100) }),
}

/** What a site and its teams look at: everybody of the site reads, its supervisors publish. */
export function teamPageRoutes(deps: ServerDeps): Hono<SignedIn> {
  const by = (principal: Principal) => ({ principal, channel: 'web' })
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/:siteId', async (c) => {
      const { team } = parseInput(asked, c.req.query())
      const key = { siteId: c.req.param('siteId'), teamId: team }
      return c.json(await pageOf(deps, c.get('person').principal, key))
    })
    .put('/:siteId/views/:viewId', async (c) => {
      const { principal } = c.get('person')
      const given = { ...c.req.param(), ...parseInput(publishing, await jsonBody(c)) }
      const outcome = await publishView(deps, by(principal), given)
      const reply = await replyOf(deps, principal, { ...given, outcome })
      return c.json(reply, outcome === 'published' ? 200 : 409)
    })
    .delete('/:siteId/views/:viewId', async (c) => {
      const { principal } = c.get('person')
      const given = { ...c.req.param(), teamId: parseInput(asked, c.req.query()).team }
      const outcome = await unpublishView(deps, by(principal), given)
      return c.json(await replyOf(deps, principal, { ...given, outcome }))
    })
    .put('/:siteId/order', async (c) => {
      const { principal } = c.get('person')
      const given = { ...c.req.param(), ...parseInput(ordering, await jsonBody(c)) }
      const outcome = await orderPage(deps, by(principal), given)
      const reply = await replyOf(deps, principal, { ...given, outcome })
      return c.json(reply, outcome === 'ordered' ? 200 : 409)
    })
}

type Key = { siteId: string; teamId: string }

/** @throws AppError for a site or a team that is not there */
async function pageOf({ db }: ServerDeps, principal: Principal, key: Key): Promise<TeamPage> {
  const { siteId, teamId } = key
  const teams = await db.tx(
    'read',
    (tx) =>
      tx.rows<TeamPage['teams'][number]>(sql`
        select '' as id, name_zh as "nameZh", name_en as "nameEn" from site
        where site_id = ${siteId}
        union all
        select id, name_zh, name_en from team where site_id = ${siteId} order by 1`),
    { principal },
  )
  if (!sitesOf(principal).includes(siteId)) throw noPage('siteId', siteId, sitesOf(principal))
  if (!teams.some(({ id }) => id === teamId)) {
    throw noPage('team', teamId, teams.map(({ id }) => id).filter(Boolean))
  }
  const lostOf = await lostMetrics(db, principal)
  const entries = await readTeamPage(db, principal, key)
  return {
    ...{ siteId, teamId, teams, mayPublish: mayPublish(principal, siteId) },
    entries: entries.map((entry) => ({
      ...entry,
      publishedAt: entry.publishedAt.toISOString(),
      lost: lostOf(entry.query),
    })),
  }
}

/** @throws AppError for what the person may not do, or that is not there */
async function replyOf(
  deps: ServerDeps,
  principal: Principal,
  { outcome, siteId, teamId }: Key & { outcome: PageOutcome },
): Promise<PageReply> {
  if (outcome === 'not_a_supervisor') throw notASupervisor(siteId)
  const page = await pageOf(deps, principal, { siteId, teamId })
  if (outcome === 'not_found') throw noView()
  return { outcome, page }
}

const noPage = (field: string, typed: string, known: string[]) =>
  new AppError('not_found', `There is no ${field} "${typed.slice(0, 80)}" that you may see.`, {
    field,
    hint: `Known: ${known.join(', ')}.`,
  })

const noView = () =>
  new AppError('not_found', 'There is no such view that you may publish or that stands there.', {
    field: 'viewId',
    hint: 'Load the page again: it may have been taken off, or is shared no more.',
  })

const notASupervisor = (siteId: string) =>
  new AppError('forbidden', `Supervisors and managers of ${siteId} change what its teams see.`, {
    hint: 'Share the view with them, and ask them to publish it.',
  })
