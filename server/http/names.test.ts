import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedMetrics } from '../../factory/index.ts'
import { schema } from '../../store/index.ts'
import { openTestServer } from '../test-server.ts'
import type { NamedThing, Names } from './contract.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server

const teamOf = (siteId: string) => ({ siteId, id: 'A', nameZh: `${siteId}甲班`, nameEn: 'Team A' })

beforeAll(async () => {
  server = await openTestServer()
  await server.deps.db.tx('ingest', async (tx) => {
    await tx.orm.insert(schema.team).values(['suzhou', 'dongguan'].map(teamOf))
  })
  await server.deps.db.tx('ingest', (tx) => seedMetrics(tx, new Date()))
})
afterAll(() => server.close())

test('names what a person may see, and nothing of other sites', async () => {
  const cookie = await server.signIn('operator@suzhou')
  const reply = await server.app.request('/api/names', { headers: { cookie } })
  const { items } = (await reply.json()) as Names
  const of = (wanted: NamedThing['kind']) => items.filter(({ kind }) => kind === wanted)
  expect(of('team')).toEqual([{ kind: 'team', ...teamOf('suzhou') }])
  expect(of('metric')).toContainEqual(
    expect.objectContaining({ siteId: 'group', id: 'oee', nameZh: '设备综合效率' }),
  )
})

test('is for people who are signed in', async () => {
  expect((await server.app.request('/api/names')).status).toBe(401)
})
