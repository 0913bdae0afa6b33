import { type SQL, sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import type { Db } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { applyRetention, type RetentionRule, readKept, readSeries } from './index.ts'
import { makeTags, rollUpAll, tagsClock } from './test-tags.ts'

const clock = tagsClock
const rule = (stream: RetentionRule['stream'], days: number): RetentionRule => ({
  ...{ stream, days, keep: `${days}d` },
})
const all = <Row>(db: Db, query: SQL) => db.tx('read', (tx) => tx.rows<Row>(query))

const sample = (at: string, value: number) => ({ tagId: 't', at: `${at}:00Z`, value })
const pieces = (at: string) => ({
  ...{ machineId: 'CNC-01', at: `${at}:00Z`, productId: 'P1', good: 7, scrap: 0, rework: 0 },
  ...{ firstPass: 7, plannedRunSPerPiece: 40 },
})
const counted = (at: string, value: number) => ({
  ...{ machineId: 'CNC-01', counter: 'good', at: `${at}:00Z`, value, productId: 'P1' },
  plannedRunSPerPiece: 40,
})
const alarm = (at: string, code: string) => ({ machineId: 'CNC-01', at: `${at}:00Z`, code })

/** An old year, and what was rolled up of it. */
async function plant(db: Db) {
  const send = await makeTags(db, 's', ['t'])
  await send('product', [{ id: 'P1', nameZh: '轴', nameEn: 'Shaft', family: 'shaft' }])
  await send('production_count', [pieces('2024-05-05T08:30'), pieces('2026-03-01T08:30')])
  await send('measurement', [
    ...[
      sample('2024-05-05T08:10', 1),
      sample('2024-05-05T08:20', 3),
      sample('2024-05-30T08:20', 4),
    ],
    ...[sample('2025-02-28T08:20', 5), sample('2026-03-01T08:20', 6)],
  ])
  return send
}

const facts = sql`select hour, good, planned_run_s from fact_hour order by hour`
const hours = sql`select bucket, n, sum, min, max from measurement_hour order by bucket`
const months = async (db: Db) =>
  (
    await db.tx('owner', (tx) =>
      tx.rows<{ name: string }>(sql`select relname as name from jidoka_partitions() order by 1`),
    )
  ).map(({ name }) => name)

describeOnSharedStore('retention', (store) => {
  beforeEach(async () => {
    await store().tx('owner', (tx) =>
      tx.exec(`truncate retention, measurement, measurement_hour, measurement_minute,
        measurement_due, machine_alarm, counter_sample, production_count, fact_hour, fact_day,
        ingest_refusal, ingest_source`),
    )
    await store().tx('ingest', (tx) =>
      tx.rows(
        sql`select jidoka_drop_partition('2100-01-01', '', now()) from generate_series(1, 9)`,
      ),
    )
  })

  it('drops whole months of samples and leaves facts and roll-ups as they were', async () => {
    const db = store()
    await plant(db)
    const rules = [rule('measurement', 400)]
    expect(await applyRetention({ db, clock }, rules), 'still to be rolled up').toEqual([])
    await rollUpAll(db)
    const before = { facts: await all(db, facts), hours: await all(db, hours) }
    expect(before.hours).toHaveLength(4)
    expect(await applyRetention({ db, clock }, rules)).toEqual([{ stream: 'measurement', rows: 3 }])
    expect(await months(db)).toEqual(['measurement_2025_02', 'measurement_2026_03'])
    expect({ facts: await all(db, facts), hours: await all(db, hours) }).toEqual(before)
    expect(await applyRetention({ db, clock }, rules)).toEqual([])
    const audited = await all<{ record: string }>(
      db,
      sql`select record from audit_entry where site_id = 'group'`,
    )
    expect(audited.map(({ record }) => JSON.parse(record))).toContainEqual(
      expect.objectContaining({
        event: 'retention',
        detail: { stream: 'measurement', keep: '400d', rows: 3, before: '2024-06-01T00:00:00Z' },
      }),
    )
    const window = { from: new Date('2024-05-05T00:00Z'), to: new Date('2024-05-06T00:00Z') }
    const series = await db.tx('read', (tx) =>
      readSeries(tx, { siteId: 's', tagId: 't', ...window, points: 1_440 }),
    )
    expect(series).toMatchObject({ layer: 'hour', points: [{ n: 2, mean: 2, min: 1, max: 3 }] })
  })

  it('refuses a late row with the reason, and goes on to after its rule is gone', async () => {
    const db = store()
    const send = await plant(db)
    await rollUpAll(db)
    await applyRetention({ db, clock }, [rule('measurement', 400)])
    const before = await all(db, hours)
    const late = [sample('2024-05-05T08:15', 9), sample('2025-03-01T08:15', 2)]
    expect(await send('measurement', late)).toMatchObject({
      ...{ read: 2, written: 1, refusedRows: 1 },
      refused: [{ field: 'at', value: '2024-05-05T08:15:00.000Z' }],
    })
    const [refusal] = await all<{ reason: string }>(db, sql`select reason from ingest_refusal`)
    expect(refusal?.reason).toBe(
      'lies before 2025-02-03T12:00:00.000Z, from where on measurement is kept (retention 400d)',
    )
    await applyRetention({ db, clock }, [])
    expect(await send('measurement', late)).toMatchObject({ written: 0, refusedRows: 1 })
    await rollUpAll(db)
    expect((await all(db, hours)).slice(0, 2)).toEqual(before.slice(0, 2))
  })

  it('deletes alarms, roll-ups and samples that are past, but no count that came of them', async () => {
    const db = store()
    const send = await plant(db)
    await rollUpAll(db)
    await send('machine_alarm', [
      alarm('2025-02-03T11:59', 'old'),
      alarm('2025-02-03T12:01', 'new'),
    ])
    await send('counter_sample', [
      ...[counted('2026-03-03T11:00', 100), counted('2026-03-03T11:30', 110)],
      counted('2026-03-03T12:30', 150),
    ])
    const rules = [
      rule('measurement_hour', 650),
      ...[rule('machine_alarm', 400), rule('counter_sample', 7)],
    ]
    expect(await applyRetention({ db, clock }, rules)).toEqual([
      ...[
        { stream: 'measurement_hour', rows: 1 },
        { stream: 'machine_alarm', rows: 1 },
      ],
      { stream: 'counter_sample', rows: 1 },
    ])
    expect(await all(db, sql`select code from machine_alarm`)).toEqual([{ code: 'new' }])
    await send('counter_sample', [counted('2026-03-03T12:15', 130)])
    const good = await all(
      db,
      sql`select at, good from production_count where source_key like '%good%' order by at`,
    )
    expect(good).toEqual([
      { at: new Date('2026-03-03T11:30Z'), good: 10 },
      { at: new Date('2026-03-03T12:15Z'), good: 20 },
      { at: new Date('2026-03-03T12:30Z'), good: 20 },
    ])
  })

  it('is told with the size of each stream', async () => {
    const db = store()
    await plant(db)
    await applyRetention({ db, clock }, [rule('machine_alarm', 400)])
    const kept = await db.tx('read', readKept)
    expect(kept.map(({ stream, keep }) => [stream, keep])).toEqual([
      ...[
        ['measurement', null],
        ['measurement_minute', null],
        ['measurement_hour', null],
      ],
      ...[
        ['machine_alarm', '400d'],
        ['state_sample', null],
        ['counter_sample', null],
      ],
      ['ingest_refusal', null],
      ...[
        ['alert_message', null],
        ['alert_notice', null],
      ],
      ...[
        ['channel_inbox', null],
        ['channel_outbox', null],
      ],
    ])
    expect(kept[0]?.bytes).toBeGreaterThan(100_000)
  })

  it('takes what people were told, and nothing that is on its way or stands in the record', async () => {
    const db = store()
    await db.tx('owner', (tx) =>
      tx.exec(`
        insert into alert_message (site_id, id, for_user, kind, title_zh, title_en, body_zh, body_en,
          event_ids, created_at, status, attempts, next_at)
        select 's', kind, 'one', 'alert', '', '', '', '', '{}', at, status, 1, at
          from (values ('old', '2025-01-01'::timestamptz, 'sent'), ('waits', '2025-01-01', 'queued'),
            ('new', '2026-03-01', 'sent')) v (kind, at, status);
        insert into channel_outbox (key, channel, lane, place, kind, message, status, next_at, created_at)
        select kind, 'slack', 'l', '{}', 'answer', '{}', status, at, at
          from (values ('old', '2025-01-01'::timestamptz, 'unknown'), ('waits', '2025-01-01', 'ready'),
            ('new', '2026-03-01', 'sent')) v (kind, at, status)`),
    )
    const rules = [rule('alert_message', 30), rule('channel_outbox', 30)]
    expect(await applyRetention({ db, clock }, rules)).toEqual([
      { stream: 'alert_message', rows: 1 },
      { stream: 'channel_outbox', rows: 1 },
    ])
    const kept = await db.tx('owner', (tx) =>
      tx.rows<{
        id: string
      }>(sql`select id from alert_message union all select key from channel_outbox
        order by 1`),
    )
    expect(kept.map(({ id }) => id)).toEqual(['new', 'new', 'waits', 'waits'])
    const record = db.tx('ingest', (tx) =>
      tx.rows(sql`select jidoka_forget_told('alert_event', now(), 1)`),
    )
    await expect(record).rejects.toThrow(/kept for ever/)
  })
})
