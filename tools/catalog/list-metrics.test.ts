import { afterAll, beforeAll, expect, test } from 'vitest'
import { writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import type { AnyTool } from '../define-tool.ts'
import { runTool } from '../surfaces.ts'
import { listMetricsTool } from './list-metrics.ts'
import { testContext } from './test-context.ts'

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
})
afterAll(() => db.close())

const read = async (args: unknown, language: 'zh' | 'en' = 'en') => {
  const context = testContext(db, { language })
  const { data } = await runTool(listMetricsTool as unknown as AnyTool, context, args)
  return data as { metrics: { id: string; source: string }[]; not_supported: Missing[] }
}
type Missing = { source: string; name_en: string; missing_fact: string }

const ask = async (args: unknown) => (await read(args)).metrics

test('every metric comes with its formula, unit, source and both names', async () => {
  const metrics = await ask({})
  expect(metrics.length).toBeGreaterThanOrEqual(14)
  expect(metrics).toContainEqual({
    id: 'mtbf',
    version: 1,
    name_zh: '平均故障间隔时间',
    name_en: 'Mean time between failures',
    synonyms: ['平均无故障时间', 'MTBF', 'mean operating time between failures'],
    unit: 'h',
    better: 'up',
    formula: '(Σ production_s ÷ Σ failures) ÷ 3600',
    note: 'Production time over failures (ISO 14224: failures, not failures + 1).',
    dimensions: ['site', 'line', 'machine', 'product', 'team', 'shift'],
    source: 'ISO 22400-2 no. 31',
    owner: 'maintenance',
    level: 'line',
    targets: {},
    versions: [],
    in_review: [],
  })
})

test('a word of either language finds its metric', async () => {
  expect((await ask({ search: '良品率' })).map(({ id }) => id)).toEqual(['quality_ratio'])
  expect((await ask({ search: 'scrap' })).map(({ id }) => id)).toEqual([
    'scrap_cost',
    'scrap_quantity',
    'scrap_ratio',
  ])
})

test('each of the 34 indicators of ISO 22400-2 is a metric or names the fact that it lacks', async () => {
  for (const language of ['zh', 'en'] as const) {
    const { metrics, not_supported } = await read({}, language)
    const all = [...metrics, ...not_supported].map(({ source }) => source)
    const numbers = all.flatMap((source) => /^ISO 22400-2 no\. (\d+)$/.exec(source)?.[1] ?? [])
    expect(numbers.map(Number).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 34 }, (_, index) => index + 1),
    )
    for (const { missing_fact } of not_supported) expect(missing_fact.length).toBeGreaterThan(5)
  }
})

test('an indicator that is not supported is found, with its missing fact', async () => {
  expect((await read({ search: 'Equipment load' })).not_supported).toEqual([
    {
      source: 'ISO 22400-2 no. 30',
      name_zh: '设备负荷率',
      name_en: 'Equipment load ratio',
      formula: 'PQ ÷ EPC',
      missing_fact: 'production capacity of machines (EPC)',
    },
  ])
})

test('targets come by site and by equipment', async () => {
  await db.tx('ingest', (tx) =>
    tx.orm.insert(schema.metricTarget).values([
      { siteId: 'suzhou', metricId: 'oee', scopeId: 'suzhou', target: 72 },
      { siteId: 'suzhou', metricId: 'oee', scopeId: 'SZ-L1', target: 75 },
      { siteId: 'dongguan', metricId: 'oee', scopeId: 'dongguan', target: 80 },
    ]),
  )
  const [oee] = await ask({ search: '设备综合效率' })
  expect(oee).toMatchObject({
    targets: { suzhou: 72, 'suzhou/SZ-L1': 75 },
    versions: [['group', 1, 'approved', '2026-11-24T02:25:00.000Z', null, 0]],
  })
})

test('a word that no metric has is an error with the nearest known', async () => {
  await expect(ask({ search: 'mtbff' })).rejects.toMatchObject({
    field: 'metrics',
    hint: expect.stringMatching(/Did you mean.*MTBF/i),
  })
})
