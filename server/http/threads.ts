import { asc, desc, eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import type { Answer } from '../../agent/index.ts'
import { AppError } from '../../base/app-error.ts'
import type { Principal } from '../../base/principal.ts'
import { type Db, schema } from '../../store/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { turnEvents } from '../turns.ts'
import { jsonBody } from './body.ts'
import { pictureReply, pictureWish } from './chart-picture.ts'
import type { ThreadDetail, ThreadPage } from './contract.ts'
import { readAnswer } from './read-answer.ts'
import { requirePerson, type SignedIn } from './session.ts'

const threadsShown = 100

const turnRequest = {
  name: 'the question',
  input: z.strictObject({
    question: z.string().trim().min(1).max(4000),
    language: z.enum(['zh', 'en']).optional(),
  }),
}

const pictureRequest = { name: 'the picture', input: z.strictObject(pictureWish) }

/** A person's own conversations, and asking the next question in one of them. */
export function threadRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { db } = deps
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => c.json(await readThreads(db, c.get('person').principal)))
    .get('/:id', async (c) => {
      const detail = await readThread(db, c.get('person').principal, c.req.param('id'))
      return c.json(detail)
    })
    .get('/:id/turns/:seq/chart.png', async (c) => {
      const { language, ...size } = parseInput(pictureRequest, c.req.query())
      const { id: thread, seq } = c.req.param()
      const { answer } = await readAnswer(db, c.get('person').principal, {
        thread,
        seq: Number(seq),
      })
      // Names in a chart come in the language of the answer alone.
      const wish = { language: language ?? answer.language, ...size }
      return pictureReply(c, { chart: answer.chart, wish, pictures: deps.pictures })
    })
    .post('/:id/turns', async (c) => {
      const threadId = c.req.param('id')
      if (!/^[\w-]{1,80}$/.test(threadId)) throw badThreadId(threadId)
      const { question, language } = parseInput(turnRequest, await jsonBody(c))
      const { principal } = c.get('person')
      return streamSSE(c, async (stream) => {
        const gone = new AbortController()
        stream.onAbort(() => gone.abort())
        const events = turnEvents(deps, {
          principal,
          threadId,
          question,
          channel: 'web',
          signal: gone.signal,
          ...(language === undefined ? {} : { language }),
        })
        for await (const event of events) await stream.writeSSE({ data: JSON.stringify(event) })
      })
    })
}

async function readThreads(db: Db, principal: Principal): Promise<ThreadPage> {
  const { thread } = schema
  const rows = await db.tx(
    'chat',
    ({ orm }) =>
      orm
        .select({ id: thread.id, title: thread.title, createdAt: thread.createdAt })
        .from(thread)
        .where(eq(thread.userId, principal.userId))
        .orderBy(desc(thread.createdAt))
        .limit(threadsShown),
    { principal },
  )
  return { items: rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })) }
}

async function readThread(db: Db, principal: Principal, id: string): Promise<ThreadDetail> {
  const { thread, turn } = schema
  const { head, turns } = await db.tx(
    'chat',
    async ({ orm }) => {
      const [head] = await orm.select().from(thread).where(eq(thread.id, id))
      const turns = await orm
        .select()
        .from(turn)
        .where(eq(turn.threadId, id))
        .orderBy(asc(turn.seq))
      return { head, turns }
    },
    { principal },
  )
  if (head === undefined) throw noThread(id)
  return {
    id,
    title: head.title,
    turns: turns.map(({ seq, question, status, answer, startedAt }) => ({
      seq,
      question,
      status,
      answer: answer as Answer | null,
      startedAt: startedAt.toISOString(),
    })),
  }
}

function noThread(id: string): AppError {
  return new AppError('not_found', `You have no conversation ${id}.`, {
    field: 'id',
  })
}

function badThreadId(id: string): AppError {
  return new AppError('invalid_input', `"${id.slice(0, 80)}" cannot name a conversation.`, {
    field: 'id',
    hint: 'Use at most 80 letters, digits, - and _.',
  })
}
