import { Hono } from 'hono'
import { z } from 'zod'
import { lessonInput, listLessons, retireLesson, teach } from '../../actions/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { LessonPage, LessonReply, RetireReply } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const lesson = { name: 'the lesson', input: lessonInput }
const retiring = {
  name: 'the end of a lesson',
  input: z.strictObject({ reason: z.string().trim().max(500).optional() }),
}
const address = {
  name: 'the address of a lesson',
  input: z.strictObject({ siteId: z.string(), lesson: z.coerce.number().int().positive() }),
}

/** What people taught the tools: to see, to add to, to retire. */
export function lessonRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const items = await listLessons(deps.db, c.get('person').principal)
      return c.json({ items } satisfies LessonPage)
    })
    .post('/', async (c) => {
      const given = parseInput(lesson, await jsonBody(c))
      const teacher = { principal: c.get('person').principal, channel: 'web' }
      const reply: LessonReply = await teach(deps, teacher, given)
      return c.json(reply, reply.outcome === 'taught' ? 201 : 409)
    })
    .post('/:siteId/:lesson/retire', async (c) => {
      const { reason = null } = parseInput(retiring, await jsonBody(c))
      const at = parseInput(address, c.req.param())
      const by = { principal: c.get('person').principal, channel: 'web' }
      const outcome = await retireLesson(deps, by, { ...at, reason })
      return c.json({ outcome } satisfies RetireReply, outcome === 'retired' ? 200 : 409)
    })
}
