import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '../../../store/index.ts'
import { openTestDb } from '../../../store/test-db.ts'
import { makePlant, numberOf, plantSite } from '../../../test/support/live-plant.ts'
import { openBatcher } from './batcher.ts'
import { signalMapper } from './map-signals.ts'
import { exactAddresses, parseSignalMappings } from './mapping.ts'
import type { Signal } from './signal.ts'

const yaml = `
signals:
  - at: "line/{machine}/Temperature"
    measurement: "{machine}.temperature"
    scale: 0.1
  - at: "line/{machine}/State"
    state: "{machine}"
    values:
      "2": { state: execute, category: production }
      "3": { state: aborted, category: down, reason: jam }
    lost: { state: no_signal, category: delay }
  - at: "line/{machine}/Good"
    counter: "{machine}"
    productAt: "line/{machine}/Product"
  - at: "line/{machine}/Alarm"
    alarm: "{machine}"
ignore: ["line/*/Version"]
`
const minute = (at: number) => new Date(Date.parse('2026-03-10T08:00:00Z') + at * 60_000)
const heard = (
  name: string,
  value: Signal['value'],
  at = 0,
  more: Partial<Signal> = {},
): Signal => ({
  address: `line/CNC-01/${name}`,
  at: minute(at),
  value,
  quality: 'good',
  ...more,
})
const mapper = () => signalMapper(parseSignalMappings(yaml, 'line.yaml'))

describe('a mapping of signals', () => {
  test('makes measurements, states, counters and alarms of what a door heard', () => {
    const { rows, unreadable } = mapper().rowsOf([
      heard('Good', 17),
      heard('Product', 'P1'),
      heard('Temperature', 415),
      heard('State', 3),
      heard('Alarm', 'E7'),
      heard('Alarm', 0),
      heard('Version', '1.2'),
    ])
    expect(unreadable).toEqual([])
    expect(rows.map(({ stream, row }) => ({ stream, ...row }))).toMatchObject([
      {
        stream: 'counter_sample',
        machineId: 'CNC-01',
        counter: 'Good',
        value: 17,
        productId: 'P1',
      },
      { stream: 'measurement', tagId: 'CNC-01.temperature', value: 41.5 },
      { stream: 'state_sample', state: 'aborted', category: 'down', reasonId: 'jam' },
      { stream: 'machine_alarm', code: 'E7' },
    ])
  })

  test('counts for the product that ran at the time, however late it is told', () => {
    const made = mapper()
    made.rowsOf([heard('Product', 'P2', 30)])
    made.rowsOf([heard('Product', 'P1', 0)])
    const { rows, unreadable } = made.rowsOf([
      heard('Good', 5, 10),
      heard('Good', 9, 40),
      heard('Good', 1, -5),
    ])
    expect(rows.map(({ row }) => row)).toMatchObject([{ productId: 'P1' }, { productId: 'P2' }])
    expect(unreadable).toMatchObject([{ reason: expect.stringContaining('which product') }])
  })

  test('names an unknown address once, with the nearest, and a value without a meaning each time', () => {
    const made = mapper()
    const first = made.rowsOf([heard('Temprature', 1), heard('State', 9)])
    expect(first.unreadable).toMatchObject([
      {
        position: 'line/CNC-01/Temprature',
        reason: expect.stringContaining('line/{machine}/Temperature'),
      },
      { reason: expect.stringContaining('the value 9; known: 2, 3') },
    ])
    expect(made.rowsOf([heard('Temprature', 2), heard('State', 8)]).unreadable).toHaveLength(1)
    expect(made.unknown()).toBe(1)
  })

  test('compares a hundred unknown addresses with what it knows, and not each of a flood', () => {
    const flood = Array.from({ length: 5_000 }, (_, at) => heard(`Temperatur${at}`, 1))
    const { unreadable } = signalMapper(parseSignalMappings(yaml, 'test')).rowsOf(flood)
    expect(unreadable).toHaveLength(5_000)
    expect(unreadable.filter(({ reason }) => reason.includes('nearest'))).toHaveLength(100)
  })

  test('takes no text without end for a product', () => {
    const mapper = signalMapper(parseSignalMappings(yaml, 'test'))
    const sent = [heard('Product', 'P'.repeat(100_000)), heard('Good', 5, 1)]
    expect(mapper.rowsOf(sent)).toMatchObject({ rows: [], unreadable: [{ position: /Good/ }] })
  })

  test('samples a state again at the birth that repeats it, and loses it with its sender', () => {
    const made = mapper()
    const { rows } = made.rowsOf([heard('State', 2, 0, { asOf: minute(60) })])
    expect(rows.map(({ row }) => row)).toMatchObject([{ at: minute(0) }, { at: minute(60) }])
    expect(made.lostBelow('line/CNC-01/', minute(90)).map(({ row }) => row)).toMatchObject([
      { at: minute(90), state: 'no_signal', category: 'delay' },
    ])
    expect(made.lostBelow('line/CNC-02/', minute(90))).toEqual([])
  })

  test('spells out exact addresses where names are given', () => {
    const text = `signals: [{at: "ns=1;s={m}.T", measurement: "{m}.t", for: {m: [A, B]}}]`
    const mappings = parseSignalMappings(text, 'x')
    expect(exactAddresses(mappings)).toEqual(['ns=1;s=A.T', 'ns=1;s=B.T'])
    expect(() => exactAddresses(parseSignalMappings(yaml, 'x'))).toThrow(/must be exact/)
  })

  test.each([
    ['signals: [{at: a, mesurement: b}]', 'needs exactly one of measurement'],
    ['signals: [{at: a, measurement: b, scael: 2}]', 'unknown key signals.0.scael'],
    ['signals: [{at: a, counter: b}]', 'exactly one of product, productAt'],
    ['signal: []', 'unknown key signal'],
    ['topics: [{topic: t, stream: measurement, row: {tag: x}}]', 'unknown field of measurement'],
    ['a: [', 'is not YAML'],
  ])('refuses %s by name', (text, message) => {
    expect(() => parseSignalMappings(text, 'line.yaml')).toThrow(message)
  })
})

describe('the batcher', () => {
  const clock = () => minute(240)
  let db: Db
  beforeAll(async () => {
    db = await openTestDb()
    await makePlant({ db, clock })
  })
  afterAll(() => db.close())
  const options = { siteId: plantSite, source: 'b', lingerMs: 1, onStored: () => undefined }

  test('tries a batch again until the store takes it, and only then says that it is stored', async () => {
    const failures: unknown[] = []
    let broken = true
    const flaky: Db = {
      ...db,
      tx: (role, work, more) => {
        if (!broken) return db.tx(role, work, more)
        return Promise.reject(new Error('away'))
      },
    }
    const batcher = openBatcher(
      { db: flaky, clock },
      {
        ...options,
        signal: new AbortController().signal,
        onFailure: (error) => {
          failures.push(error)
          broken = false
        },
      },
    )
    await batcher.add(mapper().rowsOf([heard('Temperature', 400), heard('Temperature', 410, 1)]))
    expect(failures).toHaveLength(1)
    expect(await numberOf(db, 'select count(*) as n from measurement')).toBe(2)
    expect(batcher.waiting()).toBe(0)
  })

  test('refuses the one row that the store cannot keep, and stores the others of its message', async () => {
    const only = sql`alter table measurement add constraint only_in_test check (value <> 13)`
    await db.tx('owner', (tx) => tx.rows(only))
    const refused: number[] = []
    const batcher = openBatcher(
      { db, clock },
      {
        ...{ ...options, source: 'picky', signal: new AbortController().signal },
        onStored: (stored) => refused.push(stored.refused),
        onFailure: () => undefined,
      },
    )
    const sent = [120, 130, 140, 150].map((value, at) => heard('Temperature', value, 60 + at))
    await batcher.add(mapper().rowsOf(sent))
    expect(refused.reduce((a, b) => a + b, 0)).toBe(1)
    const kept = `select count(*) as n from measurement where at >= '${minute(60).toISOString()}'`
    expect(await numberOf(db, kept)).toBe(3)
  })

  test('has no room while few rows wait that are large', async () => {
    const closing = new AbortController()
    const never: Db = { ...db, tx: () => new Promise(() => undefined) }
    const batcher = openBatcher(
      { db: never, clock },
      { ...options, signal: closing.signal, onFailure: () => undefined },
    )
    batcher.add(mapper().rowsOf([heard('Temperature', 1)]), 1_000).catch(() => undefined)
    await batcher.room()
    batcher.add(mapper().rowsOf([heard('Temperature', 2)]), 70_000_000).catch(() => undefined)
    const first = await Promise.race([
      batcher.room().then(() => 'room'),
      new Promise((resolve) => setImmediate(resolve, 'none')),
    ])
    expect(first).toBe('none')
    closing.abort(new Error('over'))
  })

  test('has no room while too much waits, and gives up what waits when the door is closed', async () => {
    const closing = new AbortController()
    const never: Db = { ...db, tx: () => Promise.reject(new Error('away')) }
    const batcher = openBatcher(
      { db: never, clock },
      { ...options, mostWaiting: 1, signal: closing.signal, onFailure: () => closing.abort() },
    )
    const added = batcher.add(mapper().rowsOf([heard('Temperature', 1)]))
    const later = batcher.add(mapper().rowsOf([heard('Temperature', 2)]))
    const settled = Promise.allSettled([added, later])
    await batcher.room()
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})
