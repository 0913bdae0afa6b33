import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantClock, writePlant } from '../../factory/test-plant.ts'
import { openTestDb } from '../../store/test-db.ts'
import { catalog } from '../../tools/index.ts'
import { baseUrl, openTestServer } from '../test-server.ts'
import type { ErrorReply } from './contract.ts'

let server: Awaited<ReturnType<typeof openTestServer>>
let supervisor: string

beforeAll(async () => {
  const db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  server = await openTestServer({ db, tools: catalog, clock: plantClock })
  supervisor = await server.signIn('supervisor@suzhou')
})
afterAll(() => server.close())

const ask = (path: string, cookie = supervisor) =>
  server.app.request(`/api/life-models${path}`, { headers: { cookie, origin: baseUrl } })
const send = (path: string, body: object) =>
  server.app.request(`/api/life-models${path}`, {
    method: 'POST',
    headers: { cookie: supervisor, origin: baseUrl, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const faultOf = async (reply: Response) => ((await reply.json()) as ErrorReply).error
const why = { reason: 'better than Weibull', requestKey: 'a-key-of-a-form' }

test('models are shown to whoever is signed in, site by site', async () => {
  expect((await ask('?site=suzhou', '')).status).toBe(401)
  expect(await (await ask('?site=suzhou')).json()).toEqual({ items: [] })
  expect(await faultOf(await ask(''))).toMatchObject({ field: 'site' })
})

test('a model that nobody trained is not deployed, and the error names it', async () => {
  const reply = await send('/deploy', { id: 'suzhou/cnc/9', ...why })
  expect(reply.status).toBeGreaterThanOrEqual(400)
  expect(await faultOf(reply)).toMatchObject({ field: 'id', message: expect.stringContaining('9') })
})

test('a class of which nothing is deployed has no way back', async () => {
  const reply = await send('/roll-back', { siteId: 'suzhou', classId: 'cnc', ...why })
  expect(reply.status).toBeGreaterThanOrEqual(400)
  expect(await faultOf(reply)).toMatchObject({ hint: expect.any(String) })
})

test('what a form does not have is refused by name', async () => {
  const reply = await send('/deploy', { id: 'suzhou/cnc/9', ...why, approved: true })
  expect(await faultOf(reply)).toMatchObject({ field: 'approved' })
})
