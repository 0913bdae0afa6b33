import { Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import type { Principal } from '../../base/principal.ts'
import {
  changeView,
  deleteView,
  listViews,
  lostMetrics,
  pagesOfView,
  readView,
  type SavedView,
  saveView,
} from '../../factory/index.ts'
import { parseInput, queryKpiTool } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { ViewDetail, ViewItem, ViewPage, ViewReply } from './report-contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const text = z.string().min(1).max(500)
const version = z.coerce.number().int().positive()
const content = {
  name: text,
  query: z.record(z.string(), z.unknown()),
  form: z.enum(['chart', 'table']),
  readers: z.array(text).max(20),
}
const saving = { name: 'the view', input: z.strictObject({ siteId: text, ...content }) }
const changing = {
  name: 'the change',
  input: z.strictObject(content).partial().extend({ version }),
}
const deleting = { name: 'the deletion', input: z.strictObject({ version }) }

/** Questions that people keep and share; nobody reads one that the database does not show them. */
export function viewRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { db } = deps
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const { principal } = c.get('person')
      const shown = await itemsFor(deps, principal)
      const reply: ViewPage = { items: (await listViews(db, principal)).map(shown) }
      return c.json(reply)
    })
    .post('/', async (c) => {
      const { principal } = c.get('person')
      const given = parseInput(saving, await jsonBody(c))
      const query = parseInput(queryKpiTool, given.query)
      const view = await saveView(deps, principal, { ...given, query })
      return c.json((await itemsFor(deps, principal))(view), 201)
    })
    .get('/:siteId/:id', async (c) => {
      const { principal } = c.get('person')
      const { siteId, id } = c.req.param()
      const view = await db.tx('report', (tx) => readView(tx, { siteId, id }), { principal })
      if (view === null) throw noView()
      const pages = await pagesOfView(db, principal, { siteId, viewId: id })
      const reply: ViewDetail = { ...(await itemsFor(deps, principal))(view), pages }
      return c.json(reply)
    })
    .put('/:siteId/:id', async (c) => {
      const { principal } = c.get('person')
      const given = parseInput(changing, await jsonBody(c))
      const query = given.query && parseInput(queryKpiTool, given.query)
      const done = await changeView(deps, principal, { ...c.req.param(), ...given, query })
      const reply = await replyOf(deps, principal, done)
      return c.json(reply, reply.outcome === 'changed' ? 200 : 409)
    })
    .delete('/:siteId/:id', async (c) => {
      const { principal } = c.get('person')
      const given = parseInput(deleting, c.req.query())
      const done = await deleteView(db, principal, { ...c.req.param(), ...given })
      const reply = await replyOf(deps, principal, done)
      return c.json(reply, reply.outcome === 'deleted' ? 200 : 409)
    })
}

async function itemsFor(
  { db }: ServerDeps,
  principal: Principal,
): Promise<(view: SavedView) => ViewItem> {
  const lostOf = await lostMetrics(db, principal)
  return (view) => ({
    ...view,
    updatedAt: view.updatedAt.toISOString(),
    mine: view.ownerId === principal.userId,
    lost: lostOf(view.query),
  })
}

type Done = { outcome: ViewReply['outcome']; view: SavedView | null }

/** @throws AppError for a view that is not there, and for one that is another's */
async function replyOf(
  deps: ServerDeps,
  principal: Principal,
  { outcome, view }: Done,
): Promise<ViewReply> {
  if (outcome === 'not_found') throw noView()
  if (outcome === 'not_owner' && view !== null) throw notTheirs(view)
  return { outcome, view: view && (await itemsFor(deps, principal))(view) }
}

const noView = () =>
  new AppError('not_found', 'There is no such view that you may see.', {
    field: 'id',
    hint: 'Its owner may have deleted it, or shares it no more. Look at the list of views.',
  })

const notTheirs = ({ name, ownerId }: SavedView) =>
  new AppError('forbidden', `"${name}" is a view of ${ownerId}; others read it.`, {
    hint: 'Save it under a name of your own, and change that one.',
  })
