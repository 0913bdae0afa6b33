import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decide, executeReady, getProposal } from '../actions/index.ts'
import type { Principal } from '../base/principal.ts'
import { plantClock, plantFacts, writePlant } from '../factory/test-plant.ts'
import type { Db } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { catalog, effects, runTool } from '../tools/index.ts'
import { type Answer, collectAnswer, runTurn } from './index.ts'

let db: Db
let ids = 0
const newId = (prefix: string) => `${prefix}_${++ids}`

beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, plantFacts())
  await db.tx('app', (tx) =>
    tx.rows(sql`insert into user_role values ('suzhou', 'supervisor@suzhou', 'supervisor'),
      ('suzhou', 'operator@suzhou', 'operator')`),
  )
})
afterAll(() => db.close())

const person = (role: string): Principal => ({
  userId: `${role}@suzhou`,
  roles: [{ siteId: 'suzhou', role }],
  language: 'zh',
})
const base = { clock: plantClock, newId, baseUrl: 'http://localhost:3000' }
const signal = new AbortController().signal
const lexicons = new Map()

const ask = (question: string): Promise<Answer> =>
  collectAnswer(
    runTurn(
      { ...base, db, tools: catalog, lexicons },
      { principal: person('operator'), threadId: newId('t'), question, channel: 'web', signal },
    ),
  )

async function propose({ words, site }: { words: string[]; site: string }): Promise<string> {
  const tool = catalog.find(({ name }) => name === 'propose_change')
  if (tool === undefined) throw new Error('no tool')
  const context = { ...base, db, signal, principal: person('operator'), language: 'zh' as const }
  const { proposal } = await runTool(
    tool,
    { ...context, channel: 'web', tainted: false, idempotencyKey: newId('key') },
    { change: { kind: 'term', words }, site, reason: '提问时更正' },
  )
  return proposal?.action_id ?? ''
}

async function approve(id: string): Promise<void> {
  const seen = await getProposal(db, person('supervisor'), 'suzhou', id)
  if (seen === null) throw new Error(`no proposal ${id}`)
  const { version, argsSha256 } = seen
  const decider = { principal: person('supervisor'), channel: 'web' }
  const shown = { siteId: 'suzhou', id, version, argsSha256 }
  await decide({ db, ...base }, decider, { ...shown, verdict: 'approve' })
  await executeReady({ db, clock: plantClock, effects })
}

test.each([
  ['苏州上周综效是多少', '综效'],
  ['What was the runfactor of Suzhou last week?', 'runfactor'],
])('a corrected word is understood by everybody once it is approved: %s', async (said, word) => {
  const before = await ask(said)
  expect(before.abstained).toBe(true)
  const unknown = before.reading?.find(({ kind }) => kind === 'unknown')
  const choice = unknown?.choices.find(({ teach }) => teach?.zh.includes('可用率'))
  expect(choice?.teach).toMatchObject({ siteId: 'suzhou', word })
  const { zh = [], en = [] } = choice?.teach ?? {}

  const again = await ask(choice?.question ?? '')
  expect(again.figures[0]?.metric).toBe('availability')

  const id = await propose({
    words: [word, ...[...zh, ...en].filter((one) => one !== word)],
    site: 'suzhou',
  })
  expect((await ask(said)).abstained).toBe(true)
  await approve(id)
  const after = await ask(said)
  expect(after.figures[0]?.value).toBe(again.figures[0]?.value)
  expect(after.reading?.[0]).toMatchObject({ kind: 'metric', said: word, source: 'said' })
})
