import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { figureSheets } from '../export/index.ts'
import { jsonBody } from './body.ts'
import { pictureReply, pictureWish } from './chart-picture.ts'
import { fileReply } from './exports.ts'
import type { Reading, ReadingTool } from './reading-contract.ts'
import { runForPage, toolNamed } from './run-for-page.ts'
import { requirePerson, type SignedIn } from './session.ts'

/** Tools that read and file nothing, each with a page of its own. */
const readingTools: ReadingTool[] = [
  'machine_health',
  'project_stock',
  'trace_lot',
  'process_window',
  'list_tickets',
]

const request = {
  name: 'the reading',
  input: z.strictObject({
    language: z.enum(['zh', 'en']),
    args: z.record(z.string(), z.unknown()),
  }),
}
const pictureRequest = {
  name: 'the picture',
  input: z.strictObject({ ...pictureWish, ...request.input.shape }),
}

/** The workspaces ask the tools that a model asks: same answer, same rights, same refusals. */
export function readingRoutes(deps: ServerDeps): Hono<SignedIn> {
  const read = (c: Context<SignedIn>, asked: z.output<typeof request.input>) => {
    const { principal } = c.get('person')
    const { language, args } = asked
    return runForPage(deps, { principal, language }, { tool: toolOf(c), args })
  }
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .post('/:tool', async (c) => {
      const asked = parseInput(request, await jsonBody(c))
      const { data, figures = [], chart = null } = await read(c, asked)
      const reply: Reading<Record<string, unknown>> = { data, figures, chart }
      return c.json(reply)
    })
    .post('/:tool/xlsx', async (c) => {
      const asked = parseInput(request, await jsonBody(c))
      const { figures = [], chart = null } = await read(c, asked)
      const sheets = figureSheets({ language: asked.language, figures, chart })
      return fileReply(c, sheets, { name: toolOf(c), format: 'xlsx' })
    })
    .post('/:tool/png', async (c) => {
      const { scheme, width, ...asked } = parseInput(pictureRequest, await jsonBody(c))
      const { language = c.get('person').principal.language, args } = asked
      const { chart = null } = await read(c, { language, args })
      return pictureReply(c, { chart, wish: { language, scheme, width }, pictures: deps.pictures })
    })
}

const toolOf = (c: Context<SignedIn>): ReadingTool =>
  toolNamed(readingTools, c.req.param('tool'), { one: 'reads', all: 'read' })
