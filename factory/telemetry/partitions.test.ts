import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Db, DbRole } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { makeTags, senderOf } from './test-tags.ts'

const sample = (at: string, value = 1) => ({ tagId: 't', at: `${at}T06:00:00Z`, value })

const months = (db: Db) =>
  db
    .tx('owner', (tx) =>
      tx.rows<{ name: string }>(sql`select relname as name from jidoka_partitions() order by 1`),
    )
    .then((rows) => rows.map(({ name }) => name.replace('measurement_', '')))

const viewer = {
  userId: 'v',
  roles: [{ siteId: 'mine', role: 'viewer' as const }],
  language: 'en' as const,
}

const attempt = (db: Db, role: DbRole, statement: string) =>
  db
    .tx(role, (tx) => tx.exec(statement), { principal: viewer })
    .then(() => 'done')
    .catch((error: Error) => error.message)

const roles = ['read', 'propose', 'decide', 'execute', 'ingest', 'app', 'chat'] as const

describeOnSharedStore('partitions of measurements', (store) => {
  it('are made for the months that rows speak of, however old or late', async () => {
    const db = store()
    const send = await makeTags(db, 'mine', ['t'])
    const days = ['2026-03-01', '2023-02-28', '1961-05-05', '1999-12-31', '2000-01-01']
    expect(
      await send(
        'measurement',
        days.map((day) => sample(day)),
      ),
    ).toMatchObject({ written: 5 })
    expect(await months(db)).toEqual(['2000_01', '2023_02', '2026_03', 'early'])
  })

  it('count an old row as changed and a new one as new, in small and large batches', async () => {
    const send = senderOf(store(), 'mine')
    const many = Array.from({ length: 300 }, (_, n) => ({
      ...{ tagId: 't', at: new Date(Date.UTC(2026, 0, 30) + n * 1e6).toISOString(), value: n },
    }))
    expect(await send('measurement', many)).toMatchObject({ written: 300, duplicates: 0 })
    expect(await send('measurement', many)).toMatchObject({ written: 0, duplicates: 300 })
    const changed = many.map((row) => ({ ...row, value: -row.value }))
    expect(await send('measurement', changed)).toMatchObject({ written: 299, duplicates: 1 })
    const few = [sample('2026-03-01', 2), sample('2026-03-01', 3), sample('2026-03-02')]
    expect(await send('measurement', few)).toMatchObject({ written: 2, duplicates: 1 })
    const [source] = await store().tx('read', (tx) =>
      tx.rows(
        sql`select rows from ingest_source where site_id = 'mine' and stream = 'measurement'`,
      ),
    )
    expect(source).toEqual({ rows: 5 + 300 + 1 })
  })

  it('are made once by many who need the same ones at once, in any order', async () => {
    const db = store()
    const sites = ['a', 'b', 'c', 'd', 'e', 'f']
    for (const site of sites) await makeTags(db, site, ['t'])
    const days = Array.from(
      { length: 12 },
      (_, month) => `2019-${String(month + 1).padStart(2, '0')}-05`,
    )
    const sent = await Promise.all(
      sites.map((site, at) => {
        const own = at % 2 === 0 ? days : days.toReversed()
        return senderOf(db, site)(
          'measurement',
          own.map((day) => sample(day)),
        )
      }),
    )
    expect(sent.map(({ written }) => written)).toEqual(sites.map(() => 12))
    expect((await months(db)).filter((name) => name.startsWith('2019'))).toHaveLength(12)
  })

  it('let nobody past the row rights of their table', async () => {
    const db = store()
    await db.tx('owner', (tx) => tx.exec('select jidoka_secure_tables()'))
    for (const role of roles) {
      for (const statement of [
        'select * from measurement_2026_03',
        'insert into measurement_2026_03 select * from measurement_2026_03',
        'update measurement_2026_03 set value = 0',
        'delete from measurement_2026_03',
        'truncate measurement_2026_03',
        'alter table measurement_2026_03 disable row level security',
        'alter table measurement detach partition measurement_2026_03',
        'drop table measurement_2026_03',
      ]) {
        expect(await attempt(db, role, statement), `${role}: ${statement}`).toMatch(
          /permission denied|must be owner/,
        )
      }
    }
    await senderOf(db, 'a')('measurement', [sample('2026-03-01')])
    const seen = await db.tx(
      'read',
      (tx) => tx.rows(sql`select distinct site_id from measurement`),
      { principal: viewer },
    )
    expect(seen).toEqual([{ site_id: 'mine' }])
    const hidden = await db.tx('owner', (tx) =>
      tx.rows(sql`select c.relname from jidoka_partitions() p join pg_class c on c.relname = p.relname
        where not c.relrowsecurity`),
    )
    expect(hidden).toEqual([])
  })

  it('are made and dropped by ingestion alone, and never after 2099', async () => {
    const db = store()
    const make = (at: string) => `select jidoka_make_partitions('{${at}}'::timestamptz[])`
    const drop = `select jidoka_drop_partition('1900-01-01', '400d', now())`
    for (const role of roles.filter((one) => one !== 'ingest')) {
      for (const call of [make('2031-01-01'), drop]) {
        expect(await attempt(db, role, call), role).toMatch(/permission denied for function/)
      }
    }
    const before = await months(db)
    for (const at of ['2100-01-01', 'infinity']) {
      expect(await attempt(db, 'ingest', make(at))).toMatch('after the year 2099')
    }
    for (const at of ['-infinity', '0044-03-15 BC', 'NULL']) {
      expect(await attempt(db, 'ingest', make(at))).toBe('done')
    }
    expect(await attempt(db, 'ingest', drop)).toBe('done')
    expect(await months(db)).toEqual(before)
  })
})
