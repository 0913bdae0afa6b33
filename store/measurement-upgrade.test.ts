import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import type { Db } from './db.ts'
import { migrate, migrationFiles } from './migrate.ts'
import { openEmptyDb, openEmptyServerDb } from './test-db.ts'

const opened: Db[] = []
afterEach(async () => {
  for (const db of opened.splice(0)) await db.close()
})

const hasServer = process.env.JIDOKA_TEST_POSTGRES_URL !== undefined

describe.each([
  { kind: 'PGlite', make: openEmptyDb, skip: false },
  { kind: 'a Postgres server', make: openEmptyServerDb, skip: !hasServer },
])('a store of the version before partitions, on $kind', ({ make, skip }) => {
  test.skipIf(skip)(
    'keeps every measurement, by month, and notes it for the roll-ups',
    async () => {
      const db = await make()
      opened.push(db)
      await migrate(db, migrationFiles().slice(0, 8))
      await db.tx('ingest', (tx) =>
        tx.exec(`insert into measurement (site_id, tag_id, at, value, quality)
        select 's', 't' || n % 3, '1987-03-01T00:30Z'::timestamptz + make_interval(days => 400 * n),
          n, case when n % 7 = 0 then 'bad' else 'good' end from generate_series(1, 36) n`),
      )
      const all = (tx: Parameters<Parameters<Db['tx']>[1]>[0]) =>
        tx.rows(sql`select site_id, tag_id, at, value, quality from measurement order by value`)
      const before = await db.tx('read', all)
      expect(await migrate(db)).toBe(migrationFiles().length - 8)
      expect(await db.tx('read', all)).toEqual(before)
      const [found] = await db.tx('owner', (tx) =>
        tx.rows(sql`select (select count(*)::int from measurement_due) as due,
        (select count(*)::int from jidoka_partitions()) as months,
        (select count(*)::int from measurement_early) as early,
        (select count(*)::int from pg_class where relname = 'measurement_whole') as left`),
      )
      expect(found).toEqual({ due: 36, months: 26, early: 11, left: 0 })
    },
    120_000,
  )
})
