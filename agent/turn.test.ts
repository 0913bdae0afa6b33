import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import {
  type ScriptedModel,
  type ScriptedReply,
  scriptedModel,
} from '../test/support/scripted-model.ts'
import type { ToolContext } from '../tools/index.ts'
import {
  type Budget,
  collectAnswer,
  openAiCompatible,
  runTurn,
  type TurnDeps,
  type TurnEvent,
} from './index.ts'
import { anyTools, endlessTool, kpiTool, notesTool, proposeTool, supervisor } from './test-tools.ts'

const now = new Date('2026-11-24T02:00:00.000Z')
const oeeCall = { calls: [{ id: 'a', name: 'query_kpi', args: { metrics: ['oee'] } }] }
const ticketCall = {
  calls: [
    { id: 't', name: 'open_maintenance_ticket', args: { equipment: 'CNC-03', title: 'noise' } },
  ],
}

let db: Db
let model: ScriptedModel
let seen: ToolContext[]

beforeAll(async () => {
  db = await openTestDb()
})
afterAll(() => db.close())
beforeEach(async () => {
  seen = []
  await db.tx('owner', (tx) => tx.rows(sql`truncate thread, turn`))
})
afterEach(() => model.close())

type Ask = {
  question?: string
  threadId?: string
  signal?: AbortSignal
  budget?: Budget
  clock?: () => Date
}

async function ask(script: ScriptedReply[], given: Ask = {}) {
  model = await scriptedModel(script)
  return turnOn(model, given)
}

function turnOn({ baseUrl }: ScriptedModel, given: Ask = {}) {
  let ids = 0
  const deps: TurnDeps = {
    db,
    clock: given.clock ?? (() => now),
    newId: (prefix) => `${prefix}_${++ids}`,
    tools: anyTools(kpiTool, notesTool, endlessTool, proposeTool(seen)),
    model: openAiCompatible({ baseUrl, apiKey: 'none', name: 'scripted' }),
    baseUrl: 'http://localhost:3000',
    ...(given.budget === undefined ? {} : { budget: given.budget }),
  }
  return runTurn(deps, {
    principal: supervisor,
    threadId: given.threadId ?? 'thread_1',
    question: given.question ?? 'What was the OEE of Suzhou last week?',
    channel: 'cli',
    signal: given.signal ?? new AbortController().signal,
  })
}

async function all(events: AsyncIterable<TurnEvent>): Promise<TurnEvent[]> {
  const seenEvents: TurnEvent[] = []
  for await (const event of events) seenEvents.push(event)
  return seenEvents
}

const storedTurns = () =>
  db.tx('owner', (tx) =>
    tx.rows<{ seq: number; status: string; model: string; answer: { answer: string } | null }>(
      sql`select seq, status, model, answer from turn order by seq`,
    ),
  )

describe('a turn with a configured model', () => {
  it('calls the tool, answers with its figure and says what it did as events', async () => {
    const events = await all(
      await ask([oeeCall, { text: 'OEE of Suzhou was **78.4%** last week.' }]),
    )
    expect(events.map(({ type }) => type)).toEqual([
      'started',
      'tool_started',
      'tool_finished',
      'figure',
      'text',
      'done',
    ])
    const done = events.at(-1)
    expect(done).toMatchObject({
      type: 'done',
      answer: {
        answer: 'OEE of Suzhou was **78.4%** last week.',
        language: 'en',
        model: 'scripted',
        calls: [{ tool: 'query_kpi', args: { metrics: ['oee'] } }],
        figures: [{ metric: 'oee', value: 78.4321 }],
        chart: null,
        citations: [],
        proposals: [],
        abstained: false,
        reason: null,
        ask_back: null,
      },
    })
  })

  it('stores the turn under its thread', async () => {
    const answer = await collectAnswer(await ask([oeeCall, { text: '78.4%' }]))
    expect(await storedTurns()).toEqual([{ seq: 1, status: 'done', model: 'scripted', answer }])
  })

  it('offers the tools with strict schemas on the chat completions wire', async () => {
    await all(await ask([{ text: '[[ask]] Which metric?' }]))
    const tool = model.requests[0]?.tools.find(({ function: f }) => f.name === 'query_kpi')
    expect(tool?.function.parameters).toMatchObject({ additionalProperties: false })
  })

  it('drops an answer with a number that no tool returned, and says what was read', async () => {
    const answer = await collectAnswer(await ask([oeeCall, { text: 'OEE was 91.7% last week.' }]))
    expect(answer.reason).toBe('unverified_number')
    expect(answer.answer).not.toContain('91.7')
    expect(answer.answer).toContain('78.4%')
  })

  it('asks once more when the arguments are not valid JSON', async () => {
    const raw = { rawCall: { id: 'r', name: 'query_kpi', arguments: '{"metrics": [' } }
    const answer = await collectAnswer(await ask([raw, oeeCall, { text: '78.4%' }]))
    expect(answer.answer).toBe('78.4%')
    expect(JSON.stringify(model.requests[1]?.messages.at(-1))).toContain('not valid JSON')
  })

  it('tells the model what is wrong with its arguments', async () => {
    const wrong = {
      calls: [{ id: 'w', name: 'query_kpi', args: { metrics: ['oee'], by: 'line' } }],
    }
    const unknown = { calls: [{ id: 'u', name: 'query_kpis', args: {} }] }
    const events = await all(await ask([wrong, unknown, { text: '[[abstain:outside]] I cannot.' }]))
    const errors = events.flatMap((event) => (event.type === 'tool_finished' ? [event.error] : []))
    expect(errors[0]).toContain('"by"')
    expect(errors[1]).toContain('no tool "query_kpis"')
    expect(JSON.stringify(model.requests[2]?.messages)).toContain('query_kpi')
  })

  it('reads the markers of a question back and of an abstention', async () => {
    const asked = await collectAnswer(await ask([{ text: '[[ask]] Which site?' }]))
    expect(asked).toMatchObject({
      answer: 'Which site?',
      ask_back: 'Which site?',
      abstained: false,
    })
    const next = await scriptedModel([{ text: '[[abstain:no_data]] Nothing is known.' }])
    const abstained = await collectAnswer(turnOn(next))
    await next.close()
    expect(abstained).toMatchObject({ abstained: true, reason: 'no_data', ask_back: null })
  })

  it('gives the model the earlier turns of the thread', async () => {
    await all(await ask([oeeCall, { text: 'It was 78.4%.' }]))
    const next = await scriptedModel([{ text: '[[ask]] Which month?' }])
    await all(turnOn(next, { question: 'And by month?' }))
    await next.close()
    const said = next.requests[0]?.messages.map(({ role, content }) => [role, content]).slice(1)
    expect(said).toEqual([
      ['user', 'What was the OEE of Suzhou last week?'],
      ['assistant', 'It was 78.4%.'],
      ['user', 'And by month?'],
    ])
  })

  it('fails in plain words when the endpoint does not answer', async () => {
    const events = await all(await ask([{ status: 400 }]))
    expect(events.at(-1)).toMatchObject({ type: 'failed', code: 'unavailable' })
    expect(await storedTurns()).toMatchObject([{ status: 'failed', answer: null }])
  })

  it('refuses an empty question by name', async () => {
    const events = await all(await ask([], { question: '  ' }))
    expect(events).toMatchObject([{ type: 'failed', code: 'invalid_input' }])
    expect(await storedTurns()).toEqual([])
  })
})

describe('budgets and cancellation', () => {
  const budget: Budget = { modelCalls: 3, toolCalls: 2, ms: 60_000 }

  it('stops a model that never ends, with what was read so far', async () => {
    const loop = Array.from({ length: 9 }, () => oeeCall)
    const answer = await collectAnswer(await ask(loop, { budget }))
    expect(answer.reason).toBe('budget_spent')
    expect(answer.answer).toContain('78.4%')
    expect(model.requests).toHaveLength(3)
    expect(answer.calls.map(({ tool }) => tool)).toEqual(Array(3).fill('query_kpi'))
  })

  it('ends within its time', async () => {
    const events = await all(await ask([{ hang: true }], { budget: { ...budget, ms: 50 } }))
    expect(events.at(-1)).toMatchObject({ type: 'failed', code: 'timeout' })
  })

  it('cancels a running tool by the signal and stores the turn as cancelled', async () => {
    const stop = new AbortController()
    const endless = { calls: [{ id: 'e', name: 'read_machine_state', args: {} }] }
    const events: TurnEvent[] = []
    for await (const event of await ask([endless], { signal: stop.signal })) {
      events.push(event)
      if (event.type === 'tool_started') stop.abort()
    }
    expect(events.at(-1)).toMatchObject({ type: 'failed', code: 'cancelled' })
    expect(await storedTurns()).toMatchObject([{ status: 'cancelled' }])
  })

  it('cancels when the reader leaves the loop', async () => {
    const endless = { calls: [{ id: 'e', name: 'read_machine_state', args: {} }] }
    for await (const event of await ask([endless])) if (event.type === 'tool_started') break
    expect(await storedTurns()).toMatchObject([{ status: 'cancelled' }])
  })
})

describe('one turn at a time', () => {
  it('tells the second of two that ask at once on one thread', async () => {
    model = await scriptedModel([oeeCall, { text: '78.4%' }, oeeCall, { text: '78.4%' }])
    const ends = (await Promise.all([all(turnOn(model)), all(turnOn(model))])).map((e) => e.at(-1))
    expect(ends.map((end) => end?.type).sort()).toEqual(['done', 'failed'])
    expect(ends.find((end) => end?.type === 'failed')).toMatchObject({ code: 'conflict' })
  })

  it('runs turns of different threads side by side', async () => {
    model = await scriptedModel([{ text: '[[ask]] Which?' }, { text: '[[ask]] Which?' }])
    const threads = ['thread_1', 'thread_2'].map((threadId) => all(turnOn(model, { threadId })))
    const ends = (await Promise.all(threads)).map((events) => events.at(-1)?.type)
    expect(ends).toEqual(['done', 'done'])
  })

  it('takes a crashed turn over under its own number, with the same proposal key', async () => {
    await crash('Open a ticket')
    const later = () => new Date('2026-11-24T02:10:00.000Z')
    await all(
      await ask([ticketCall, { text: 'Filed.' }], { question: 'Open a ticket', clock: later }),
    )
    expect(seen.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['thread_1:1:1'])
    expect(await storedTurns()).toMatchObject([{ seq: 1, status: 'done' }])
  })

  it('marks a crashed turn as failed when something else is asked', async () => {
    await crash('Open a ticket')
    const later = () => new Date('2026-11-24T02:10:00.000Z')
    await all(await ask([{ text: '[[ask]] Which?' }], { clock: later }))
    expect(await storedTurns()).toMatchObject([
      { seq: 1, status: 'failed' },
      { seq: 2, status: 'done' },
    ])
  })

  it('leaves a running turn alone while it may still be alive', async () => {
    await crash('Open a ticket')
    const soon = () => new Date('2026-11-24T02:01:00.000Z')
    const events = await all(await ask([], { question: 'Open a ticket', clock: soon }))
    expect(events).toMatchObject([{ type: 'failed', code: 'conflict' }])
  })

  const crash = (question: string) =>
    db.tx('owner', (tx) =>
      tx.rows(sql`insert into turn (user_id, thread_id, seq, question, status, started_at)
        values (${supervisor.userId}, 'thread_1', 1, ${question}, 'running', ${now})`),
    )
})

describe('text of strangers', () => {
  const notes = { calls: [{ id: 'n', name: 'list_tickets', args: {} }] }

  it('reaches the model between marks with a nonce', async () => {
    await all(await ask([notes, { text: 'There is one note.' }]))
    const told = model.requests[1]?.messages.at(-1)?.content
    expect(told).toMatch(/^<data_\d+>\n[\s\S]*order 900 spindles[\s\S]*<\/data_\d+>$/)
  })

  it('taints a proposal that is made after it, and not one made before', async () => {
    await all(
      await ask([
        ticketCall,
        notes,
        { calls: [{ ...ticketCall.calls[0], id: 'u' }] } as ScriptedReply,
        { text: 'Filed.' },
      ]),
    )
    expect(seen.map(({ tainted }) => tainted)).toEqual([false, true])
    expect(seen.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      'thread_1:1:1',
      'thread_1:1:3',
    ])
  })

  it('still taints the next turn of the thread', async () => {
    await all(await ask([notes, { text: 'One note.' }]))
    const next = await scriptedModel([ticketCall, { text: 'Filed.' }])
    await all(turnOn(next, { question: 'Open it' }))
    await next.close()
    expect(seen.map(({ tainted }) => tainted)).toEqual([true])
  })
})

describe('tracing', () => {
  it('sends nothing away, whatever the environment says', async () => {
    const sink = await scriptedModel([])
    const before = { ...process.env }
    Object.assign(process.env, {
      LANGSMITH_TRACING: 'true',
      LANGSMITH_ENDPOINT: sink.baseUrl,
      LANGSMITH_API_KEY: 'key',
    })
    await all(await ask([oeeCall, { text: '78.4%' }]))
    await new Promise((resolve) => setImmediate(resolve))
    process.env = before
    await sink.close()
    expect(sink.requests).toEqual([])
  })
})
