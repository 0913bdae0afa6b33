import { afterAll, beforeAll, expect, test } from 'vitest'
import { writePlant } from '../../factory/test-plant.ts'
import type { Db } from '../../store/index.ts'
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

const ask = async (args: unknown) => {
  const { data } = await runTool(listMetricsTool as unknown as AnyTool, testContext(db), args)
  return (data as { metrics: { id: string }[] }).metrics
}

test('every metric comes with its formula, unit, source and both names', async () => {
  const metrics = await ask({})
  expect(metrics.length).toBeGreaterThanOrEqual(14)
  expect(metrics).toContainEqual({
    id: 'mtbf',
    version: 1,
    name_zh: '平均故障间隔时间',
    name_en: 'Mean time between failures',
    synonyms: ['平均无故障时间', 'MTBF'],
    unit: 'h',
    better: 'up',
    formula: '(Σ production_s ÷ Σ failures) ÷ 3600',
    note: 'Production time over failures (ISO 14224: failures, not failures + 1).',
    dimensions: ['site', 'line', 'machine', 'product', 'team', 'shift'],
    source: 'ISO 22400-2 no. 31',
  })
})

test('a word of either language finds its metric', async () => {
  expect((await ask({ search: '良品率' })).map(({ id }) => id)).toEqual(['quality_ratio'])
  expect((await ask({ search: 'scrap' })).map(({ id }) => id)).toEqual([
    'scrap_quantity',
    'scrap_ratio',
  ])
})

test('a word that no metric has is an error with the nearest known', async () => {
  await expect(ask({ search: 'mtbff' })).rejects.toMatchObject({
    field: 'metrics',
    hint: expect.stringMatching(/Did you mean.*MTBF/i),
  })
})
