import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { ingest } from '../ingest/ingest.ts'
import type { StreamName, StreamRow } from '../ingest/streams.ts'
import { principalOf } from '../test-plant.ts'
import type { KpiQuery } from './check-query.ts'
import { queryKpi } from './query-kpi.ts'
import { seedMetrics } from './versions.ts'

/** Tuesday 2026-11-24, 10:25 in Shanghai and 03:25 in Berlin. */
const now = new Date('2026-11-24T02:25:00Z')
const clock = () => now

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await db.tx('ingest', (tx) => seedMetrics(tx, now))
  for (const [siteId, zone, currency] of [
    ['suzhou', 'Asia/Shanghai', 'CNY'],
    ['ningbo', 'Asia/Shanghai', 'USD'],
  ] as const) {
    await send(siteId, 'site', [{ ...named(siteId), zone, currency }])
    await send(siteId, 'equipment', [
      { id: 'L1', ...named('L1'), level: 'line' },
      { id: 'M1', ...named('M1'), level: 'machine', lineId: 'L1' },
    ])
    await send(siteId, 'product', [
      { id: 'P1', ...named('P1'), family: 'F', standardCost: 10 },
      { id: 'P2', ...named('P2'), family: 'F' },
    ])
  }
})
afterAll(() => db.close())

const named = (name: string) => ({ nameZh: name, nameEn: name })

async function send<Name extends StreamName>(
  siteId: string,
  stream: Name,
  rows: StreamRow<Name>[],
) {
  const { refused } = await ingest({ db, clock }, { siteId, source: 'test', stream, rows })
  expect(refused).toEqual([])
}

const at = (local: string) => new Date(`${local}+08:00`)
const ask = (query: KpiQuery, ...sites: string[]) =>
  queryKpi({ db, principal: principalOf(...sites), clock, language: 'en' }, query)
const one = async (metric: string, more: Partial<KpiQuery> = {}, siteId = 'suzhou') => {
  const window = { from: '2026-11-20', to: '2026-11-22' }
  const { rows } = await ask({ metrics: [metric], window, ...more }, siteId)
  return rows[0]?.now[0]
}

const order = (id: string, more: Partial<StreamRow<'production_order'>> = {}) => ({
  id,
  productId: 'P1',
  quantity: 100,
  producedQuantity: 100,
  releaseAt: at('2026-11-18T00:00'),
  dueAt: at('2026-11-21T00:00'),
  status: 'completed' as const,
  startedAt: at('2026-11-19T00:00'),
  completedAt: at('2026-11-20T12:00'),
  ...more,
})

describe('orders', () => {
  it('that are open past their due time are late, those due later and cancelled ones do not count', async () => {
    await send('suzhou', 'production_order', [
      order('on-time'),
      order('late', { completedAt: at('2026-11-21T00:01'), producedQuantity: 120 }),
      order('open', { status: 'running', completedAt: null, producedQuantity: 40 }),
      order('cancelled', { status: 'cancelled', completedAt: null }),
      order('later', { status: 'released', dueAt: at('2026-11-24T10:30'), completedAt: null }),
    ])
    expect((await one('on_time_delivery'))?.value).toBeCloseTo(100 / 3, 9)
    expect((await one('plan_attainment'))?.value).toBeCloseTo((100 * 240) / 300, 9)
    const today = { window: { period: 'today' as const } }
    expect(await one('on_time_delivery', today)).toMatchObject({
      value: null,
      nullReason: 'no_data',
    })
  })

  it('have a throughput only where all of them have a start', async () => {
    expect((await one('lead_time'))?.value).toBeCloseTo((36 + 48 + 1 / 60) / 2, 9)
    await send('suzhou', 'production_order', [order('no-start', { startedAt: null })])
    expect(await one('throughput_rate')).toMatchObject({ value: null, nullReason: 'not_recorded' })
    await send('suzhou', 'production_order', [order('no-start', { status: 'cancelled' })])
  })

  it('count as work in progress from release to completion, as a mean over time', async () => {
    const window = { from: '2026-11-20', to: '2026-11-21' }
    // Two halves of a day for the first, the whole day for late, open and later.
    expect((await one('wip', { window }))?.value).toBeCloseTo(50 + 100 + 100 + 100, 9)
    const { rows } = await ask({ metrics: ['wip'], window, grain: 'hour', limit: 500 }, 'suzhou')
    expect(rows.map(({ now: [value] }) => value?.value)).toEqual([
      ...Array(12).fill(400),
      ...Array(12).fill(300),
    ])
    await expect(ask({ metrics: ['wip'], window, grain: 'shift' }, 'suzhou')).rejects.toMatchObject(
      {
        field: 'grain',
      },
    )
  })
})

describe('a schedule', () => {
  it('is kept as far as the machine ran the planned product while the schedule was in force', async () => {
    const slot = (orderId: string, from: string, to: string) => ({
      orderId,
      seq: 10,
      machineId: 'M1',
      startAt: at(from),
      endAt: at(to),
      setupS: 0,
    })
    await send('suzhou', 'schedule', [
      {
        id: 'first',
        publishedAt: at('2026-11-23T00:00'),
        publishedBy: 'erp',
        slots: [slot('open', '2026-11-24T06:00', '2026-11-24T10:00')],
      },
    ])
    await send('suzhou', 'schedule', [
      {
        id: 'second',
        publishedAt: at('2026-11-24T08:00'),
        publishedBy: 'erp',
        slots: [slot('later', '2026-11-24T09:00', '2026-11-24T12:00')],
      },
    ])
    const ran = (from: string, to: string) => ({
      machineId: 'M1',
      startAt: at(from),
      endAt: at(to),
      state: 'execute',
      category: 'production' as const,
    })
    await send('suzhou', 'machine_state', [ran('2026-11-24T06:00', '2026-11-24T06:30')])
    await send('suzhou', 'machine_state', [ran('2026-11-24T09:00', '2026-11-24T09:45')])
    const count = {
      machineId: 'M1',
      good: 1,
      scrap: 0,
      rework: 0,
      firstPass: 1,
      plannedRunSPerPiece: 1,
    }
    await send('suzhou', 'production_count', [
      { ...count, at: at('2026-11-24T07:00'), productId: 'P1' },
      { ...count, at: at('2026-11-24T10:00'), productId: 'P2' },
    ])
    // Planned 06–08 by the first and 09–10 by the second; kept half an hour, then the wrong product.
    const value = await one('schedule_adherence', { window: { period: 'today' } })
    expect(value?.value).toBeCloseTo((100 * 0.5) / 3, 9)
  })
})

describe('money', () => {
  it('is in the currency of the site, and never a sum of two', async () => {
    const window = { period: 'today' as const }
    const { metrics } = await ask({ metrics: ['scrap_cost'], window }, 'ningbo')
    expect(metrics[0]?.unit).toBe('USD')
    await expect(
      ask({ metrics: ['scrap_cost'], window }, 'suzhou', 'ningbo'),
    ).rejects.toMatchObject({
      field: 'filters.site',
      message: expect.stringContaining('CNY'),
    })
  })

  it('is empty while a scrapped product has no cost, and there as soon as it has one', async () => {
    const count = { machineId: 'M1', good: 9, rework: 0, firstPass: 9, plannedRunSPerPiece: 1 }
    await send('ningbo', 'production_count', [
      { ...count, scrap: 2, at: at('2026-11-20T01:00'), productId: 'P1' },
      { ...count, scrap: 3, at: at('2026-11-20T02:00'), productId: 'P2' },
    ])
    expect(await one('scrap_cost', {}, 'ningbo')).toMatchObject({ nullReason: 'not_recorded' })
    const first = { filters: { product: ['P1'] } }
    expect((await one('scrap_cost', first, 'ningbo'))?.value).toBe(20)
    await send('ningbo', 'product', [{ id: 'P2', ...named('P2'), family: 'F', standardCost: 4 }])
    expect((await one('scrap_cost', {}, 'ningbo'))?.value).toBe(32)
  })
})

describe('stock', () => {
  it('lasts from one count to the next, and days of it need a use', async () => {
    await send('suzhou', 'material', [{ id: 'steel', ...named('steel'), unit: 'kg', unitCost: 2 }])
    await send('suzhou', 'bom_line', [{ productId: 'P1', materialId: 'steel', quantity: 3 }])
    await send('suzhou', 'stock', [
      { materialId: 'steel', quantity: 900, countedAt: at('2026-11-19T00:00') },
      { materialId: 'steel', quantity: 300, countedAt: at('2026-11-21T00:00') },
    ])
    // Mean of 900 and 300 pieces at 2; 220 pieces × 3 kg × 2 used in two days.
    const mean = 1200
    const used = 220 * 3 * 2
    expect((await one('stock_days'))?.value).toBeCloseTo(mean / (used / 2), 9)
    expect((await one('inventory_turns'))?.value).toBeCloseTo(used / mean, 9)
    const idle = { window: { from: '2026-11-22', to: '2026-11-23' } }
    expect(await one('stock_days', idle)).toMatchObject({ nullReason: 'zero_denominator' })
    expect((await one('inventory_turns', idle))?.value).toBe(0)
    const early = { window: { from: '2026-11-01', to: '2026-11-02' } }
    expect(await one('stock_days', early)).toMatchObject({ nullReason: 'no_data' })
  })
})

describe('capability', () => {
  it('needs two samples with limits on both sides, and some spread', async () => {
    await send('suzhou', 'characteristic', [
      {
        id: 'bore',
        productId: 'P1',
        ...named('bore'),
        unit: 'mm',
        nominal: 10,
        lowerLimit: 9,
        upperLimit: 11,
      },
      { id: 'hole', productId: 'P2', ...named('hole'), unit: 'mm', nominal: 10, upperLimit: 11 },
    ])
    const sample = (n: number, value: number, characteristicId = 'bore') => ({
      characteristicId,
      machineId: 'M1',
      at: at(`2026-11-20T0${n}:00`),
      value,
      sourceKey: `${characteristicId}${n}`,
    })
    await send('suzhou', 'quality_sample', [sample(1, 10.2), sample(1, 10, 'hole')])
    expect(await one('cpk_index')).toMatchObject({ nullReason: 'too_few_samples', rows: 1 })
    await send('suzhou', 'quality_sample', [sample(2, 10.2)])
    expect(await one('cm_index')).toMatchObject({ nullReason: 'zero_denominator' })
    await send('suzhou', 'quality_sample', [sample(3, 10.5), sample(4, 9.9)])
    const mean = (10.2 + 10.2 + 10.5 + 9.9) / 4
    const sigma = (0 + 0.3 + 0.6) / 3 / 1.128
    expect((await one('cp_index'))?.value).toBeCloseTo(2 / (6 * sigma), 9)
    expect((await one('cpk_index'))?.value).toBeCloseTo((11 - mean) / (3 * sigma), 9)
  })
})
