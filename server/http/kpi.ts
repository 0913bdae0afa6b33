import { Hono } from 'hono'
import { z } from 'zod'
import { sitesOf } from '../../base/principal.ts'
import { dimensions, readMembers } from '../../factory/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { figureSheets } from '../export/index.ts'
import { jsonBody } from './body.ts'
import { pictureReply, pictureWish } from './chart-picture.ts'
import { fileReply } from './exports.ts'
import type { KpiMembers, KpiReply } from './metric-contract.ts'
import { runForPage } from './run-for-page.ts'
import { requirePerson, type SignedIn } from './session.ts'

const request = {
  name: 'the explorer',
  input: z.strictObject({
    language: z.enum(['zh', 'en']),
    query: z.record(z.string(), z.unknown()),
  }),
}

const pictureRequest = {
  name: 'the picture',
  input: z.strictObject({ ...pictureWish, ...request.input.shape }),
}

const membersOf = {
  name: 'the list of members',
  input: z.strictObject({ dimension: z.enum(dimensions) }),
}

/** Figures for the explorer: the tool that a model asks, so both get the same answer. */
export function kpiRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .post('/', async (c) => {
      const { language, query } = parseInput(request, await jsonBody(c))
      const { principal } = c.get('person')
      const asked = { principal, language }
      return c.json(kpiReplyOf(await runForPage(deps, asked, { tool: 'query_kpi', args: query })))
    })
    .post('/xlsx', async (c) => {
      const { language, query } = parseInput(request, await jsonBody(c))
      const { principal } = c.get('person')
      const asked = { principal, language }
      const found = await runForPage(deps, asked, { tool: 'query_kpi', args: query })
      const { figures = [], chart = null } = found
      const sheets = figureSheets({ language, figures, chart })
      return fileReply(c, sheets, { name: 'figures', format: 'xlsx' })
    })
    .post('/png', async (c) => {
      const { language, query, ...size } = parseInput(pictureRequest, await jsonBody(c))
      const asked = { principal: c.get('person').principal, language }
      const { chart = null } = await runForPage(deps, asked, { tool: 'query_kpi', args: query })
      return pictureReply(c, { chart, wish: { language, ...size }, pictures: deps.pictures })
    })
    .get('/members/:dimension', async (c) => {
      const { dimension } = parseInput(membersOf, c.req.param())
      const { principal } = c.get('person')
      const found = await deps.db.tx(
        'read',
        (tx) => readMembers(tx, dimension, sitesOf(principal)),
        { principal },
      )
      const reply: KpiMembers = { items: found.map(({ aliases: _, ...member }) => member) }
      return c.json(reply)
    })
}

/** What of the tool's own output the page reads; it keeps this form, see its schema. */
type Table = Pick<KpiReply, 'metrics' | 'names' | 'truncated'> & {
  columns: string[]
  compared_with: unknown
  total_rows: number
}

export function kpiReplyOf({
  data,
  figures = [],
  chart,
}: Awaited<ReturnType<typeof runForPage>>): KpiReply {
  const { metrics, columns, compared_with, names, total_rows, truncated } = data as Table
  const compared = compared_with !== null
  return {
    metrics: metrics.map(({ id, name, version, unit, better }) => ({
      ...{ id, name, version, unit, better },
    })),
    keys: columns.slice(0, columns.length - metrics.length * (compared ? 3 : 1)),
    ...{ compared, figures, names, truncated },
    total: total_rows,
    chart: chart ?? null,
  }
}
