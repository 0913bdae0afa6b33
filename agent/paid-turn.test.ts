import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { type Script, type ScriptedModel, scriptedModel } from '../test/support/scripted-model.ts'
import { collectAnswer, openAiCompatible, runTurn, type TurnDeps, usedOn } from './index.ts'
import { systemPromptId } from './prompts/system.ts'
import { anyTools, kpiTool, notesTool, proposeTool, supervisor } from './test-tools.ts'

const now = new Date('2026-11-24T02:00:00.000Z')
const oee = { calls: [{ id: 'a', name: 'query_kpi', args: { metrics: ['oee'] } }] }
const price = { inputPerMillion: 1_000_000, outputPerMillion: 0 }

let db: Db
let model: ScriptedModel
beforeAll(async () => {
  db = await openTestDb()
})
afterAll(() => db.close())
beforeEach(() => db.tx('owner', (tx) => tx.rows(sql`truncate thread, turn, model_use`)))
afterEach(() => model.close())

const ask = async (script: Script, more: Partial<TurnDeps> = {}, question = 'OEE of Suzhou?') => {
  model = await scriptedModel(script)
  return again(question, more)
}
const again = (question: string, more: Partial<TurnDeps> = {}) => {
  const endpoint = { baseUrl: model.baseUrl, apiKey: 'k', name: 'paid', price }
  const deps = {
    ...{ db, clock: () => now, newId: () => 'data_1', baseUrl: 'http://localhost:3000' },
    ...{ tools: anyTools(kpiTool, notesTool, proposeTool([])), model: openAiCompatible(endpoint) },
  }
  const request = { principal: supervisor, threadId: 'thread_1', question, channel: 'cli' }
  const { signal } = new AbortController()
  return collectAnswer(runTurn({ ...deps, ...more }, { ...request, signal }))
}

describe('who answers', () => {
  it('is the built-in model where it is sure, at no cost', async () => {
    const answer = await ask([], { route: 'built-in-first' }, 'What can you do?')
    expect(answer.model).toBe('built-in')
    expect(model.requests).toEqual([])
    expect(await usedOn(db, '2026-11-24')).toEqual([])
  })

  it('is the configured model where the built-in one is not', async () => {
    const words = [{ text: '[[abstain:outside]] I cannot sing.' }]
    const answer = await ask(words, { route: 'built-in-first' }, 'Sing me a song about the sea')
    expect(answer).toMatchObject({ model: 'paid', abstained: true })
    const turns = await db.tx('owner', (tx) => tx.rows(sql`select model, prompt from turn`))
    expect(turns).toEqual([{ model: 'paid', prompt: systemPromptId }])
  })

  it('is the configured model where a form is demanded that the built-in one cannot write', async () => {
    const question = 'What can you do? Return only a JSON object.'
    const answer = await ask([{ text: '{"can":"ask"}' }], { route: 'built-in-first' }, question)
    expect(answer).toMatchObject({ model: 'paid', answer: '{"can":"ask"}' })
    const alone = await again(question, { route: 'built-in' })
    expect(alone).toMatchObject({
      model: 'built-in',
      abstained: true,
      reason: 'outside',
      calls: [],
    })
  })

  it('is never the configured one when the route says so', async () => {
    const answer = await ask([], { route: 'built-in' }, 'Sing me a song about the sea')
    expect(answer.model).toBe('built-in')
    expect(model.requests).toEqual([])
  })
})

describe('endpoints', () => {
  const endpoint = () => ({ baseUrl: model.baseUrl, apiKey: 'k', name: 'second', price })

  it('that stream send calls and words in pieces', async () => {
    model = await scriptedModel([oee, { text: 'OEE was 78.4%.' }])
    const streamed = openAiCompatible({ ...endpoint(), stream: true })
    const answer = await again('OEE of Suzhou?', { model: streamed })
    expect(answer).toMatchObject({ answer: 'OEE was 78.4%.', reason: null })
    expect(model.requests.map(({ stream }) => stream)).toEqual([true, true])
    expect((await usedOn(db, '2026-11-24'))[0]?.tokens).toBeGreaterThan(100)
  })

  it('that fail in the middle of a turn leave it to the next, which the answer and the ledger name', async () => {
    const first = await scriptedModel([oee, { status: 401 }])
    model = await scriptedModel([{ text: 'OEE was 78.4%.' }])
    const both = openAiCompatible(
      { ...endpoint(), baseUrl: first.baseUrl, name: 'first' },
      endpoint(),
    )
    const answer = await again('OEE of Suzhou?', { model: both }).finally(first.close)
    expect(answer).toMatchObject({ answer: 'OEE was 78.4%.', model: 'second' })
    const used = (await usedOn(db, '2026-11-24')).map((line) => [line.model, line.calls])
    expect(used.toSorted()).toEqual([
      ['first', 1],
      ['second', 1],
    ])
  })

  it('that are all away leave no turn running', async () => {
    model = await scriptedModel([{ status: 401 }, { text: '[[ask]] Which week?' }])
    await expect(again('OEE of Suzhou?')).rejects.toMatchObject({ code: 'unavailable' })
    expect((await again('OEE of Suzhou?')).ask_back).toBe('Which week?')
  })
})

describe('the ledger', () => {
  it('counts calls, tokens and cost by person, day and model', async () => {
    await ask([oee, { text: 'OEE was 78.4%.' }])
    const [line] = await usedOn(db, '2026-11-24')
    expect(line).toMatchObject({ userId: supervisor.userId, model: 'paid', calls: 2 })
    expect(line?.tokens).toBeGreaterThan(100)
    expect(line?.cost).toBeGreaterThan(100)
  })

  it('refuses when a limit is used up, says when it begins anew, and asks no model', async () => {
    const limits = { userTokens: 10, currency: 'USD' }
    await ask([{ text: '[[ask]] Which week?' }, { text: 'no' }], { limits })
    await expect(again('OEE of Suzhou?', { limits })).rejects.toMatchObject({
      message: expect.stringContaining('(10)'),
      hint: expect.stringContaining('2026-11-25T00:00:00Z'),
    })
    await expect(again('苏州的OEE?', { limits })).rejects.toThrow(/已用完/)
    expect(model.requests).toHaveLength(1)
  })

  it('cannot be written by anybody but its function, and never downwards', async () => {
    model = await scriptedModel([])
    const as = (statement: string) =>
      db.tx('chat', (tx) => tx.exec(statement), { principal: supervisor })
    await expect(as('delete from model_use')).rejects.toThrow(/permission denied/)
    await expect(as(`select jidoka_note_model_use('2026-11-24', 'm', -1, 0, 0)`)).rejects.toThrow(
      /never negative/,
    )
  })
})

describe('guards around a configured model', () => {
  it('a loop of one call ends with an error that says so', async () => {
    await ask((request) =>
      JSON.stringify(request.messages).includes('called with these arguments before')
        ? { text: 'OEE was 78.4%.' }
        : { calls: [{ ...oee.calls[0], id: `a${request.messages.length}` }] as typeof oee.calls },
    )
    expect(model.requests).toHaveLength(4)
  })

  it('an answer in the other language is asked for once more', async () => {
    const zh = { text: '苏州工厂上周的设备综合效率是 78.4%。' }
    const answer = await ask([oee, zh, { text: 'OEE of Suzhou was 78.4%.' }])
    expect(answer.answer).toBe('OEE of Suzhou was 78.4%.')
    await model.close()
    const twice = await ask([oee, zh, zh])
    expect(twice).toMatchObject({ reason: 'wrong_language' })
    expect(twice.answer).toContain('78.4%')
  })

  it('words without end are read by no guard, and dropped', async () => {
    const answer = await ask([oee, { text: '[“www.九1'.repeat(30_000) }])
    expect(answer).toMatchObject({ reason: 'too_long' })
    expect(answer.answer).toContain('78.4%')
  })

  it('no key reaches the endpoint', async () => {
    await ask([{ text: '[[ask]] Which line?' }], {}, 'OEE? My password: hunter22')
    expect(JSON.stringify(model.requests)).not.toContain('hunter22')
  })

  it('a turn ends when its tokens are spent, with what was read', async () => {
    const budget = { modelCalls: 8, toolCalls: 12, tokens: 50, ms: 60_000 }
    const answer = await ask([oee, { text: 'never said' }], { budget })
    expect(answer).toMatchObject({ reason: 'budget_spent' })
    expect(answer.answer).toContain('78.4%')
  })
})

it('a long thread is told by its newest turns, the older ones as figures with unit and window', async () => {
  await ask((request) =>
    request.messages.at(-1)?.role === 'tool' ? { text: 'OEE was 78.4%.' } : oee,
  )
  for (const nth of [2, 3, 4, 5, 6, 7, 8]) await again(`OEE of Suzhou, question ${nth}?`)
  const [system, ...others] = model.requests.at(-1)?.messages ?? []
  expect(others.filter(({ role }) => role === 'user')).toHaveLength(7)
  expect(JSON.stringify(system?.content)).toMatch(
    /asked: OEE of Suzhou\? \| called: query_kpi .* \| figures: oee@1 \(suzhou\) 78\.4%, 2026-11-16 to 2026-11-22/,
  )
})
