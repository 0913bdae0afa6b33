import { expect, test } from 'vitest'
import type { Db } from '../../store/index.ts'
import { schema } from '../../store/index.ts'
import { baseUrl, openTestServer } from '../test-server.ts'
import type { SourcesPage } from './contract.ts'

const headers = (cookie: string) => ({
  cookie,
  origin: baseUrl,
  host: 'localhost:3000',
  'content-type': 'application/json',
})

async function open() {
  const server = await openTestServer()
  await addFindings(server.deps.db)
  return server
}

/** One of each site; only Suzhou's is of the people of the test. */
async function addFindings(db: Db): Promise<void> {
  const at = new Date('2026-11-03T00:00:00Z')
  const shared = { kind: 'gap' as const, subject: 'plc', fromAt: at, toAt: at, evidence: {} }
  const seen = { owner: 'admin', status: 'open' as const, foundAt: at, seenAt: at }
  const rows = ['suzhou', 'dongguan'].map((siteId) => ({
    siteId,
    id: 'gap/plc',
    ...shared,
    ...seen,
  }))
  await db.tx('ingest', ({ orm }) => orm.insert(schema.dataFinding).values(rows))
}

test('sources and findings are those of one’s own sites, and say who may change them', async () => {
  const { app, signIn, close } = await open()
  const read = async (userId: string) => {
    const reply = await app.request('/api/sources', { headers: headers(await signIn(userId)) })
    return (await reply.json()) as SourcesPage
  }
  const own = (page: SourcesPage) => page.findings.map((one) => [one.siteId, one.mayChange])
  expect(own(await read('supervisor@suzhou'))).toEqual([['suzhou', true]])
  expect(own(await read('operator@suzhou'))).toEqual([['suzhou', false]])
  await close()
})

test('whoever takes a finding on is its owner, and closing needs a note', async () => {
  const { app, signIn, close } = await open()
  const post = async (userId: string, body: object) =>
    app.request('/api/sources/findings', {
      method: 'POST',
      headers: headers(await signIn(userId)),
      body: JSON.stringify({ siteId: 'suzhou', id: 'gap/plc', ...body }),
    })
  expect((await post('operator@suzhou', { status: 'acknowledged' })).status).toBe(403)
  const taken = (await (
    await post('supervisor@suzhou', { status: 'acknowledged' })
  ).json()) as SourcesPage
  expect(taken.findings).toMatchObject([{ owner: 'supervisor@suzhou', status: 'acknowledged' }])
  expect((await post('supervisor@suzhou', { status: 'closed' })).status).toBe(400)
  const closed = await post('supervisor@suzhou', { status: 'closed', note: 'replaced' })
  expect(((await closed.json()) as SourcesPage).findings).toEqual([])
  expect(
    (await post('supervisor@suzhou', { siteId: 'dongguan', status: 'acknowledged' })).status,
  ).toBe(404)
  await close()
})
