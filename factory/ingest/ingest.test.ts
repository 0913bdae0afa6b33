import { type SQL, sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import type { Db } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { ingest } from './ingest.ts'
import type { StreamName, StreamRow } from './streams.ts'

const clock = () => new Date('2026-03-10T12:00:00Z')
let sites = 0
let siteId = ''
beforeEach(() => {
  sites += 1
  siteId = `suzhou-${sites}`
})

/** Rows of this test's site alone. */
const read = <Row>(db: Db, query: SQL) => {
  const principal = { userId: 'test', roles: [{ siteId, role: 'viewer' }], language: 'en' as const }
  return db.tx('read', (tx) => tx.rows<Row>(query), { principal })
}

function door(db: Db, source = 'mes') {
  return <Name extends StreamName>(stream: Name, rows: StreamRow<Name>[], positions?: string[]) =>
    ingest({ db, clock }, { siteId, source, stream, rows, ...(positions ? { positions } : {}) })
}

async function plant(db: Db) {
  const send = door(db)
  await send('site', [{ nameZh: '苏州', nameEn: 'Suzhou', zone: 'Asia/Shanghai' }])
  await send('equipment', [
    { id: 'L1', level: 'line', nameZh: '一线', nameEn: 'Line 1' },
    ...['CNC-01', 'CNC-02'].map((id) => ({
      id,
      level: 'machine' as const,
      nameZh: id,
      nameEn: id,
      parentId: 'L1',
      lineId: 'L1',
    })),
  ])
  await send('product', [{ id: 'P1', nameZh: '轴', nameEn: 'Shaft', family: 'shaft' }])
  return send
}

const state = (startAt: string, endAt: string | null, more = {}) => ({
  machineId: 'CNC-01',
  startAt: `2026-03-10T${startAt}:00Z`,
  endAt: endAt === null ? null : `2026-03-10T${endAt}:00Z`,
  state: 'execute',
  category: 'production' as const,
  ...more,
})

const count = (at: string, good: number) => ({
  machineId: 'CNC-01',
  at: `2026-03-10T${at}:00Z`,
  productId: 'P1',
  good,
  scrap: 1,
  rework: 0,
  firstPass: good,
  plannedRunSPerPiece: 30,
})

const storedStates = (db: Db) =>
  read<{ start_at: Date; end_at: Date | null; category: string }>(
    db,
    sql`select start_at, end_at, category from machine_state order by machine_id, start_at`,
  ).then((rows) => rows.map((row) => `${time(row.start_at)}-${time(row.end_at)} ${row.category}`))

const time = (at: Date | null) => at?.toISOString().slice(11, 16) ?? 'open'

const productionSeconds = (db: Db) =>
  read<{ hour: Date; s: number }>(
    db,
    sql`select hour, sum(production_s) as s from fact_hour group by hour order by hour`,
  ).then((rows) =>
    Object.fromEntries(rows.map(({ hour, s }) => [hour.toISOString().slice(11, 13), s])),
  )

describeOnSharedStore('ingest', (store) => {
  it('writes new rows, and the same rows again change nothing', async () => {
    const db = store()
    const send = await plant(db)
    const rows = [count('08:30', 10), count('09:00', 12)]

    expect(await send('production_count', rows)).toMatchObject({
      read: 2,
      written: 2,
      duplicates: 0,
    })
    const facts = sql`select * from fact_hour order by hour`
    const before = await read(db, facts)
    expect(await send('production_count', rows)).toMatchObject({
      read: 2,
      written: 0,
      duplicates: 2,
    })

    expect(await read(db, facts)).toEqual(before)
    const [source] = await read(
      db,
      sql`select rows, refused, data_until from ingest_source where stream = 'production_count'`,
    )
    expect(source).toEqual({ rows: 2, refused: 0, data_until: new Date('2026-03-10T09:00:00Z') })
  })

  it('replaces a row whose content changed, and lets the later of two rows in a batch count', async () => {
    const db = store()
    const send = await plant(db)
    await send('production_count', [count('09:00', 10)])

    const result = await send('production_count', [count('09:00', 11), count('09:00', 12)])

    expect(result).toMatchObject({ read: 2, written: 1, duplicates: 1 })
    const [fact] = await read(db, sql`select good, planned_run_s from fact_hour`)
    expect(fact).toEqual({ good: 12, planned_run_s: 390 })
  })

  it('moves the facts of a count that comes back with another instant', async () => {
    const db = store()
    const send = await plant(db)
    await send('production_count', [{ ...count('08:30', 10), sourceKey: 'c1' }])
    await send('production_count', [{ ...count('10:30', 10), sourceKey: 'c1' }])

    const hours = await read(db, sql`select hour, good from fact_hour`)
    expect(hours).toEqual([{ hour: new Date('2026-03-10T10:00:00Z'), good: 10 }])
  })

  it('refuses bad rows with field, value and reason, and writes the good ones beside them', async () => {
    const db = store()
    const send = await plant(db)
    const bad = { ...count('09:00', 10), good: -1, colour: 'red' } as never
    const result = await send(
      'production_count',
      [count('08:00', 5), bad, { ...count('08:30', 5), machineId: 'CNC-10' }],
      ['a.csv:2', 'a.csv:3', 'a.csv:4'],
    )

    expect(result).toMatchObject({ read: 3, written: 1, duplicates: 0, refusedRows: 2 })
    expect(result.refused).toEqual([
      { position: 'a.csv:3', field: 'good', value: '-1', reason: expect.stringContaining('>=0') },
      { position: 'a.csv:3', field: 'colour', value: 'red', reason: 'unknown field' },
      {
        position: 'a.csv:4',
        field: 'machineId',
        value: 'CNC-10',
        reason: 'unknown machine; nearest known: CNC-01, CNC-02',
      },
    ])
    const kept = await read(
      db,
      sql`select position, field, row->>'good' as good from ingest_refusal order by 1, 2`,
    )
    expect(kept).toEqual([
      { position: 'a.csv:3', field: 'colour', good: '-1' },
      { position: 'a.csv:3', field: 'good', good: '-1' },
      { position: 'a.csv:4', field: 'machineId', good: '5' },
    ])
  })

  it('forgets a refusal when its position brings a good row', async () => {
    const db = store()
    const send = await plant(db)
    await send('production_count', [{ ...count('08:00', 5), good: 1.5 }], ['a.csv:2'])
    await send('production_count', [count('08:00', 5)], ['a.csv:2'])

    expect(await read(db, sql`select 1 from ingest_refusal`)).toEqual([])
    const [source] = await read(
      db,
      sql`select rows, refused from ingest_source where stream = 'production_count'`,
    )
    expect(source).toEqual({ rows: 1, refused: 0 })
  })

  it('survives text that the database cannot hold', async () => {
    const db = store()
    const send = await plant(db)
    const result = await send('machine_alarm', [
      { machineId: 'CNC-01', at: '2026-03-10T08:00:00Z', code: 'E1', message: 'a\0b' },
      { machineId: 'CNC-01', at: '2026-03-10T08:00:00Z', code: 'E2', message: '\ud800' },
      { machineId: 'CNC-01', at: '2026-03-10 08:00', code: 'E3' },
    ])
    expect(result.refused.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
      'message has characters that cannot be stored',
      'message has characters that cannot be stored',
      'at needs Z or an offset at its end',
    ])
  })

  it.each([
    ['in order', [0, 1, 2]],
    ['backwards', [2, 1, 0]],
    ['mixed', [1, 2, 0]],
  ])('cuts overlapping states at the later start, arrived %s', async (_name, order) => {
    const db = store()
    const send = await plant(db)
    const rows = [
      state('06:00', null),
      state('08:00', '11:00', { category: 'down', state: 'aborted' }),
      state('09:30', '10:00', { category: 'setup' }),
    ]
    for (const index of order) await send('machine_state', rows.slice(index, index + 1))
    expect(await storedStates(db)).toEqual([
      '06:00-08:00 production',
      '08:00-09:30 down',
      '09:30-10:00 setup',
    ])
    expect(await productionSeconds(db)).toEqual({ '06': 3600, '07': 3600, '08': 0, '09': 0 })

    expect(await send('machine_state', rows)).toMatchObject({ written: 0, duplicates: 3 })
  })

  it('lets an open state run as far as its source has spoken, and no further than the clock', async () => {
    const db = store()
    const send = await plant(db)
    await send('machine_state', [state('08:00', null)])
    expect(await productionSeconds(db)).toEqual({})

    await send('production_count', [{ ...count('10:30', 5), machineId: 'CNC-02' }])
    expect(await productionSeconds(db)).toEqual({ '08': 3600, '09': 3600, '10': 1800 })
    await send('production_count', [{ ...count('10:30', 5), at: '2026-03-10T12:04:00Z' }])
    expect(await productionSeconds(db)).toEqual({
      '08': 3600,
      '09': 3600,
      '10': 3600,
      '11': 3600,
      '12': 0,
    })
    await door(db, 'other')('production_count', [{ ...count('11:00', 5), machineId: 'CNC-02' }])
    expect(await productionSeconds(db)).toMatchObject({ '11': 3600 })
  })

  it('refuses to move the start of a state under its key', async () => {
    const db = store()
    const send = await plant(db)
    await send('machine_state', [state('08:00', null, { sourceKey: 's1' })])
    const result = await send('machine_state', [state('08:10', null, { sourceKey: 's1' })])
    expect(result.refused).toMatchObject([
      { field: 'sourceKey', reason: expect.stringContaining('CNC-01 at 2026-03-10T08:00') },
    ])
  })

  it('gives facts their team when the roster comes late, and their line when a machine moves', async () => {
    const db = store()
    const send = await plant(db)
    await send('production_count', [count('09:00', 10)])
    await send('team', [{ id: 'A', nameZh: '甲班', nameEn: 'Team A' }])
    await send('shift', [
      { id: 'evening', nameZh: '中班', nameEn: 'Evening', startMinute: 960, endMinute: 1440 },
    ])
    await send('roster', [{ shiftDate: '2026-03-10', shiftId: 'evening', teamId: 'A' }])
    await send('equipment', [
      { id: 'L2', level: 'line', nameZh: '二线', nameEn: 'Line 2' },
      { id: 'CNC-01', level: 'machine', nameZh: '1', nameEn: '1', lineId: 'L2' },
    ])

    const facts = await read(
      db,
      sql`select shift_id, shift_date, team_id, line_id, good from fact_hour`,
    )
    expect(facts).toEqual([
      { shift_id: 'evening', shift_date: '2026-03-10', team_id: 'A', line_id: 'L2', good: 10 },
    ])
  })

  it('imports tickets, and leaves those of another source alone', async () => {
    const db = store()
    await plant(db)
    const row = {
      id: 'WO1',
      equipmentId: 'CNC-01',
      kind: 'corrective' as const,
      status: 'closed' as const,
      priority: 'high' as const,
      title: 'Spindle',
      openedAt: '2026-03-01T00:00:00Z',
    }
    expect(await door(db, 'sap')('ticket', [row])).toMatchObject({ written: 1 })
    expect(await door(db, 'sap')('ticket', [row])).toMatchObject({ duplicates: 1 })
    const other = await door(db, 'maximo')('ticket', [{ ...row, title: 'Mine' }])
    expect(other.refused).toMatchObject([{ field: 'id', reason: 'is a ticket of sap already' }])
  })

  it('keeps the newest imported schedule current', async () => {
    const db = store()
    const send = await plant(db)
    const schedule = (id: string, hour: string) => ({
      id,
      publishedAt: `2026-03-10T${hour}:00:00Z`,
      publishedBy: 'planning',
      slots: [
        {
          orderId: 'O1',
          seq: 10,
          machineId: 'CNC-01',
          startAt: '2026-03-10T08:00:00Z',
          endAt: '2026-03-10T09:00:00Z',
          setupS: 0,
        },
      ],
    })
    await send('schedule', [schedule('S2', '07'), schedule('S1', '06')])
    await send('schedule', [schedule('S0', '05')])
    expect(await send('schedule', [schedule('S2', '07')])).toMatchObject({ duplicates: 1 })
    const versions = await read(db, sql`select id, status from schedule_version order by id`)
    expect(versions).toEqual([
      { id: 'S0', status: 'superseded' },
      { id: 'S1', status: 'superseded' },
      { id: 'S2', status: 'current' },
    ])
  })

  it('names the nearest stream and the nearest site', async () => {
    const db = store()
    await plant(db)
    const batch = { source: 'mes', rows: [] as never[] }
    await expect(
      ingest({ db, clock }, { ...batch, siteId, stream: 'production_cuont' as never }),
    ).rejects.toThrow(/nearest known: .*production_count/)
    await expect(
      ingest(
        { db, clock },
        { ...batch, siteId: `${siteId}x`, stream: 'team', rows: [{}] as never },
      ),
    ).rejects.toThrow(`unknown site ${siteId}x; nearest known: ${siteId}`)
  })

  it('refuses a sender without a role at the site', async () => {
    const db = store()
    await plant(db)
    const principal = { userId: 'planner@chengdu', roles: [], language: 'en' as const }
    await expect(
      ingest({ db, clock }, { siteId, source: 'x', stream: 'team', rows: [] }, { principal }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})
