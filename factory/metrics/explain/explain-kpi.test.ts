import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../store/index.ts'
import { openTestDb } from '../../../store/test-db.ts'
import { rollUpSite } from '../../facts/recompute.ts'
import { plantClock, plantFacts, principalOf, writePlant } from '../../test-plant.ts'
import { queryKpi } from '../query-kpi.ts'
import { contributionOf, type Model, weightsOf } from './decompose.ts'
import { type ExplainQuery, type Explanation, explainKpi } from './explain-kpi.ts'

const now = { from: '2026-11-19', to: '2026-11-22' }
const before = { from: '2026-11-15', to: '2026-11-18' }

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, plantFacts())
})
afterAll(() => db.close())

const context = (...sites: string[]) => ({
  db,
  principal: principalOf(...sites),
  clock: plantClock,
  language: 'en' as const,
})

const explain = (query: Partial<ExplainQuery> & { metric: string }, ...sites: string[]) =>
  explainKpi(context(...(sites.length > 0 ? sites : ['suzhou'])), {
    window: now,
    compare: before,
    ...query,
  })

const add = (terms: { contribution: number }[]) =>
  terms.reduce((sum, { contribution }) => sum + contribution, 0)

/** Equal to a billionth of the size of the figure. */
function sumsTo(explanation: Explanation, terms: { contribution: number }[], what: string) {
  const { change, value, span } = explanation
  const size = Math.max(Math.abs(value.now ?? 0), Math.abs(value.before ?? 0))
  expect(change, what).not.toBeNull()
  expect(Math.abs(add(terms) + span - (change ?? 0)), what).toBeLessThanOrEqual(1e-9 * size)
}

const metrics = [
  'oee',
  'nee',
  'availability',
  'effectiveness',
  'quality_ratio',
  'setup_ratio',
  'output',
  'scrap_ratio',
  'defect_ppm',
  'energy_per_piece',
  'mtbf',
  'mttr',
  'downtime',
  'stops',
]

describe('every list adds up to the change', () => {
  it.each(metrics)('of %s', async (metric) => {
    for (const filters of [{}, { line: ['SZ-L1'] }, { shift: ['night', 'day'] }]) {
      const found = await explain({ metric, filters })
      sumsTo(found, found.factors, `${metric} factors`)
      sumsTo(found, found.losses, `${metric} losses`)
      const lists = Object.entries(found.members)
      expect(lists.length).toBeGreaterThan(2)
      for (const [dimension, members] of lists) sumsTo(found, members, `${metric} ${dimension}`)
    }
  })

  it('of windows of different length, of two sites and of a product', async () => {
    const long = { from: '2026-11-15', to: '2026-11-19' }
    for (const metric of ['oee', 'output', 'mtbf']) {
      const found = await explain({ metric, compare: long }, 'suzhou', 'dongguan')
      expect(Object.keys(found.members)).toContain('site')
      for (const members of Object.values(found.members)) sumsTo(found, members, metric)
      const ofProduct = await explain({ metric, filters: { product: ['P1'] } })
      sumsTo(ofProduct, ofProduct.losses, metric)
      expect(Object.keys(ofProduct.members)).not.toContain('product')
    }
  })

  it('and its two values are those of query_kpi', async () => {
    for (const metric of metrics) {
      const found = await explain({ metric })
      const { rows } = await queryKpi(context('suzhou'), {
        metrics: [metric],
        window: now,
        compare: before,
      })
      expect(found.value.now, metric).toBeCloseTo(rows[0]?.now[0]?.value ?? Number.NaN, 9)
      expect(found.value.before, metric).toBeCloseTo(rows[0]?.before?.[0]?.value ?? Number.NaN, 9)
    }
  })
})

describe('what it finds', () => {
  it('OEE by availability, effectiveness and quality, and its losses by reason', async () => {
    const { factors, losses, names } = await explain({ metric: 'oee' })
    expect(factors.map(({ id }) => id)).toEqual(['availability', 'effectiveness', 'quality_ratio'])
    const ids = losses.map(({ kind, id }) => `${kind}:${id}`)
    expect(ids).toEqual(
      expect.arrayContaining([
        'measure:setup_s',
        'measure:delay_s',
        'reason:tool_change',
        'metric:effectiveness',
        'measure:scrap',
        'measure:rework',
      ]),
    )
    expect(names.reason?.tool_change).toBe('Tool change')
  })

  it('the machine that was made to stop, and the reason', async () => {
    const site = 'spoilt'
    await db.tx('ingest', async (tx) => {
      await tx.rows(
        sql`insert into site (site_id, name_zh, name_en, zone) values (${site}, '坏', 'Spoilt', 'Asia/Shanghai')`,
      )
      await tx.rows(sql`insert into downtime_reason (site_id, id, name_zh, name_en, loss_class)
        values (${site}, 'jam', '卡料', 'Jam', 'failure')`)
      for (const [machine, day, down] of [
        ['M1', 0, 0],
        ['M2', 0, 0],
        ['M1', 1, 0],
        ['M2', 1, 1800],
      ] as const) {
        await tx.rows(sql`insert into fact_hour
          select ${site}, ${machine}, h, 'P', 'A', 'day', '2026-11-16', 'L', 3600 - ${down}::float8, 0, 0, ${down},
            0, (3600 - ${down}::float8) / 40, 1, 0, 0, (3600 - ${down}::float8) * 0.9, 1, 0, 0, 0
          from generate_series('2026-11-16T00:00Z'::timestamptz + make_interval(days => ${day}::int),
            '2026-11-16T05:00Z'::timestamptz + make_interval(days => ${day}::int), interval '1 hour') h`)
        await tx.rows(sql`insert into fact_downtime
          select ${site}, ${machine}, h, 'A', 'day', '2026-11-16', 'L', 'jam', ${down}, 1
          from generate_series('2026-11-16T00:00Z'::timestamptz + make_interval(days => ${day}::int),
            '2026-11-16T05:00Z'::timestamptz + make_interval(days => ${day}::int), interval '1 hour') h
          where ${down}::float8 > 0`)
      }
    })
    await db.tx('ingest', (tx) => rollUpSite(tx, site))
    const found = await explain(
      {
        metric: 'oee',
        window: { from: '2026-11-17', to: '2026-11-18' },
        compare: { from: '2026-11-16', to: '2026-11-17' },
      },
      site,
    )
    expect(found.change).toBeLessThan(-10)
    expect(found.members.machine?.[0]).toMatchObject({ id: 'M2' })
    expect(found.members.machine?.[0]?.contribution).toBeLessThan(0.95 * (found.change ?? 0))
    const worst = found.losses.toSorted((a, b) => a.contribution - b.contribution)[0]
    expect(worst).toMatchObject({ kind: 'reason', id: 'jam', before: 0, now: 25 })
  })

  it('says why nothing can be explained', async () => {
    const empty = await explain({
      metric: 'oee',
      compare: { from: '2026-01-01', to: '2026-01-03' },
    })
    expect(empty).toMatchObject({ change: null, nullReason: 'no_data', factors: [], losses: [] })
    expect(empty.value.now).toBeGreaterThan(0)
    await expect(explain({ metric: 'cpk_index' })).rejects.toMatchObject({ field: 'metric' })
    await expect(explain({ metric: 'oeee' })).rejects.toMatchObject({ field: 'metrics' })
  })

  it('shows nobody what another site does', async () => {
    const { members } = await explain({ metric: 'output' }, 'dongguan')
    const ids = Object.values(members).flatMap((list) => list.map(({ siteId }) => siteId))
    expect(new Set(ids)).toEqual(new Set(['dongguan']))
  })
})

describe('the algebra', () => {
  it('shares a product out so that the order of its factors does not matter', () => {
    const rates = [
      { before: 0.9, now: 0.7 },
      { before: 0.8, now: 0.95 },
      { before: 0.99, now: 0.5 },
    ]
    const weights = weightsOf(rates)
    const change = 0.7 * 0.95 * 0.5 - 0.9 * 0.8 * 0.99
    const terms = rates.map(({ before: was, now: is }, index) => (weights[index] ?? 0) * (is - was))
    expect(terms.reduce((a, b) => a + b, 0)).toBeCloseTo(change, 12)
    const turned = weightsOf(rates.toReversed())
    expect(turned.toReversed().map((weight) => weight.toFixed(12))).toEqual(
      weights.map((weight) => weight.toFixed(12)),
    )
  })

  it('gives a part that came or went its whole weight as mix', () => {
    const model: Model = {
      factors: [{ top: ['good'], bottom: ['scrap'] }],
      scale: 1,
      perPeriod: { before: 1, now: 1 },
      better: 'up',
    }
    const whole = { before: { good: 10, scrap: 20 }, now: { good: 30, scrap: 30 } }
    const part = { before: {}, now: { good: 20, scrap: 10 } }
    const { contribution, own, mix } = contributionOf(model, { whole, part })
    expect(own).toBe(0)
    expect(mix).toBe(contribution)
  })
})
