import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantFacts, principalOf, writePlant } from '../../factory/test-plant.ts'
import type { Db } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import type { AnyTool } from '../define-tool.ts'
import { runTool } from '../surfaces.ts'
import { queryKpiTool } from './query-kpi.ts'
import { testContext } from './test-context.ts'

const plant = plantFacts()
const lastWeek = { from: '2026-11-16', to: '2026-11-23' }

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, plant)
})
afterAll(() => db.close())

const ask = (args: unknown, changes = {}) =>
  runTool(queryKpiTool as unknown as AnyTool, testContext(db, changes), args)

const all = { principal: principalOf('suzhou', 'dongguan') }

describe('最近哪个班组产量最低?', () => {
  it('is a ranking of teams whose figures are those of SQL written by hand', async () => {
    const hand = await db.tx('owner', (tx) =>
      tx.rows<{ team: string; good: number }>(sql`
        select team_id as team, sum(good) as good from fact_hour
        where site_id = 'suzhou' and hour >= '2026-11-17T16:00Z' and hour < '2026-11-24T03:00Z'
        group by team_id order by good`),
    )
    const { data, figures, chart } = await ask(
      {
        metrics: ['产量'],
        dimensions: ['team'],
        window: { period: 'last_n_days', n: 7 },
        order: { by: 'output', direction: 'asc' },
      },
      { language: 'zh' },
    )
    expect(data).toMatchObject({
      columns: ['team', 'output'],
      rows: hand.map(({ team, good }) => [team, good]),
      names: { team: { A: '甲班', B: '乙班', C: '丙班', D: '丁班' } },
      total_rows: 4,
      truncated: false,
    })
    expect(figures?.map((figure) => figure.value)).toEqual(hand.map(({ good }) => good))
    expect(chart).toMatchObject({
      kind: 'bar',
      unit: 'pieces',
      title: { zh: '良品产量（按班组）' },
    })
    expect(chart?.labels).toEqual(hand.map(({ team }) => `${'甲乙丙丁'['ABCD'.indexOf(team)]}班`))
  })
})

describe('What was OEE of the Suzhou site last week, by line?', () => {
  it('gives OEE and its factors, which multiply to it', async () => {
    const { data } = await ask({
      metrics: ['OEE', 'availability', 'effectiveness', 'quality_ratio'],
      dimensions: ['line'],
      filters: { site: ['Suzhou'] },
      window: { period: 'last_week' },
    })
    const { rows } = data as { rows: [string, number, number, number, number][] }
    expect(rows).toHaveLength(2)
    for (const [, oee, availability, effectiveness, quality] of rows) {
      expect(oee).toBeCloseTo((availability * effectiveness * quality) / 1e4, 2)
    }
  })
})

describe('its pictures', () => {
  it('a line for a series, with the period before beside it', async () => {
    const { chart } = await ask({
      metrics: ['oee'],
      window: { from: '2026-11-20', to: '2026-11-23' },
      grain: 'day',
      compare: 'previous_period',
    })
    expect(chart?.kind).toBe('line')
    expect(chart?.labels).toEqual(['2026-11-20', '2026-11-21', '2026-11-22'])
    expect(chart?.series.map((series) => series.name.en)).toEqual([
      'Overall equipment effectiveness',
      'Overall equipment effectiveness (before)',
    ])
  })

  it('a Pareto for downtime by reason', async () => {
    const { chart } = await ask({ metrics: ['downtime'], dimensions: ['reason'], window: lastWeek })
    expect(chart?.kind).toBe('pareto')
    const values = chart?.series[0]?.values ?? []
    expect(values).toEqual(values.toSorted((a, b) => (b ?? 0) - (a ?? 0)))
    expect(chart?.caption.zh).toMatch(/2026-11-16 00:00 – 2026-11-23 00:00.*Asia\/Shanghai/)
  })

  it('none for a single figure', async () => {
    expect((await ask({ metrics: ['oee'], window: lastWeek })).chart).toBeUndefined()
  })
})

describe('its answer', () => {
  it('says for each null why, and which rows were left out', async () => {
    const { data } = await ask(
      {
        metrics: ['output'],
        dimensions: ['site'],
        window: { from: '2026-01-01', to: '2026-01-02' },
      },
      all,
    )
    expect(data).toMatchObject({
      rows: [
        ['dongguan', null],
        ['suzhou', null],
      ],
      nulls: { no_data: ['0:output', '1:output'] },
      fact_rows: 0,
      freshness: null,
    })
  })

  it('a split of nothing is answered by its whole', async () => {
    const { data } = await ask({
      metrics: ['downtime'],
      dimensions: ['reason'],
      window: { from: '2026-01-01', to: '2026-01-02' },
    })
    expect(data).toMatchObject({ columns: ['downtime'], rows: [[null]] })
  })

  it('is small: about 2,000 tokens for fifty compared rows', async () => {
    const { data } = await ask(
      { metrics: ['oee'], dimensions: ['machine'], grain: 'day', window: lastWeek, limit: 50 },
      all,
    )
    expect((data as { rows: unknown[] }).rows).toHaveLength(50)
    expect(JSON.stringify(data).length).toBeLessThan(5000)
  })
})

describe('refused arguments', () => {
  it.each([
    [{ metrics: ['oee'], window: lastWeek, site: 'suzhou' }, 'site'],
    [{ metrics: ['oee'], window: { ...lastWeek, zone: 'Asia/Suzhou' } }, 'window.zone'],
    [{ metrics: ['oee'], window: { period: 'last_wek' } }, 'window.period'],
    [{ metrics: ['oee'], window: lastWeek, filters: { plant: ['suzhou'] } }, 'filters.plant'],
    [{ metrics: [], window: lastWeek }, 'metrics'],
    [{ metrics: ['profit'], window: lastWeek }, 'metrics'],
    [{ metrics: ['oee'], window: lastWeek, filters: { site: ["x' or true --"] } }, 'filters.site'],
    [{ metrics: ['oee'], window: { from: '2030-01-01', to: '2030-02-01' } }, 'window.from'],
  ])('%j', async (args, field) => {
    await expect(ask(args)).rejects.toMatchObject({ code: 'invalid_input', field })
  })

  it('a split into millions of rows is refused before it is run, with the way out', async () => {
    const monster = {
      metrics: ['oee'],
      dimensions: ['site', 'line', 'machine', 'product', 'team', 'shift'],
      window: { from: '2022-01-01', to: '2026-11-24' },
      grain: 'hour',
      limit: 500,
    }
    await expect(ask(monster, all)).rejects.toMatchObject({
      ...{ code: 'invalid_input', field: 'grain' },
      message: expect.stringMatching(/up to [\d,]{9,} rows would have to be worked out/),
      hint: expect.stringContaining('Take a coarser grain'),
    })
  })
})
