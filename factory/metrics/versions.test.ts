import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db, Tx } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { plantClock, plantFacts, plantNow, principalOf, writePlant } from '../test-plant.ts'
import { catalogue } from './catalogue/index.ts'
import { formulaText, type MetricDraft, metricDefinition } from './definition.ts'
import { queryKpi } from './query-kpi.ts'
import { approveMetric } from './test-approved.ts'
import { loadMetrics, namesOf, seedMetrics } from './versions.ts'

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, plantFacts())
})
afterAll(() => db.close())

const ingest = <T>(work: (tx: Tx) => Promise<T>) => db.tx('ingest', work)
const add = (draft: MetricDraft, siteId = 'group') => approveMetric(db, { siteId, draft })

const repeatShare: MetricDraft = {
  id: 'repeat_share',
  names: { zh: '重做率', en: 'Repeat share' },
  synonyms: { zh: ['再加工率'], en: ['repeat rate'] },
  unit: '%',
  better: 'down',
  formula: {
    factors: [{ numerator: ['rework'], denominator: ['good', 'scrap', 'rework'] }],
    scale: 100,
  },
  dimensions: ['site', 'line', 'machine'],
  source: { standard: 'ISO 22400-2', number: 17 },
  note: { zh: '返工 ÷ 全部产出。', en: 'Rework over all pieces made.' },
  owner: 'group',
  level: 'line',
}

const ask = (metric: string, site = 'suzhou') =>
  queryKpi(
    { db, principal: principalOf(site), clock: plantClock, language: 'en' },
    { metrics: [metric], window: { period: 'yesterday' } },
  )

describe('the shipped catalogue', () => {
  it('is valid, names everything in both languages and shares no word', () => {
    const words = catalogue.map((draft) => metricDefinition.parse(draft)).flatMap(namesOf)
    const plain = words.map((word) => word.toLowerCase().replaceAll(/[\s_-]/g, ''))
    const shared = plain.filter((word, index) => plain.indexOf(word) !== index)
    // A metric may repeat its own id as a word.
    expect(
      shared.filter((word) => !catalogue.some(({ id }) => id.replaceAll('_', '') === word)),
    ).toEqual([])
  })

  it('is seeded once', async () => {
    expect(await ingest((tx) => seedMetrics(tx, plantNow))).toBe(0)
    expect(await ingest((tx) => loadMetrics(tx))).toHaveLength(catalogue.length)
  })

  it('writes its formulas for people', () => {
    const of = (id: string) =>
      formulaText(metricDefinition.parse(catalogue.find((m) => m.id === id)))
    expect(of('quality_ratio')).toBe('(Σ good ÷ Σ (good + scrap + rework)) × 100')
    expect(of('mtbf')).toBe('(Σ production_s ÷ Σ failures) ÷ 3600')
  })
})

describe('a new version is data', () => {
  it('a metric that nobody programmed is answered', async () => {
    await add(repeatShare)
    const result = await ask('再加工率')
    expect(result.metrics[0]).toMatchObject({ id: 'repeat_share', version: 1 })
    expect(result.rows[0]?.now[0]?.value).toBeGreaterThan(0)
  })

  it('the newest approved version counts, the site before the group', async () => {
    await add({
      ...repeatShare,
      formula: { ...repeatShare.formula, scale: 1000 },
      unit: '‰',
    })
    await add({ ...repeatShare, unit: 'ppm' }, 'dongguan')
    expect((await ask('repeat_share')).metrics[0]).toMatchObject({
      version: 2,
      unit: '‰',
    })
    expect((await ask('repeat_share', 'dongguan')).metrics[0]).toMatchObject({
      unit: 'ppm',
    })
  })

  it('a retired metric is not known any more', async () => {
    await approveMetric(db, { siteId: 'group', draft: repeatShare, status: 'retired' })
    await expect(ask('repeat_share')).rejects.toMatchObject({
      field: 'metrics',
    })
  })
})

describe('a definition is refused', () => {
  it('when one of its words means another metric', async () => {
    const draft = {
      ...repeatShare,
      id: 'rework',
      synonyms: { zh: [], en: ['o e e'] },
    }
    await expect(add({ ...draft, names: { zh: '返', en: 'Re' } })).rejects.toMatchObject({
      code: 'conflict',
      message: 'metric.synonyms: "o e e" would mean both rework (group) and oee (group).',
    })
  })

  it('when a measure, a key or a dimension is not known to its facts', async () => {
    const formula = { factors: [{ numerator: ['profit'] }] }
    await expect(add({ ...repeatShare, formula } as unknown as MetricDraft)).rejects.toMatchObject({
      field: 'metric.formula.factors.0.numerator.0',
    })
    await expect(add({ ...repeatShare, dimensions: ['reason'] })).rejects.toMatchObject({
      field: 'metric.dimensions',
    })
    const extra = { ...repeatShare, sql: 'drop table site' } as MetricDraft
    await expect(add(extra)).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('by the database, when somebody rewrites one that was used', async () => {
    for (const role of ['ingest', 'execute', 'owner'] as const) {
      const rewrite = db.tx(role, (tx) => tx.rows(sql`update metric_version set definition = '{}'`))
      await expect(rewrite, role).rejects.toThrow(/permission denied|append-only/)
    }
  })
})
