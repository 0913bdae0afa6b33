import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { principalOf } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'
import { tooMany } from './crowd.ts'
import { changesAfter, cursorText, parseCursor, startCursor } from './proposal-changes.ts'
import { requirePerson, type SignedIn } from './session.ts'

const pollMs = 5000
/** A quiet stream says something this often, so that proxies keep it open. */
const beatMs = 25_000
/** Of one person: each open page has one, and each asks the store whenever anything changes. */
const mostStreams = 20

/** The live inbox: an event for each change of a proposal of one's sites. */
export function eventRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { db, wakes, clock } = deps
  const open = new Map<string, number>()
  return new Hono<SignedIn>().use(requirePerson(deps)).get('/', (c) => {
    const { userId } = c.get('person').principal
    const streams = open.get(userId) ?? 0
    if (streams >= mostStreams) return c.json(tooMany(mostStreams, 'live pages'), 429)
    open.set(userId, streams + 1)
    return streamSSE(c, async (stream) => {
      const gone = new AbortController()
      stream.onAbort(() => gone.abort())
      const waiter = wakes.waiter()
      try {
        const known = parseCursor(c.req.header('last-event-id'))
        const cursor = await startCursor(db, c.get('person').principal, known)
        await stream.writeSSE({
          event: 'hello',
          data: '{}',
          id: cursorText(cursor),
          retry: 2000,
        })
        let spokeAt = clock().getTime()
        while (!gone.signal.aborted) {
          // Read anew each time: who loses a role or the account stops hearing.
          const principal = await principalOf(db, userId)
          if (principal === null) break
          for (const change of await changesAfter(db, principal, cursor)) {
            const data = JSON.stringify(change)
            await stream.writeSSE({
              event: 'proposal',
              data,
              id: cursorText(cursor),
            })
            spokeAt = clock().getTime()
          }
          if (clock().getTime() - spokeAt > beatMs) {
            await stream.write(': still here\n\n')
            spokeAt = clock().getTime()
          }
          await waiter.next(pollMs, gone.signal)
        }
      } finally {
        waiter.stop()
        const left = (open.get(userId) ?? 1) - 1
        if (left > 0) open.set(userId, left)
        else open.delete(userId)
      }
    })
  })
}
