import { sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import type { Db } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { ingest } from '../ingest/ingest.ts'
import type { StreamName, StreamRow } from '../ingest/streams.ts'
import { rebuildFacts } from './recompute.ts'
import { expectedFacts, type Plant, randomPlant } from './test-expected-facts.ts'

const clock = () => new Date('2026-12-31T00:00:00Z')

let sites = 0
let siteId = ''
beforeEach(() => {
  sites += 1
  siteId = `site-${sites}`
})

const sender =
  (db: Db) =>
  <Name extends StreamName>(stream: Name, rows: readonly StreamRow<Name>[]) =>
    ingest({ db, clock }, { siteId, source: 'plc', stream, rows })

async function load(db: Db, plant: Plant) {
  const send = sender(db)
  await send('site', [{ nameZh: '厂', nameEn: 'Site', zone: plant.zone }])
  const named = (id: string) => ({ id, nameZh: id, nameEn: id })
  await send(
    'equipment',
    plant.machines.map((id) => ({ ...named(id), level: 'machine' as const })),
  )
  await send(
    'product',
    plant.products.map((id) => ({ ...named(id), family: 'f' })),
  )
  await send('team', [named('A'), named('B')])
  await send('downtime_reason', [{ ...named('tool'), lossClass: 'failure' as const }])
  await send(
    'shift',
    plant.shifts.map((shift) => ({ ...named(shift.id), ...shift })),
  )
  await send('roster', plant.roster)
  for (const stream of ['machine_state', 'production_count', 'failure_event'] as const) {
    const { refused } = await send(stream, plant[stream])
    expect(refused).toEqual([])
  }
}

const storedFacts = (db: Db) =>
  db.tx('read', async (tx) => ({
    hours: await tx.rows(sql`
      select machine_id, hour, product_id, team_id, shift_id, shift_date, production_s, setup_s, delay_s,
        down_s, planned_stop_s, good, scrap, rework, first_pass, planned_run_s, energy_kwh, failures,
        repairs, repair_s
      from fact_hour where site_id = ${siteId} order by machine_id, hour, product_id collate "C", shift_id collate "C"`),
    downtime: await tx.rows(sql`
      select machine_id, hour, team_id, shift_id, shift_date, reason_id, down_s, stops
      from fact_downtime where site_id = ${siteId} order by machine_id, hour, shift_id collate "C", reason_id collate "C"`),
  }))

/** Days that are not the sums of their hours, either way round. */
const wrongDays = (db: Db) =>
  db.tx('read', (tx) => {
    const measures = sql.raw(
      [
        'production_s, setup_s, delay_s, down_s, planned_stop_s, good, scrap, rework, first_pass',
        'planned_run_s, energy_kwh, failures, repairs, repair_s',
      ]
        .join(', ')
        .split(', ')
        .map((name) => `round(sum(f.${name})::numeric, 6) as ${name}`)
        .join(', '),
    )
    const keys = sql`machine_id, day, product_id, team_id, shift_id, shift_date`
    const hours = sql`select f.machine_id, ((f.hour at time zone s.zone)::date)::text as day, f.product_id,
        f.team_id, f.shift_id, f.shift_date, ${measures}, count(*) as hours, max(f.hour) as last_hour
      from fact_hour f join site s using (site_id) where f.site_id = ${siteId} group by 1, 2, 3, 4, 5, 6`
    const days = sql`select ${keys}, ${measures}, sum(f.hours) as hours, max(f.last_hour) as last_hour
      from fact_day f where f.site_id = ${siteId} group by ${keys}`
    return tx.rows(sql`(${hours} except ${days}) union all (${days} except ${hours})`)
  })

describeOnSharedStore('hourly facts', (store) => {
  it.each([
    { name: 'three shifts, China', zone: 'Asia/Shanghai', from: '2026-03-07', cuts: [480, 960, 0] },
    {
      name: 'the night the clocks go forward',
      zone: 'Europe/Berlin',
      from: '2026-03-28',
      cuts: [360, 840, 1320],
    },
    {
      name: 'the night the clocks go back',
      zone: 'Europe/Berlin',
      from: '2026-10-24',
      cuts: [360, 840, 1320],
    },
    {
      name: 'shifts that turn within an hour',
      zone: 'Asia/Kolkata',
      from: '2026-05-01',
      cuts: [375, 855, 1335],
    },
    { name: 'no shifts', zone: 'Asia/Shanghai', from: '2026-03-07', cuts: [] },
    { name: 'one short shift', zone: 'America/New_York', from: '2026-03-07', cuts: [495] },
  ])('equal a plain calculation: $name', async ({ zone, from, cuts }) => {
    const db = store()
    const plant = randomPlant({ zone, from: new Date(`${from}T00:00:00Z`), cuts, seed: 7 })
    await load(db, plant)
    const expected = expectedFacts(plant)
    expect(expected.hours.length).toBeGreaterThan(100)
    expect(await storedFacts(db)).toEqual(expected)
    expect(await wrongDays(db)).toEqual([])
  })

  it('are the same however the rows arrive, and when rebuilt from scratch', async () => {
    const db = store()
    const from = new Date('2026-03-07T00:00:00Z')
    const plant = randomPlant({ zone: 'Asia/Shanghai', from, cuts: [480, 960, 0], seed: 3 })
    const shuffled = { ...plant, machine_state: [], production_count: [], failure_event: [] }
    await load(db, shuffled)
    const send = sender(db)
    for (let start = 2; start >= 0; start--) {
      const third = <Row>(rows: Row[]) => rows.filter((_row, index) => index % 3 === start)
      await send('failure_event', third(plant.failure_event))
      await send('production_count', third(plant.production_count))
      await send('machine_state', third(plant.machine_state).toReversed())
    }
    expect(await storedFacts(db)).toEqual(expectedFacts(plant))
    expect(await wrongDays(db)).toEqual([])

    await db.tx('ingest', (tx) => tx.rows(sql`delete from fact_hour where site_id = ${siteId}`))
    expect(await wrongDays(db)).not.toEqual([])
    await rebuildFacts({ db, clock }, siteId)
    expect(await storedFacts(db)).toEqual(expectedFacts(plant))
    expect(await wrongDays(db)).toEqual([])
  })
})
