import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import type { Db, Tx } from './db.ts'
import { migrate, migrationFiles } from './migrate.ts'
import { openEmptyServerDb, openTestDb } from './test-db.ts'

const before = 8
const opened: Db[] = []
afterEach(async () => {
  for (const db of opened.splice(0)) await db.close()
})

const hasServer = process.env.JIDOKA_TEST_POSTGRES_URL !== undefined

async function ofEarlierMigrations(): Promise<Db> {
  const db = await openEmptyServerDb()
  await migrate(db, migrationFiles().slice(0, before))
  return db
}

/** Making an embedded store anew takes ten times as long as setting one back. */
async function setBack(): Promise<Db> {
  const db = await openTestDb()
  const files = migrationFiles()
  const table = files[0]?.sql.find((statement) => statement.includes('CREATE TABLE "measurement" '))
  await db.tx('owner', async (tx) => {
    await tx.exec(`drop table measurement, measurement_hour, measurement_minute, measurement_due,
      retention; drop function jidoka_make_partitions, jidoka_drop_partition, jidoka_partitions,
      jidoka_audit_retention; ${table}; grant select, insert on measurement to jidoka_ingest,
      jidoka_read`)
    await tx.rows(sql`delete from schema_migration where at = ${files[before]?.folderMillis ?? 0}`)
  })
  return db
}

const rows = (tx: Tx) =>
  tx.rows(sql`select site_id, tag_id, at, value, quality from measurement order by value`)

describe.each([
  { kind: 'PGlite', make: setBack, skip: false },
  { kind: 'a Postgres server', make: ofEarlierMigrations, skip: !hasServer },
])('a store of the version before partitions, on $kind', ({ make, skip }) => {
  test.skipIf(skip)('keeps every measurement, by month, and notes it for roll-ups', async () => {
    const db = await make()
    opened.push(db)
    await db.tx('ingest', (tx) =>
      tx.exec(`insert into measurement (site_id, tag_id, at, value, quality)
        select 's', 't' || n % 3, '1987-03-01T00:30Z'::timestamptz + make_interval(days => 400 * n),
          n, case when n % 7 = 0 then 'bad' else 'good' end from generate_series(1, 36) n`),
    )
    const there = await db.tx('read', rows)
    expect(there).toHaveLength(36)
    expect(await migrate(db)).toBeGreaterThan(0)
    expect(await db.tx('read', rows)).toEqual(there)
    const [found] = await db.tx('owner', (tx) =>
      tx.rows(sql`select (select count(*)::int from measurement_due) as due,
        (select count(*)::int from jidoka_partitions()) as months,
        (select count(*)::int from measurement_early) as early,
        (select count(*)::int from pg_class where relname = 'measurement_whole') as left`),
    )
    expect(found).toEqual({ due: 36, months: 26, early: 11, left: 0 })
  })
})
