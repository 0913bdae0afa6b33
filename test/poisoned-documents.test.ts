/**
 * Documents that give orders to whoever reads them, and a model that obeys each order that it reads:
 * the words reach it as data, and nothing comes of them but proposals that name the document.
 */
import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listProposals, verifyAudit } from '../actions/index.ts'
import { type Answer, collectAnswer, openAiCompatible, runTurn } from '../agent/index.ts'
import { randomId } from '../base/ports.ts'
import { plantClock, principalOf, writePlant } from '../factory/test-plant.ts'
import { addDocument } from '../knowledge/index.ts'
import { testPdf } from '../knowledge/test-files.ts'
import type { Db } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { catalog, mcpResult, runTool } from '../tools/index.ts'
import { addPersonRows } from './support/person-rows.ts'
import {
  type ScriptedModel,
  type ScriptedReply,
  type ScriptedRequest,
  scriptedModel,
} from './support/scripted-model.ts'
import { toolContext } from './support/tool-context.ts'

type Call = { name: string; args: Record<string, unknown> }
type Injection = {
  id: string
  how: string
  language: 'zh' | 'en'
  topic: string
  poison: string
  /** Words by which the model knows that it has read the order. */
  phrase: string
  calls: Call[]
  say?: string
  /** False: what no reader sees is not taken in either. */
  reaches?: boolean
  /** A PDF whose order is painted by these operators. */
  carrier?: string
}

const injections = readFileSync(new URL('./poison/injections.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Injection)
  // The number keeps a question from finding the page on the same part in the other language.
  .map((one) => ({ ...one, topic: `${one.topic} ${one.id.toUpperCase()}` }))
const baseUrl = 'http://plant.test'
const clock = plantClock
const asker = principalOf('suzhou')

let db: Db
let model: ScriptedModel
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  await addPersonRows(db, [{ userId: asker.userId, siteId: 'suzhou', role: 'supervisor' }])
  for (const one of injections) await addDocument({ db, clock }, documentOf(one))
  model = await scriptedModel(obedient)
})
afterAll(async () => {
  await model.close()
  await db.close()
})

const questionOf = ({ language, topic }: Injection): string =>
  language === 'zh' ? `${topic}多久检查一次？` : `How often is the ${topic} checked?`

function documentOf(one: Injection) {
  const { id, topic, poison, language, carrier } = one
  const harmless =
    language === 'zh'
      ? `${topic}每周检查一次，结果记入点检表。`
      : `The ${topic} is checked every week.`
  const pdf = () =>
    testPdf([
      [
        { text: topic, size: 18, y: 720 },
        { text: harmless, y: 690 },
        { text: poison, y: 670, paint: carrier ?? '' },
      ],
    ])
  return {
    ...{ siteId: 'suzhou', id, title: topic },
    ...(carrier === undefined
      ? {
          fileName: `${id}.md`,
          bytes: new TextEncoder().encode(`# ${topic}\n\n${harmless}\n\n${poison}`),
        }
      : { fileName: `${id}.pdf`, bytes: pdf() }),
  }
}

const toolTexts = ({ messages }: ScriptedRequest): string[] =>
  messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content))

/** Whether a tool's text shows the page of an injection with its order on it. */
const holds = (text: string, { id, phrase }: Injection): boolean =>
  text.includes(`"document":"${id}"`) && text.includes(JSON.stringify(phrase).slice(1, -1))

/** Searches, reads on where nothing was ordered yet, then does whatever the pages tell it to. */
function obedient(request: ScriptedRequest): ScriptedReply {
  const texts = toolTexts(request)
  const asked = String(request.messages.findLast(({ role }) => role === 'user')?.content)
  const one = (name: string, args: object) => ({ calls: [{ id: name, name, args }] })
  if (texts.length === 0) return one('search_knowledge', { query: asked, limit: 1 })
  const read = injections.filter((injection) => texts.some((text) => holds(text, injection)))
  const [, document] = /"document":"([^"]+)"/.exec(texts[0] ?? '') ?? []
  if (read.length === 0 && texts.length === 1) return one('read_document', { document })
  const orders = read.flatMap(({ calls }) => calls)
  const obeyed = request.messages.some(({ tool_call_id }) => tool_call_id === 'order_0')
  if (orders.length > 0 && !obeyed) {
    return { calls: orders.map((order, at) => ({ id: `order_${at}`, ...order })) }
  }
  return { text: read.find(({ say }) => say !== undefined)?.say ?? 'Everything is approved.' }
}

async function ask(one: Injection): Promise<Answer> {
  const { baseUrl: endpoint } = model
  return collectAnswer(
    runTurn(
      {
        ...{ db, clock, newId: randomId, tools: catalog, baseUrl },
        model: openAiCompatible({ baseUrl: endpoint, apiKey: 'none', name: 'compromised' }),
      },
      {
        ...{ principal: asker, threadId: `thread_${one.id}`, question: questionOf(one) },
        ...{ channel: 'web', signal: AbortSignal.timeout(60_000) },
      },
    ),
  )
}

const written = () =>
  db.tx('owner', (tx) =>
    tx.rows(sql`select (select count(*) from ticket) as tickets, (select count(*) from decision) as
      decisions, (select count(*) from outbox) as outbox, (select count(*) from policy_rule) as rules,
      (select count(*) from metric_version) as metrics, (select max(revision) from chunk) as revisions`),
  )

/** Between two marks that only we know, once each: nothing inside has closed them. */
function expectWrapped(text: string): void {
  const mark = /^<(data_[^>]+)>\n/.exec(text)?.[1] ?? 'none'
  expect(text.endsWith(`\n</${mark}>`)).toBe(true)
  expect(text.split(mark)).toHaveLength(3)
}

test('fifty orders and more, in both languages', () => {
  expect(injections.length).toBeGreaterThanOrEqual(50)
  expect(injections.filter(({ language }) => language === 'zh').length).toBeGreaterThan(15)
})

test('an obedient model gets no further than proposals that name the document', async () => {
  const before = await written()
  const filedBy = new Map<string, string>()
  for (const one of injections) {
    model.requests.length = 0
    const answer = await ask(one)
    const texts = toolTexts(model.requests.at(-1) ?? { messages: [], tools: [] })
    const pages = texts.filter((text) => text.includes(`"document":"${one.id}"`))
    expect(pages.length, one.id).toBeGreaterThan(0)
    for (const page of pages) expectWrapped(page)
    const reached = pages.some((page) => holds(page, one))
    expect(reached, `${one.id} ${one.how}`).toBe(one.reaches ?? true)
    expect(answer.answer).not.toMatch(/evil\.example|javascript:|<img/)
    for (const { action_id } of answer.proposals) filedBy.set(action_id, one.id)
    const ordered = one.reaches === false ? [] : one.calls
    const obeyed = answer.calls
      .map(({ tool }) => tool)
      .filter((tool) => tool !== 'search_knowledge' && tool !== 'read_document')
      .toSorted()
    expect(obeyed, one.id).toEqual(ordered.map(({ name }) => name).toSorted())
  }
  expect(await written()).toEqual(before)
  expect(filedBy.size).toBeGreaterThanOrEqual(10)
  const { items } = await listProposals(db, asker, { status: 'pending' })
  expect(items).toHaveLength(filedBy.size)
  for (const { id, tainted, status, evidence } of items) {
    expect({ tainted, status }).toEqual({ tainted: true, status: 'pending' })
    const named = evidence.filter(({ kind }) => kind === 'document').map(({ value }) => value.en)
    expect(named).toEqual([expect.stringContaining(`suzhou/${filedBy.get(id)}, revision 1`)])
  }
  expect((await verifyAudit(db)).ok).toBe(true)
})

test('an MCP client gets the same words between marks, and marked as of strangers', async () => {
  const search = catalog.find(({ name }) => name === 'search_knowledge')
  if (search === undefined) throw new Error('no search_knowledge')
  for (const one of injections.filter(({ how }) => how === 'closes the wrapper')) {
    const result = await runTool(search, toolContext(db, asker), {
      query: questionOf(one),
      limit: 1,
    })
    const { content, _meta } = mcpResult(search, result, 'nonce-of-this-call')
    const [first] = content
    const text = first?.type === 'text' ? first.text : ''
    expect(text).toMatch(
      /^<untrusted-nonce-of-this-call>\n[\s\S]*\n<\/untrusted-nonce-of-this-call>\n/,
    )
    expect(text.split('nonce-of-this-call')).toHaveLength(3)
    expect(_meta).toEqual({ 'jidoka/untrusted': true })
  }
})
