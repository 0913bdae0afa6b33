import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { ingest } from '../ingest/ingest.ts'
import type { StreamName, StreamRow } from '../ingest/streams.ts'
import { principalOf } from '../test-plant.ts'
import type { KpiQuery } from './check-query.ts'
import { queryKpi } from './query-kpi.ts'
import { seedMetrics } from './versions.ts'

/** Shifts change at half past seven; the day shift makes two pieces in half an hour, nights one. */
const site = 'half'
const now = new Date('2026-11-24T02:25:00Z')
const deps = () => ({ db, clock: () => now })

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await db.tx('ingest', (tx) => seedMetrics(tx, now))
  const send = <Name extends StreamName>(stream: Name, rows: StreamRow<Name>[]) =>
    ingest(deps(), { siteId: site, source: 'test', stream, rows })
  const named = (id: string) => ({ id, nameZh: id, nameEn: id })
  await send('site', [{ nameZh: '半', nameEn: 'Half', zone: 'Asia/Shanghai' }])
  await send('equipment', [{ ...named('M1'), level: 'machine' }])
  await send('product', [{ ...named('P1'), family: 'F' }])
  await send('shift', [
    { ...named('day'), startMinute: 450, endMinute: 1170 },
    { ...named('night'), startMinute: 1170, endMinute: 450 },
  ])
  await send('production_count', countsUntil(now))
  await send('production_order', [
    order('early', '2026-11-23T07:15'),
    order('in', '2026-11-23T07:45'),
  ])
})
afterAll(() => db.close())

function countsUntil(end: Date): StreamRow<'production_count'>[] {
  const halfHourMs = 1_800_000
  const first = Date.parse('2026-11-21T16:00:00Z')
  const count = Math.floor((end.getTime() - first) / halfHourMs)
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(first + (index + 1) * halfHourMs)
    const minute = (at.getTime() / 60_000 - 30 + 480) % 1440
    return {
      ...{ machineId: 'M1', at, productId: 'P1', good: minute >= 450 && minute < 1170 ? 2 : 1 },
      ...{ scrap: 0, rework: 0, firstPass: 1, plannedRunSPerPiece: 60, energyKwh: 0 },
    }
  })
}

const order = (id: string, dueAt: string): StreamRow<'production_order'> => ({
  ...{ id, productId: 'P1', quantity: 1, producedQuantity: 0, status: 'running' },
  ...{ releaseAt: new Date('2026-11-20T00:00Z'), dueAt: new Date(`${dueAt}+08:00`) },
  ...{ startedAt: null, completedAt: null },
})

const ask = (query: KpiQuery) =>
  queryKpi({ ...deps(), principal: principalOf(site), language: 'en' }, query)

it.each<[KpiQuery['window'], string, string, number, number]>([
  [{ period: 'last_shift' }, '2026-11-23T11:30', '2026-11-23T23:30', 24, 24],
  [{ period: 'last_shift', shift: 'day' }, '2026-11-22T23:30', '2026-11-23T11:30', 48, 48],
  [{ period: 'this_shift' }, '2026-11-23T23:30', '2026-11-24T03:00', 10, 14],
])('%j holds the pieces of that shift alone', async (window, from, to, pieces, before) => {
  const result = await ask({ metrics: ['output'], window, compare: 'previous_period' })
  expect(result.window.from.toISOString()).toContain(from)
  expect(result.window.to.toISOString()).toContain(to)
  expect(result.rows[0]?.now[0]?.value).toBe(pieces)
  expect(result.rows[0]?.before?.[0]?.value).toBe(before)
})

it('what knows no shift is cut at its minutes: an order due before it began is not its own', async () => {
  const window = { period: 'last_shift', shift: 'day' } as const
  const { rows } = await ask({ metrics: ['on_time_delivery', 'wip'], window })
  expect(rows[0]?.now.map(({ rows: read }) => read)).toEqual([1, 2])
  expect(rows[0]?.now[1]?.value).toBe(2)
})

it('its hours and days add up to it', async () => {
  for (const grain of ['hour', 'day'] as const) {
    const { rows } = await ask({
      metrics: ['output', 'wip'],
      window: { period: 'last_shift' },
      grain,
    })
    expect(rows.reduce((sum, { now: [output] }) => sum + (output?.value ?? 0), 0)).toBe(24)
    expect(rows.every(({ now: [, wip] }) => wip?.value === 2)).toBe(true)
  }
})
