import { Hono } from 'hono'
import { streamText } from 'hono/streaming'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { localPrincipal, type Operation } from '../operations/index.ts'
import { jsonBody } from './body.ts'
import { errorReply } from './errors.ts'
import { requireOwner } from './session.ts'

const call = {
  name: 'the command',
  input: z.strictObject({
    as: z.string().min(1).optional(),
    input: z.record(z.string(), z.unknown()),
  }),
}

/**
 * The command line's door: each operation answers with one JSON line for every step of progress
 * and a last one with `result` or `error`.
 */
export function localRoutes(deps: ServerDeps, operations: readonly Operation[]): Hono {
  return new Hono().use(requireOwner(deps.localToken)).post('/:name', async (c) => {
    const operation = operations.find(({ name }) => name === c.req.param('name'))
    if (operation === undefined) throw unknownOperation(c.req.param('name'), operations)
    const given = parseInput(call, await jsonBody(c))
    return streamText(c, async (stream) => {
      const gone = new AbortController()
      stream.onAbort(() => gone.abort())
      const line = (value: unknown) => stream.writeln(JSON.stringify(value))
      try {
        const principal = await localPrincipal(deps.db, given.as)
        const context = {
          principal,
          signal: gone.signal,
          progress: (progress: unknown) => void line({ progress }),
        }
        await line({
          result: await operation.run(deps, context, given.input),
        })
      } catch (error) {
        const { body, status } = errorReply(error)
        if (status >= 500) deps.log.error({ err: error, operation: operation.name }, 'failed')
        await line(body)
      }
    })
  })
}

function unknownOperation(name: string, operations: readonly Operation[]): AppError {
  const known = operations.map((operation) => operation.name)
  return new AppError('not_found', `There is no command "${name}" here.`, {
    field: 'name',
    hint: `Did you mean ${nearest(name, known).join(' or ') || known.join(', ')}?`,
  })
}
