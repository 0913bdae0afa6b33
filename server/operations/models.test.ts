import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '../../base/principal.ts'
import { openTestDb } from '../../store/test-db.ts'
import { openTestServer, trustingAuth } from '../test-server.ts'
import { modelsUsage } from './models.ts'

const now = new Date('2026-11-24T02:00:00Z')
let server: Awaited<ReturnType<typeof openTestServer>>

const person = (userId: string, role: string): Principal => ({
  ...{ userId, roles: [{ siteId: 'suzhou', role }], language: 'zh' },
})
const operator = person('operator@suzhou', 'operator')
const planner = person('planner@suzhou', 'planner')

beforeAll(async () => {
  const modelLimits = { userTokens: 1000, currency: 'CNY' }
  const db = await openTestDb()
  const auth = trustingAuth(db)
  server = await openTestServer({ db, auth, clock: () => now, modelLimits })
  const spend = (principal: Principal, day: string, tokens: number) =>
    server.deps.db.tx(
      'chat',
      (tx) => tx.rows(sql`select jidoka_note_model_use(${day}, 'qwen', ${tokens}, 10, 0.5)`),
      { principal },
    )
  await spend(operator, '2026-11-24', 100)
  await spend(operator, '2026-11-24', 200)
  await spend(planner, '2026-11-23', 50)
  await spend(planner, '2026-11-01', 999)
})
afterAll(() => server.close())

const usage = async (principal: Principal, input: object = {}) => {
  const context = { principal, signal: new AbortController().signal, progress: () => {} }
  return (await modelsUsage.run(server.deps, context, input)) as {
    lines: { day: string; userId: string; calls: number; tokens: number; cost: number }[]
  }
}

test('an administrator sees what everybody spent in the last days, with the limits', async () => {
  const seen = await usage(person('admin@group', 'admin'))
  expect(seen).toMatchObject({
    ...{ from: '2026-11-18', to: '2026-11-24', of: 'everybody' },
    limits: { userTokens: 1000, currency: 'CNY' },
    total: { tokens: 380, cost: 1.5 },
    today: { tokens: 320, cost: 1 },
  })
  expect(seen.lines).toMatchObject([
    { day: '2026-11-24', userId: 'operator@suzhou', calls: 2, tokens: 320, cost: 1 },
    { day: '2026-11-23', userId: 'planner@suzhou', calls: 1, tokens: 60 },
  ])
})

test('anybody else sees what they spent themselves', async () => {
  const seen = await usage(planner, { days: 31 })
  expect(seen).toMatchObject({ of: 'self', total: { tokens: 1069 } })
  expect(new Set(seen.lines.map(({ userId }) => userId))).toEqual(new Set(['planner@suzhou']))
})

const overHttp = (
  days: string,
  person: Record<string, string> = { 'x-person': 'operator@suzhou' },
) => server.app.request(`/api/models/usage?days=${days}`, { headers: person })

test('the page is given the same, and only to whoever is signed in', async () => {
  const own = await (await overHttp('7')).json()
  expect(own).toEqual({ ...(await usage(operator)), language: 'en' })
  expect((await overHttp('7', {})).status).toBe(401)
})

test('a time that is too long is refused by its name', async () => {
  const reply = await overHttp('500')
  expect(reply.status).toBe(400)
  expect(await reply.json()).toMatchObject({ error: { field: 'days' } })
})
