import { Hono } from 'hono'
import { z } from 'zod'
import type { Principal } from '../../base/principal.ts'
import {
  endedPeriods,
  listSubscriptions,
  reportKinds,
  subscribe,
  unsubscribe,
} from '../../factory/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { reportSheets } from '../export/index.ts'
import { sent } from '../plant-board.ts'
import { readSiteReport, reportPlantOf } from '../site-report.ts'
import { fileReply } from './exports.ts'
import { requirePerson, type SignedIn } from './session.ts'
import type { ReportList, SubscriptionList } from './site-report-contract.ts'

const text = z.string().min(1).max(150)
const kind = z.enum(reportKinds)
const listing = { name: 'the list of reports', input: z.strictObject({ site: text, kind }) }
const place = { name: 'the report', input: z.object({ siteId: text, kind, key: text }) }
const wanted = { name: 'the subscription', input: z.object({ siteId: text, kind }) }
const wish = {
  name: 'the report',
  input: z.strictObject({ language: z.enum(['zh', 'en']).optional() }),
}

const shown = { shift: 21, day: 14, week: 8 }

/** Reports of shifts, days and weeks, with the rights of whoever reads them. */
export function siteReportRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const { site, kind: asked } = parseInput(listing, c.req.query())
      const plant = await reportPlantOf(deps, c.get('person'), site)
      const last = { kind: asked, now: deps.clock(), limit: shown[asked] }
      return c.json(sent<ReportList>({ items: endedPeriods(plant, last) }))
    })
    .route('/subscriptions', subscriptionRoutes(deps))
    .get('/:siteId/:kind/:key', async (c) => {
      const { principal } = c.get('person')
      const { language = principal.language } = parseInput(wish, c.req.query())
      const address = parseInput(place, c.req.param())
      return c.json(await readSiteReport(deps, { principal, language }, address))
    })
    .get('/:siteId/:kind/:key/xlsx', async (c) => {
      const { principal } = c.get('person')
      const { language = principal.language } = parseInput(wish, c.req.query())
      const address = parseInput(place, c.req.param())
      const report = await readSiteReport(deps, { principal, language }, address)
      const name = ['report', address.siteId, address.key].join('-')
      return fileReply(c, reportSheets(report, language), { name, format: 'xlsx' })
    })
}

function subscriptionRoutes(deps: ServerDeps): Hono<SignedIn> {
  const list = async (principal: Principal): Promise<SubscriptionList> => ({
    items: await listSubscriptions(deps.db, principal),
  })
  return new Hono<SignedIn>()
    .get('/', async (c) => c.json(await list(c.get('person').principal)))
    .put('/:siteId/:kind', async (c) => {
      const { principal } = c.get('person')
      await subscribe(deps, principal, parseInput(wanted, c.req.param()))
      return c.json(await list(principal))
    })
    .delete('/:siteId/:kind', async (c) => {
      const { principal } = c.get('person')
      await unsubscribe(deps.db, principal, parseInput(wanted, c.req.param()))
      return c.json(await list(principal))
    })
}
