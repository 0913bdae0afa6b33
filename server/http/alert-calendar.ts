import { sql } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { endWatch, putOnCall, readCalendar, setSilence } from '../../factory/index.ts'
import { roles } from '../../store/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import type { AlertCalendar, EndReply, WatchReply } from './alert-contract.ts'
import { jsonBody } from './body.ts'
import type { SignedIn } from './session.ts'

const id = z.string().min(1).max(100)
const instant = z.iso.datetime({ offset: true })
const span = { siteId: id, scopeId: id, fromAt: instant, untilAt: instant }

const duty = {
  name: 'the turn on call',
  input: z.strictObject({
    ...span,
    userId: id,
    role: z.enum(roles),
    level: z.int().min(1).max(2),
    shiftId: id.nullable(),
  }),
}
const silence = {
  name: 'the silence',
  input: z.strictObject({ ...span, reason: z.string().trim().min(1).max(500) }),
}

/** Who is on call, and which places are kept silent. */
export function alertCalendarRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { db, clock } = deps
  const by = (c: Context<SignedIn>) => ({ principal: c.get('person').principal, channel: 'web' })
  const end = async (c: Context<SignedIn>, kind: 'on_call' | 'silence') => {
    const { siteId = '', id: ended = '' } = c.req.param()
    const outcome = await endWatch(deps, by(c), { kind, siteId, id: ended })
    return c.json({ outcome } satisfies EndReply, outcome === 'ended' ? 200 : 409)
  }
  return new Hono<SignedIn>()
    .get('/calendar', async (c) => {
      const { principal } = c.get('person')
      const page: AlertCalendar = await db.tx(
        'read',
        async (tx) => {
          const shifts = await tx.rows<AlertCalendar['shifts'][number]>(sql`
            select site_id as "siteId", id, name_zh as "nameZh", name_en as "nameEn" from shift
            order by site_id, start_minute`)
          return { ...(await readCalendar(tx, clock())), shifts }
        },
        { principal },
      )
      return c.json(page)
    })
    .post('/calendar', async (c) => {
      const outcome = await putOnCall(deps, by(c), parseInput(duty, await jsonBody(c)))
      return c.json({ outcome } satisfies WatchReply, outcome === 'set' ? 201 : 409)
    })
    .post('/silences', async (c) => {
      const outcome = await setSilence(deps, by(c), parseInput(silence, await jsonBody(c)))
      return c.json({ outcome } satisfies WatchReply, outcome === 'set' ? 201 : 409)
    })
    .post('/calendar/:siteId/:id/end', (c) => end(c, 'on_call'))
    .post('/silences/:siteId/:id/end', (c) => end(c, 'silence'))
}
