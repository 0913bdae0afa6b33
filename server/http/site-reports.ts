import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
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
import { domainOf } from '../mail/settings.ts'
import { sent } from '../plant-board.ts'
import { readSiteReport, reportPlantOf } from '../site-report.ts'
import { jsonBody } from './body.ts'
import { fileReply } from './exports.ts'
import { reportAddress, reportWish } from './report-address.ts'
import { requirePerson, type SignedIn } from './session.ts'
import type { ReportList, SubscriptionList } from './site-report-contract.ts'

const text = z.string().min(1).max(150)
const kind = z.enum(reportKinds)
const listing = { name: 'the list of reports', input: z.strictObject({ site: text, kind }) }
const wanted = { name: 'the subscription', input: z.object({ siteId: text, kind }) }
const about = { name: 'the subscription', input: z.strictObject({ view: text.optional() }) }
const way = {
  name: 'the subscription',
  input: z.strictObject({ mailTo: z.email().max(200).optional() }),
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
      const { language = principal.language } = parseInput(reportWish, c.req.query())
      const address = parseInput(reportAddress, c.req.param())
      return c.json(await readSiteReport(deps, { principal, language }, address))
    })
    .get('/:siteId/:kind/:key/xlsx', async (c) => {
      const { principal } = c.get('person')
      const { language = principal.language } = parseInput(reportWish, c.req.query())
      const address = parseInput(reportAddress, c.req.param())
      const report = await readSiteReport(deps, { principal, language }, address)
      const name = ['report', address.siteId, address.key].join('-')
      return fileReply(c, reportSheets(report, language), { name, format: 'xlsx' })
    })
}

function subscriptionRoutes(deps: ServerDeps): Hono<SignedIn> {
  const list = async (principal: Principal): Promise<SubscriptionList> => ({
    items: await listSubscriptions(deps.db, principal),
    mail: deps.reports.mail !== null,
  })
  const subscriptionIn = (c: Context) => {
    const { view } = parseInput(about, c.req.query())
    return { ...parseInput(wanted, c.req.param()), viewId: view ?? null }
  }
  return new Hono<SignedIn>()
    .get('/', async (c) => c.json(await list(c.get('person').principal)))
    .put('/:siteId/:kind', async (c) => {
      const { principal } = c.get('person')
      const body = c.req.header('content-type') === undefined ? {} : await jsonBody(c)
      const { mailTo = null } = parseInput(way, body)
      if (mailTo !== null) checkAddress(deps.reports, mailTo)
      await subscribe(deps, principal, { ...subscriptionIn(c), mailTo })
      return c.json(await list(principal))
    })
    .delete('/:siteId/:kind', async (c) => {
      const { principal } = c.get('person')
      await unsubscribe(deps.db, principal, subscriptionIn(c))
      return c.json(await list(principal))
    })
}

/** @throws AppError for an address that this server sends nothing to */
function checkAddress({ mail }: ServerDeps['reports'], address: string): void {
  const domains = mail?.domains ?? []
  if (domains.includes(domainOf(address))) return
  const hint =
    mail === null
      ? 'Whoever runs it sets up `reports.mail` in the configuration.'
      : `Take one of ${domains.join(', ')}.`
  throw new AppError('invalid_input', `This server sends no e-mail to ${domainOf(address)}.`, {
    ...{ field: 'mailTo', hint },
  })
}
