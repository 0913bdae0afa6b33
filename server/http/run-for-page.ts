import { AppError } from '../../base/app-error.ts'
import { runTool, type ToolContext, type ToolResult } from '../../tools/index.ts'
import type { Person } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'

type Asked = Pick<Person, 'principal'> & Pick<ToolContext, 'language'>

const longestMs = 30_000

type Call = {
  tool: string
  args: unknown
  /** Says that two requests are one. Without it nothing is filed, so no two can be. */
  key?: string
}

/** The tool that a model would call, so that a page gets the same answer and the same refusals. */
export async function runForPage(
  deps: ServerDeps,
  asked: Asked,
  { tool: name, args, key }: Call,
): Promise<ToolResult<Record<string, unknown>>> {
  const tool = deps.tools.find((one) => one.name === name)
  if (tool === undefined) throw new AppError('unavailable', `This server has no tool ${name}.`)
  return runTool(tool, contextForPage(deps, asked, key), args)
}

/** The one of these tools that an address names. */
export function toolNamed<Tool extends string>(
  tools: Tool[],
  name: string | undefined,
  does: { one: string; all: string },
): Tool {
  const tool = tools.find((one) => one === name)
  if (tool !== undefined) return tool
  throw new AppError('not_found', `No page ${does.one} ${name}.`, {
    field: 'tool',
    hint: `Pages ${does.all} ${tools.join(', ')}.`,
  })
}

/** Without a key nothing may be filed. */
export const contextForPage = (
  { db, clock, newId, baseUrl, routeOf, providers }: ServerDeps,
  asked: Asked,
  key?: string,
): ToolContext => ({
  ...{ db, clock, newId, baseUrl, routeOf, providers, ...asked },
  channel: 'web',
  signal: AbortSignal.timeout(longestMs),
  idempotencyKey: key ?? newId('page'),
  tainted: false,
})
