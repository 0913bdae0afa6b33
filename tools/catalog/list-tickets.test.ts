import { afterAll, beforeAll, expect, test } from 'vitest'
import { principalOf, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { runTool } from '../surfaces.ts'
import { listTicketsTool } from './list-tickets.ts'
import { testContext } from './test-context.ts'

let db: Db
const tool = listTicketsTool
const ask = (args: Record<string, unknown>, changes = {}) =>
  runTool(tool, testContext(db, changes), args)

type Ticket = typeof schema.ticket.$inferInsert
const ticket = (id: string, equipmentId: string, changes: Partial<Ticket> = {}): Ticket => ({
  siteId: 'suzhou',
  id,
  equipmentId,
  kind: 'corrective',
  status: 'closed',
  priority: 'medium',
  title: `Ticket ${id}`,
  openedAt: new Date('2026-03-10T00:00:00Z'),
  origin: 'import',
  ...changes,
})

beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  await db.tx('ingest', (tx) =>
    tx.orm.insert(schema.ticket).values([
      // The last instant of 2025 and the first of 2026 in Shanghai.
      ticket('T1', 'SZ-CNC-01', { openedAt: new Date('2025-12-31T15:59:59Z') }),
      ticket('T2', 'SZ-CNC-01', { openedAt: new Date('2025-12-31T16:00:00Z') }),
      ticket('T3', 'SZ-CNC-01', {
        failureCode: 'M005',
        closedAt: new Date('2026-03-12T00:00:00Z'),
      }),
      ticket('T4', 'SZ-CNC-01', { kind: 'preventive', description: 'x'.repeat(400) }),
      ticket('T5', 'SZ-CNC-03', { status: 'open' }),
      ticket('T7', 'SZ-CNC-03', { status: 'in_progress' }),
      ticket('T6', 'DG-CNC-01', { siteId: 'dongguan' }),
    ]),
  )
})
afterAll(() => db.close())

const countOf = async (args: Record<string, unknown>) =>
  (await ask({ limit: 0, ...args })).data.total

test('counts one kind of one machine in one year of the plant exactly', async () => {
  const year = { equipment: 'SZ-CNC-01', kind: 'corrective', from: '2026', to: '2027' }
  const { data, figures } = await ask({ ...year, limit: 1 })
  expect(data).toMatchObject({ total: 2, truncated: true })
  expect(data.tickets).toHaveLength(1)
  expect(figures).toEqual([
    {
      metric: 'ticket_count',
      version: 1,
      value: 2,
      unit: 'count',
      dimensions: { site: 'suzhou', equipment: 'SZ-CNC-01', kind: 'corrective' },
      window: {
        from: '2025-12-31T16:00:00.000Z',
        to: '2026-12-31T16:00:00.000Z',
        zone: 'Asia/Shanghai',
      },
      rows: 2,
      freshness: '2026-03-12T00:00:00.000Z',
      truncated: false,
    },
  ])
})

test.each<[Record<string, unknown>, number]>([
  [{}, 6],
  [{ equipment: '3号机' }, 2],
  [{ equipment: 'sz l1' }, 4],
  // What has begun is not finished.
  [{ status: 'open' }, 2],
  [{ status: 'in_progress' }, 1],
  [{ failure_code: 'm005' }, 1],
  [{ site: '苏州', kind: 'preventive' }, 1],
  [{ to: '2026' }, 1],
])('%o counts %i', async (args, count) => {
  expect(await countOf(args)).toBe(count)
})

test('groups by month in the zone of the plant, each with its figure and a chart', async () => {
  const { data, figures, chart } = await ask({ group_by: 'month' })
  expect(data.groups).toEqual([
    { key: '2025-12', count: 1 },
    { key: '2026-01', count: 1 },
    { key: '2026-03', count: 4 },
  ])
  expect(figures?.[3]).toMatchObject({ value: 4, dimensions: { month: '2026-03' } })
  expect(chart?.series[0]?.values).toEqual([1, 1, 4])
})

test('a long description is cut and says so', async () => {
  const { data } = await ask({ kind: 'preventive' })
  const [shown] = data.tickets as { description: string; description_cut: boolean }[]
  expect(shown).toMatchObject({ description: 'x'.repeat(300), description_cut: true })
})

test('shows nothing of a site without a role there', async () => {
  await expect(ask({ equipment: 'DG-CNC-01' })).rejects.toThrow('"DG-CNC-01" is not known')
  await expect(ask({ site: 'dongguan' })).rejects.toThrow('"dongguan" is not known')
  expect((await ask({}, { principal: principalOf('suzhou', 'dongguan') })).data.total).toBe(7)
})

test.each<[Record<string, unknown>, string, RegExp]>([
  [{ equipment: 'SZ-CNC-99' }, 'equipment', /SZ-CNC-0/],
  [{ failure_code: 'M006' }, 'failure_code', /M005/],
  [{ from: 'yesterday' }, 'from', /Write 2016/],
  [{ from: '2026', to: '2026' }, 'to', /give to as 2027/],
  [{ kind: 'repair' }, 'kind', /corrective/],
  [{ equipmnt: 'x' }, 'equipmnt', /equipment/],
])('%o is refused, naming %s and a way out', async (args, field, hint) => {
  await expect(ask(args)).rejects.toMatchObject({ field, hint: expect.stringMatching(hint) })
})

test('a name that two sites share asks back', async () => {
  const both = { principal: principalOf('suzhou', 'dongguan') }
  await expect(ask({ equipment: '3号机' }, both)).rejects.toMatchObject({
    hint: 'Say which: DG-CNC-03 (dongguan), SZ-CNC-03 (suzhou).',
  })
})
