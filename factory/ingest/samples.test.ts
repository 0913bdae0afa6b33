import { type SQL, sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { seeded } from '../../base/random.ts'
import type { Db } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { ingest } from './ingest.ts'
import type { StreamName, StreamRow } from './streams.ts'

const clock = () => new Date('2026-03-10T12:00:00Z')
let sites = 0
let siteId = ''
beforeEach(() => {
  sites += 1
  siteId = `samples-${sites}`
})

const read = <Row>(db: Db, query: SQL) => {
  const principal = { userId: 'test', roles: [{ siteId, role: 'viewer' }], language: 'en' as const }
  return db.tx('read', (tx) => tx.rows<Row>(query), { principal })
}

const sender =
  (db: Db, source = 'plc') =>
  <Name extends StreamName>(stream: Name, rows: StreamRow<Name>[]) =>
    ingest({ db, clock }, { siteId, source, stream, rows })

async function plant(db: Db) {
  const send = sender(db)
  await send('site', [{ nameZh: '苏州', nameEn: 'Suzhou', zone: 'Asia/Shanghai' }])
  const machine = { level: 'machine' as const, nameZh: 'CNC', nameEn: 'CNC' }
  await send('equipment', [
    { id: 'CNC-01', ...machine },
    { id: 'CNC-02', ...machine },
  ])
  await send('product', [{ id: 'P1', nameZh: '轴', nameEn: 'Shaft', family: 'shaft' }])
  const operation = { productId: 'P1', seq: 10, nameZh: '车', nameEn: 'Turn', setupS: 0 }
  await send('routing_operation', [{ ...operation, machineIds: ['CNC-01'], runSPerPiece: 40 }])
  return send
}

/** Minutes after 08:00, or hours and minutes as text. */
const instant = (at: string | number) =>
  typeof at === 'string'
    ? `2026-03-10T${at}:00Z`
    : new Date(Date.parse('2026-03-10T08:00:00Z') + at * 60_000).toISOString()

const categories = { execute: 'production', aborted: 'down', idle: 'delay' } as const
const seen = (at: string | number, state: keyof typeof categories, machineId = 'CNC-01') => ({
  machineId,
  at: instant(at),
  state,
  category: categories[state],
})
const counted = (at: string | number, value: number, more: object = {}) => ({
  machineId: 'CNC-01',
  counter: 'good',
  at: instant(at),
  value,
  productId: 'P1',
  ...more,
})

const clockTime = (at: Date | null) => at?.toISOString().slice(11, 16) ?? 'open'
const states = async (db: Db) => {
  const rows = await read<{ start_at: Date; end_at: Date | null; state: string }>(
    db,
    sql`select start_at, end_at, state from machine_state order by machine_id, start_at`,
  )
  return rows.map((row) => `${clockTime(row.start_at)}-${clockTime(row.end_at)} ${row.state}`)
}
const facts = (db: Db) =>
  read(
    db,
    sql`select sum(good) as good, sum(production_s) as production, sum(down_s) as down,
      (select sum(stops) from fact_downtime) as stops from fact_hour`,
  ).then(([row]) => row)

/** All orders of three, four … things. */
const orders = <Item>(items: Item[]): Item[][] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, at) => orders(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))

describeOnSharedStore('samples of state', (store) => {
  it('begin a state where they differ, in whatever order they arrive', async () => {
    const samples = [
      seen('08:00', 'execute'),
      seen('08:30', 'aborted'),
      seen('09:00', 'aborted'),
      seen('09:30', 'execute'),
    ]
    for (const order of orders(samples)) {
      siteId = `orders-${order.map(({ at }) => at.slice(11, 16)).join('-')}`
      const send = await plant(store())
      for (const sample of order) await send('state_sample', [sample])
      expect(await states(store()), siteId).toEqual([
        '08:00-08:30 execute',
        '08:30-09:30 aborted',
        '09:30-open execute',
      ])
      expect(await facts(store())).toMatchObject({ production: 1800, down: 3600, stops: 1 })
    }
  })

  it('sent again change nothing, and let the state that is seen run on', async () => {
    const db = store()
    const send = await plant(db)
    await send('state_sample', [seen('08:00', 'execute')])
    expect(await send('state_sample', [seen('08:00', 'execute')])).toMatchObject({ duplicates: 1 })
    await send('state_sample', [seen('10:00', 'execute')])
    expect(await states(db)).toEqual(['08:00-open execute'])
    expect(await facts(db)).toMatchObject({ production: 7200 })
  })

  it('leave a reason alone that was given for the stop since then', async () => {
    const db = store()
    const send = await plant(db)
    await send('downtime_reason', [
      { id: 'jam', nameZh: '卡料', nameEn: 'Jam', lossClass: 'failure' },
    ])
    await send('state_sample', [seen('08:00', 'execute'), seen('09:00', 'aborted')])
    await sender(db, 'mes')('machine_state', [{ ...down('09:00'), reasonId: 'jam' }])
    await send('state_sample', [seen('08:30', 'idle')])
    const [stop] = await read(db, sql`select reason_id from machine_state where state = 'aborted'`)
    expect(stop).toEqual({ reason_id: 'jam' })
  })
})

const down = (at: string) => ({
  machineId: 'CNC-01',
  startAt: instant(at),
  state: 'aborted',
  category: 'down' as const,
})

describeOnSharedStore('samples of a counter', (store) => {
  it.each([
    ['in order', [0, 1, 2, 3]],
    ['backwards', [3, 2, 1, 0]],
    ['mixed', [2, 0, 3, 1]],
  ])('count what it moved, arrived %s', async (_name, order) => {
    const db = store()
    const send = await plant(db)
    const samples = [
      counted('08:10', 100),
      counted('08:40', 130),
      counted('09:10', 130),
      counted('09:40', 150),
    ]
    for (const index of order) await send('counter_sample', samples.slice(index, index + 1))
    const rows = await read(
      db,
      sql`select hour, good, first_pass, planned_run_s from fact_hour order by hour`,
    )
    expect(rows).toEqual([
      { hour: new Date(instant('08:00')), good: 30, first_pass: 30, planned_run_s: 1200 },
      { hour: new Date(instant('09:00')), good: 20, first_pass: 20, planned_run_s: 800 },
    ])
    expect(await send('counter_sample', samples)).toMatchObject({ written: 0, duplicates: 4 })
  })

  it('go on after a restart at zero, and after a roll-over', async () => {
    const db = store()
    const send = await plant(db)
    await send('counter_sample', [counted('08:00', 90), counted('08:10', 99), counted('08:20', 4)])
    const rolling = { counter: 'total', rollsOverAt: 100 }
    await send('counter_sample', [counted('09:00', 99, rolling), counted('09:10', 4, rolling)])
    const rows = await read(db, sql`select hour, good from fact_hour order by hour`)
    expect(rows).toMatchObject([{ good: 13 }, { good: 5 }])
  })

  it('begin again where they would have rolled over more pieces than a count holds', async () => {
    const db = store()
    const send = await plant(db)
    const rolling = { rollsOverAt: 2 ** 32 }
    await send('counter_sample', [counted('08:00', 100, rolling), counted('08:10', 5, rolling)])
    await send('counter_sample', [counted('08:20', 4e9, rolling)])
    expect(await read(db, sql`select good from production_count`)).toEqual([{ good: 5 }])
    const beyond = await send('counter_sample', [counted('08:30', 1e308, rolling)])
    expect(beyond.refused).toMatchObject([{ field: 'value', value: '1e+308' }])
  })

  it('take back a count when a late sample shows that it was less', async () => {
    const db = store()
    const send = await plant(db)
    await send('counter_sample', [counted('08:00', 10), counted('10:00', 30)])
    await send('counter_sample', [counted('09:00', 30)])
    const rows = await read(db, sql`select at, good from production_count order by at`)
    expect(rows).toEqual([{ at: new Date(instant('09:00')), good: 20 }])
  })

  it('are refused where nobody says how long a piece should take', async () => {
    const db = store()
    const send = await plant(db)
    const other = { machineId: 'CNC-02' }
    const { refused, written } = await send('counter_sample', [
      counted('08:00', 10, other),
      counted('08:00', 10, { ...other, counter: 'b', plannedRunSPerPiece: 5 }),
    ])
    expect(written).toBe(1)
    expect(refused).toMatchObject([
      { field: 'plannedRunSPerPiece', reason: expect.stringContaining('of P1 runs on CNC-02') },
    ])
  })

  it('equal a plain calculation with duplicates and disorder, by a fixed seed', async () => {
    const db = store()
    const send = await plant(db)
    const random = seeded(11)
    const samples = Array.from({ length: 200 }, (_, minute) => counted(minute, 0))
    let value = 500
    for (const sample of samples) {
      const moves = Math.floor(random() * 4)
      value = value + moves > 600 ? moves : value + moves
      sample.value = value
    }
    const sent = [...samples, ...samples.filter(() => random() < 0.1)]
      .map((sample) => ({ sample, place: random() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ sample }) => sample)
    for (let at = 0; at < sent.length; at += 7) await send('counter_sample', sent.slice(at, at + 7))
    const moved = samples.slice(1).map((sample, before) => {
      const by = sample.value - (samples[before]?.value ?? 0)
      return by < 0 ? sample.value : by
    })
    const [sum] = await read(db, sql`select sum(good) as good from fact_hour`)
    expect(sum).toEqual({ good: moved.reduce((a, b) => a + b, 0) })
  })
})

describeOnSharedStore('a row of a clock that was reset', (store) => {
  it('is refused by a live door, and taken from a file', async () => {
    const db = store()
    await plant(db)
    const rows = [
      {
        machineId: 'CNC-01',
        at: '1970-01-01T00:00:07Z',
        state: 'execute',
        category: 'production' as const,
      },
    ]
    const batch = { siteId, source: 'plc', stream: 'state_sample' as const, rows }
    const deps = { db, clock: () => new Date('1990-01-01T00:00:00Z') }
    const live = await ingest(deps, { ...batch, live: true })
    expect(live.refused).toMatchObject([
      { field: 'at', reason: expect.stringMatching(/^lies 7305 days ago; was the clock/) },
    ])
    const recent = { db, clock: () => new Date('1970-01-02T00:00:00Z') }
    expect(await ingest(recent, batch)).toMatchObject({ written: 1 })
  })
})

describeOnSharedStore('a row of the future', (store) => {
  it('is refused by more than five minutes, and may be replayed when its time has come', async () => {
    const db = store()
    const send = await plant(db)
    const result = await send('machine_alarm', [
      { machineId: 'CNC-01', at: '2026-03-10T12:04:59Z', code: 'E1' },
      { machineId: 'CNC-01', at: '2026-03-10T20:00:00Z', code: 'E2' },
    ])
    expect(result).toMatchObject({ written: 1, refusedRows: 1 })
    expect(result.refused).toMatchObject([
      { field: 'at', reason: expect.stringContaining('28800 s in the future') },
    ])
    const [source] = await read(
      db,
      sql`select data_until from ingest_source where stream = 'machine_alarm'`,
    )
    expect(source).toEqual({ data_until: new Date('2026-03-10T12:04:59Z') })
  })
})
