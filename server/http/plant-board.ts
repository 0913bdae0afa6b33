import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { boardSheets, stateSheets } from '../export/index.ts'
import { type BoardAsking, readBoardMachine, readPlantBoard } from '../plant-board.ts'
import { fileReply } from './exports.ts'
import { requirePerson, type SignedIn } from './session.ts'

const asked = {
  name: 'the board',
  input: z.strictObject({ language: z.enum(['zh', 'en']).optional() }),
}

/** What goes on at the machines of a site, with the rights of whoever looks. */
export function plantBoardRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/:siteId', async (c) =>
      c.json(await readPlantBoard(deps, askingOf(c), c.req.param('siteId'))),
    )
    .get('/:siteId/xlsx', async (c) => {
      const asking = askingOf(c)
      const board = await readPlantBoard(deps, asking, c.req.param('siteId'))
      const named = { name: `board-${board.siteId}`, format: 'xlsx' as const }
      return fileReply(c, boardSheets(board, asking.language), named)
    })
    .get('/:siteId/machines/:id', async (c) =>
      c.json(await readBoardMachine(deps, askingOf(c), c.req.param())),
    )
    .get('/:siteId/machines/:id/xlsx', async (c) => {
      const asking = askingOf(c)
      const found = await readBoardMachine(deps, asking, c.req.param())
      const named = { name: `states-${found.tile.id}`, format: 'xlsx' as const }
      return fileReply(c, stateSheets(found, asking.language), named)
    })
}

function askingOf(c: Context<SignedIn>): BoardAsking {
  const { principal } = c.get('person')
  const { language = principal.language } = parseInput(asked, c.req.query())
  return { principal, language }
}
