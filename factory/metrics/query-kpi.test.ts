import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { type HourFact, plantClock, plantFacts, principalOf, writePlant } from '../test-plant.ts'
import type { KpiQuery } from './check-query.ts'
import { figuresOf, type KpiResult, queryKpi } from './query-kpi.ts'

const plant = plantFacts()
const lastWeek = { from: '2026-11-16', to: '2026-11-23' }
const from = new Date('2026-11-15T16:00:00Z')
const to = new Date('2026-11-22T16:00:00Z')

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, plant)
})
afterAll(() => db.close())

const ask = (query: KpiQuery, sites = ['suzhou', 'dongguan']): Promise<KpiResult> =>
  queryKpi({ db, principal: principalOf(...sites), clock: plantClock, language: 'zh' }, query)

const inWeek = (fact: { hour: Date }) => fact.hour >= from && fact.hour < to
const add = <T>(facts: T[], of: (fact: T) => number) => facts.reduce((sum, f) => sum + of(f), 0)

function byHand(facts: HourFact[]): Record<string, number> {
  const pieces = add(facts, (f) => f.good + f.scrap + f.rework)
  const busy = add(facts, (f) => f.productionS + f.setupS + f.delayS + f.downS)
  const running = add(facts, (f) => f.productionS)
  const planned = add(facts, (f) => f.plannedRunS)
  const good = add(facts, (f) => f.good)
  return {
    oee: 100 * (planned / busy) * (good / pieces),
    availability: (100 * running) / busy,
    effectiveness: (100 * planned) / running,
    quality_ratio: (100 * good) / pieces,
    output: good,
    scrap_quantity: add(facts, (f) => f.scrap),
    scrap_ratio: (100 * add(facts, (f) => f.scrap)) / pieces,
    first_pass_yield: (100 * add(facts, (f) => f.firstPass)) / pieces,
    mtbf: running / 3600 / add(facts, (f) => f.failures),
    mttr: add(facts, (f) => f.repairS) / 60 / add(facts, (f) => f.repairs),
    failures: add(facts, (f) => f.failures),
    energy_per_piece: add(facts, (f) => f.energyKwh) / pieces,
  }
}

describe('figures', () => {
  it('of every metric equal the sums over raw facts made by hand', async () => {
    const mine = plant.hours.filter((f) => f.siteId === 'suzhou' && inWeek(f))
    const expected = byHand(mine)
    for (const [metric, value] of Object.entries(expected)) {
      const { rows } = await ask({
        metrics: [metric],
        window: lastWeek,
        filters: { site: ['suzhou'] },
      })
      expect(rows[0]?.now[0]?.value, metric).toBeCloseTo(value, 3)
      expect(rows[0]?.now[0]?.rows, metric).toBe(mine.length)
    }
  })

  it('of lost time equal statements written by hand', async () => {
    const [hand] = await db.tx('owner', (tx) =>
      tx.rows<{ minutes: number; stops: number }>(sql`
        select sum(down_s) / 60 as minutes, sum(stops) as stops from fact_downtime
        where site_id = 'suzhou' and machine_id = 'SZ-CNC-02'
          and hour >= '2026-11-15T16:00Z' and hour < '2026-11-22T16:00Z'`),
    )
    const { rows } = await ask({
      metrics: ['downtime', 'stops'],
      window: lastWeek,
      filters: { machine: ['SZ-CNC-02'] },
    })
    expect(rows[0]?.now[0]?.value).toBeCloseTo(hand?.minutes ?? 0, 3)
    expect(rows[0]?.now[1]?.value).toBe(hand?.stops)
  })

  it('carry their metric version, window, zone, rows and freshness', async () => {
    const result = await ask({
      metrics: ['oee'],
      window: lastWeek,
      filters: { site: ['suzhou'] },
    })
    expect(figuresOf(result)[0]).toMatchObject({
      metric: 'oee',
      version: 1,
      unit: '%',
      dimensions: { site: 'suzhou' },
      window: {
        from: from.toISOString(),
        to: to.toISOString(),
        zone: 'Asia/Shanghai',
      },
      rows: 7 * 24 * 4,
      freshness: '2026-11-22T16:00:00.000Z',
      truncated: false,
    })
  })

  it('of the running hour are as fresh as the clock', async () => {
    const { freshness } = await ask({
      metrics: ['output'],
      window: { period: 'today' },
    })
    expect(freshness).toBe('2026-11-24T02:25:00.000Z')
  })
})

describe('parts and wholes', () => {
  it.each(['line', 'machine', 'product', 'team', 'shift'] as const)(
    'the sum over every %s is the whole',
    async (dimension) => {
      const query = {
        metrics: ['output', 'scrap_quantity', 'failures'],
        window: lastWeek,
      }
      const whole = await ask(query)
      const parts = await ask({ ...query, dimensions: [dimension] })
      for (const index of [0, 1, 2]) {
        expect(add(parts.rows, (row) => row.now[index]?.value ?? 0)).toBe(
          whole.rows[0]?.now[index]?.value,
        )
      }
      expect(add(parts.rows, (row) => row.now[0]?.rows ?? 0)).toBe(whole.factRows)
    },
  )

  it.each(['hour', 'shift', 'day', 'week', 'month'] as const)(
    'the sum over every %s is the whole',
    async (grain) => {
      const query = {
        metrics: ['output'],
        window: lastWeek,
        filters: { site: ['suzhou'] },
      }
      const whole = await ask(query)
      const parts = await ask({ ...query, grain, limit: 500 })
      expect(parts.truncated).toBe(false)
      expect(add(parts.rows, (row) => row.now[0]?.value ?? 0)).toBe(whole.rows[0]?.now[0]?.value)
      const buckets = parts.rows.map((row) => row.bucket ?? '')
      if (grain !== 'shift') expect(buckets).toEqual(buckets.toSorted())
    },
  )

  it('the sum over every reason is the whole of the lost time', async () => {
    const whole = await ask({ metrics: ['downtime'], window: lastWeek })
    const parts = await ask({
      metrics: ['downtime'],
      window: lastWeek,
      dimensions: ['reason'],
    })
    expect(add(parts.rows, (row) => row.now[0]?.value ?? 0)).toBeCloseTo(
      whole.rows[0]?.now[0]?.value ?? 0,
      2,
    )
    expect(parts.rows.map((row) => row.keys.reason)).toHaveLength(3)
  })

  it('a reason that stopped a machine now alone went from zero, where others stopped it before', async () => {
    const result = await ask({
      metrics: ['downtime'],
      dimensions: ['machine', 'reason'],
      window: { from: '2026-11-20T02:00', to: '2026-11-20T05:00' },
      compare: 'previous_period',
      filters: { site: ['suzhou'] },
      limit: 500,
    })
    const earlier = plant.downtimes.filter(
      ({ siteId, hour }) =>
        siteId === 'suzhou' &&
        hour >= new Date('2026-11-19T15:00Z') &&
        hour < new Date('2026-11-19T18:00Z'),
    )
    const wanted = result.rows.map(({ keys }) => {
      const ofMachine = earlier.filter(({ machineId }) => machineId === keys.machine)
      if (ofMachine.length === 0) return null
      const own = ofMachine.filter(({ reasonId }) => reasonId === keys.reason)
      return add(own, ({ downS }) => downS) / 60
    })
    const found = result.rows.map(({ before }) => before?.[0]?.value ?? null)
    expect(found.map((value) => value?.toFixed(3))).toEqual(
      wanted.map((value) => value?.toFixed(3)),
    )
    expect(wanted).toContain(0)
  })

  it('a ratio of a line is the ratio of its sums, not the average of its machines', async () => {
    const query = {
      metrics: ['oee'],
      window: lastWeek,
      filters: { line: ['SZ-L1'] },
    }
    const line = await ask(query)
    const mine = plant.hours.filter((f) => f.lineId === 'SZ-L1' && inWeek(f))
    expect(line.rows[0]?.now[0]?.value).toBeCloseTo(byHand(mine).oee ?? 0, 3)
    const machines = await ask({ ...query, dimensions: ['machine'] })
    const mean = add(machines.rows, (row) => row.now[0]?.value ?? 0) / 2
    expect(line.rows[0]?.now[0]?.value).not.toBeCloseTo(mean, 4)
  })
})

describe('ranking and comparison', () => {
  it('teams of several sites stay apart and are named in the language asked for', async () => {
    const result = await ask({
      metrics: ['产量'],
      window: lastWeek,
      dimensions: ['team'],
      order: { by: 'output', direction: 'asc' },
    })
    expect(result.dimensions).toEqual(['site', 'team'])
    expect(result.total).toBe(8)
    expect(result.names.team?.A).toBe('甲班')
    const values = result.rows.map((row) => row.now[0]?.value ?? 0)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
  })

  it('a cut list says so and tells the true number of rows', async () => {
    const result = await ask({
      metrics: ['oee'],
      window: lastWeek,
      dimensions: ['machine'],
      limit: 3,
    })
    expect(result).toMatchObject({ total: 8, truncated: true })
    expect(result.rows).toHaveLength(3)
    expect(figuresOf(result).every((figure) => figure.truncated)).toBe(true)
    expect(result.factRows).toBe(plant.hours.filter(inWeek).length)
  })

  it('a long series keeps its newest part, in order of time', async () => {
    const result = await ask({
      metrics: ['output'],
      window: lastWeek,
      grain: 'day',
      filters: { site: ['suzhou'] },
      limit: 2,
    })
    expect(result.rows.map((row) => row.bucket)).toEqual(['2026-11-21', '2026-11-22'])
    expect(result.total).toBe(7)
  })

  it('the period before is laid beside each row and each bucket', async () => {
    const result = await ask({
      metrics: ['output'],
      window: { from: '2026-11-20', to: '2026-11-22' },
      grain: 'day',
      compare: 'previous_period',
      filters: { site: ['suzhou'] },
    })
    const day = (local: string) =>
      add(
        plant.hours.filter((f) => f.siteId === 'suzhou' && f.shiftDate === local),
        (f) => f.good,
      )
    expect(result.rows.map((r) => [r.bucket, r.now[0]?.value, r.before?.[0]?.value])).toEqual([
      ['2026-11-20', day('2026-11-20'), day('2026-11-18')],
      ['2026-11-21', day('2026-11-21'), day('2026-11-19')],
    ])
    expect(figuresOf(result)).toHaveLength(4)
  })
})

describe('missing data', () => {
  it('is null with its reason, never zero', async () => {
    await db.tx('ingest', (tx) =>
      tx.rows(sql`insert into site values ('chengdu', '成都', 'Chengdu', 'Asia/Shanghai', '{}')`),
    )
    const sites = ['suzhou', 'chengdu']
    const query = { metrics: ['oee', 'downtime'], window: lastWeek }
    const bySite = await ask({ ...query, dimensions: ['site'] }, sites)
    const empty = bySite.rows.find((row) => row.keys.site === 'chengdu')
    expect(empty?.now[0]).toEqual({
      value: null,
      nullReason: 'no_data',
      rows: 0,
    })
    expect(empty?.now[1]).toEqual({
      value: null,
      nullReason: 'no_data',
      rows: 0,
    })
    const alone = await ask(query, ['chengdu'])
    expect(alone.rows[0]?.now[0]?.nullReason).toBe('no_data')
    expect(alone.freshness).toBeNull()
  })

  it('tells a zero denominator from the absence of facts', async () => {
    const quiet = plant.hours.find(
      (f) => inWeek(f) && f.failures === 0 && f.siteId === 'suzhou',
    ) as HourFact
    const hour = quiet.hour.getTime()
    const { rows } = await ask({
      metrics: ['mtbf', 'failures', 'downtime'],
      window: {
        from: quiet.hour.toISOString(),
        to: new Date(hour + 3_600_000).toISOString(),
      },
      filters: { machine: [quiet.machineId] },
    })
    expect(rows[0]?.now[0]).toMatchObject({
      value: null,
      nullReason: 'zero_denominator',
      rows: 1,
    })
    expect(rows[0]?.now[1]?.value).toBe(0)
    expect(rows[0]?.now[2]?.value).toBeCloseTo(quiet.downS / 60, 3)
  })
})
