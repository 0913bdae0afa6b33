import { Hono } from 'hono'
import { z } from 'zod'
import { dayMs } from '../../base/milliseconds.ts'
import {
  actOnAlert,
  alertActs,
  alertReport,
  listAlerts,
  listMessages,
  readAlert,
  readMessages,
} from '../../factory/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { alertCalendarRoutes } from './alert-calendar.ts'
import { firstChecks } from './alert-checks.ts'
import type { ActReply, AlertPage, AlertPageDetail, MessagePage } from './alert-contract.ts'
import { alertRuleRoutes } from './alert-rules.ts'
import { jsonBody } from './body.ts'
import { requirePerson, type SignedIn } from './session.ts'

const site = z.string().min(1).max(100)
const listing = {
  name: 'the list of alerts',
  input: z.strictObject({
    status: z.enum(['standing', 'past']).default('standing'),
    site: site.optional(),
  }),
}
const reporting = {
  name: 'the report',
  input: z.strictObject({ site, days: z.coerce.number().int().min(1).max(92).default(7) }),
}
const acting = {
  name: 'what is done about the alert',
  input: z.strictObject({
    act: z.enum(alertActs),
    until: z.iso.datetime({ offset: true }).optional(),
    note: z.string().trim().max(500).optional(),
  }),
}
const reading = {
  name: 'the messages',
  input: z.strictObject({ siteId: site, ids: z.array(z.string().max(100)).min(1).max(200) }),
}

const shown = 200

/** Alerts: what stands, what it is about, what one does about it, and how they load people. */
export function alertRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { db, clock } = deps
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const { status, site: siteId } = parseInput(listing, c.req.query())
      const { principal } = c.get('person')
      const filter = { status, siteId, limit: shown }
      const page: AlertPage = await db.tx('read', (tx) => listAlerts(tx, filter), { principal })
      return c.json(page)
    })
    .get('/messages', async (c) => {
      const { principal } = c.get('person')
      const items = await db.tx('read', (tx) => listMessages(tx), { principal })
      const unread = items.filter(({ readAt }) => readAt === null).length
      return c.json({ items, unread } satisfies MessagePage)
    })
    .post('/messages/read', async (c) => {
      const given = parseInput(reading, await jsonBody(c))
      const by = { principal: c.get('person').principal, channel: 'web' }
      return c.json({ read: await readMessages(deps, by, given) })
    })
    .get('/report', async (c) => {
      const { site: siteId, days } = parseInput(reporting, c.req.query())
      const { principal } = c.get('person')
      const to = clock()
      const window = { siteId, from: new Date(to.getTime() - days * dayMs), to }
      return c.json(await db.tx('read', (tx) => alertReport(tx, window), { principal }))
    })
    .route('/rules', alertRuleRoutes(deps))
    .route('/', alertCalendarRoutes(deps))
    .get('/:siteId/:id', async (c) => {
      const { siteId, id } = c.req.param()
      const { principal } = c.get('person')
      const found = await db.tx('read', (tx) => readAlert(tx, siteId, id), { principal })
      const checks = await firstChecks(deps, { principal, signal: c.req.raw.signal }, found.event)
      return c.json({ ...found, checks } satisfies AlertPageDetail)
    })
    .post('/:siteId/:id/act', async (c) => {
      const given = parseInput(acting, await jsonBody(c))
      const by = { principal: c.get('person').principal, channel: 'web' }
      const outcome = await actOnAlert(deps, by, { ...c.req.param(), ...given })
      return c.json({ outcome } satisfies ActReply, outcome === 'done' ? 200 : 409)
    })
}
