import { afterAll, beforeAll, expect, it } from 'vitest'
import { hourMs } from '../../base/milliseconds.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { rollUpSite } from '../facts/recompute.ts'
import { principalOf } from '../test-plant.ts'
import { queryKpi } from './query-kpi.ts'
import { seedMetrics } from './versions.ts'

const first = Date.parse('2026-10-23T22:00Z')

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await db.tx('ingest', async (tx) => {
    await tx.orm.insert(schema.site).values({
      siteId: 'berlin',
      nameZh: '柏林',
      nameEn: 'Berlin',
      zone: 'Europe/Berlin',
    })
    await seedMetrics(tx, new Date(first))
    await tx.orm.insert(schema.factHour).values(Array.from({ length: 96 }, (_, hour) => fact(hour)))
    await rollUpSite(tx, 'berlin')
  })
})
afterAll(() => db.close())

function fact(hour: number) {
  const seconds = {
    productionS: 3600,
    setupS: 0,
    delayS: 0,
    downS: 0,
    plannedStopS: 0,
  }
  const nothing = {
    scrap: 0,
    rework: 0,
    energyKwh: 0,
    failures: 0,
    repairs: 0,
    repairS: 0,
  }
  const where = {
    siteId: 'berlin',
    machineId: 'B1',
    lineId: '',
    productId: '',
    teamId: '',
  }
  return {
    ...{ ...where, ...seconds, ...nothing },
    hour: new Date(first + hour * hourMs),
    shiftId: '',
    shiftDate: '2026-10-24',
    good: 1,
    firstPass: 1,
    plannedRunS: 3600,
  }
}

const ask = (grain: 'day' | 'hour', from: string, to: string) =>
  queryKpi(
    {
      db,
      principal: principalOf('berlin'),
      clock: () => new Date('2026-11-01T00:00Z'),
      language: 'en',
    },
    { metrics: ['output'], window: { from, to }, grain, limit: 100 },
  )

it('the day on which clocks go back has 25 hourly facts', async () => {
  const { rows } = await ask('day', '2026-10-24', '2026-10-27')
  expect(rows.map((row) => [row.bucket, row.now[0]?.value])).toEqual([
    ['2026-10-24', 24],
    ['2026-10-25', 25],
    ['2026-10-26', 24],
  ])
})

it('the hour that comes twice stays two hours', async () => {
  const { rows } = await ask('hour', '2026-10-25', '2026-10-26')
  expect(rows.slice(1, 5).map((row) => row.bucket)).toEqual([
    '2026-10-25T01:00+02:00',
    '2026-10-25T02:00+02:00',
    '2026-10-25T02:00+01:00',
    '2026-10-25T03:00+01:00',
  ])
  expect(rows.every((row) => row.now[0]?.value === 1)).toBe(true)
})
