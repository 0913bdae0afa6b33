/** A store of the first version, with what was kept and what waited in it, brought to the present one. */
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db, Tx } from './db.ts'
import { migrate } from './migrate.ts'
import { dbOver } from './open.ts'
import { openPgliteEngine } from './pglite.ts'
import { openEmptyServerDb } from './test-db.ts'

/** `when` of 0007 in the journal: measurements in one table, a policy of one rule a tool. */
const lastOfThen = 1795522364018

const stores = [
  {
    kind: 'PGlite',
    make: async () => dbOver(await openPgliteEngine({ dataDir: null, template: null })),
    skip: false,
  },
  {
    kind: 'a Postgres server',
    make: openEmptyServerDb,
    skip: process.env.JIDOKA_TEST_POSTGRES_URL === undefined,
  },
]

async function becomeOld(tx: Tx): Promise<void> {
  await tx.exec(`create table schema_migration
    (at bigint primary key, sha256 text not null, applied_at timestamptz not null default now())`)
  const files = readMigrationFiles({ migrationsFolder: 'migrations' })
  for (const file of files.filter(({ folderMillis }) => folderMillis <= lastOfThen)) {
    for (const statement of file.sql) await tx.exec(statement)
    await tx.rows(
      sql`insert into schema_migration (at, sha256) values (${file.folderMillis}, ${file.hash})`,
    )
  }
}

/** Samples of 36 months since 1988, and a proposal that one of two people has approved. */
const what = `
  insert into measurement (site_id, tag_id, at, value, quality)
    select 's', 't' || n % 3, '1987-03-01T00:30Z'::timestamptz + make_interval(days => 400 * n),
      n, case when n % 7 = 0 then 'bad' else 'good' end from generate_series(1, 36) n;
  insert into policy_rule values ('suzhou', 'open_maintenance_ticket', 'high',
    '{supervisor}', 1, 60, '{}');
  insert into proposal (site_id, id, tool, version, status, risk, title_zh, title_en, args,
    args_sha256, preconditions, diff, evidence, tainted, requested_by, channel, idempotency_key,
    approver_roles, approvals_needed, created_at, expires_at) values ('suzhou', 'act_1',
    'open_maintenance_ticket', 1, 'pending', 'low', 't', 't', '{}',
    encode(sha256('{}'), 'hex'), '{}', '{"entries":[]}', '[]', false, 'operator@suzhou', 'web', 'k',
    '{supervisor}', 2, now(), now() + interval '1 hour');
  insert into decision values ('suzhou', 'act_1', 1, 'supervisor@suzhou', 'approve', null, null,
    'web', now());
  insert into document (site_id, id, title, language) values ('suzhou', 'sop', 't', 'en');
  insert into document_revision (site_id, document_id, revision, sha256, media_type, file_name, parser,
      status, effective_from, effective_until, content)
    values ('suzhou', 'sop', 1, 'a', 'text/plain', 'a', 'p', 'retired', '2020-01-01Z', '2020-02-01Z', 'a'),
      ('suzhou', 'sop', 2, 'b', 'text/plain', 'b', 'p', 'effective', '2020-02-01Z', null, 'b'),
      ('suzhou', 'sop', 3, 'c', 'text/plain', 'c', 'p', 'draft', '2020-03-01Z', null, 'c');
  insert into chunk (site_id, document_id, revision, seq, heading_path, text, language, terms, term_count,
      effective)
    select 'suzhou', 'sop', n, 1, '{}', 't', 'en', '''t'':1', 1, case n when 2 then 1 else 0 end
    from generate_series(1, 3) n`

const samples = (tx: Tx) =>
  tx.rows(sql`select site_id, tag_id, at, value, quality from measurement order by value`)

describe.each(stores)('an upgrade on $kind', ({ make, skip }) => {
  let db: Db
  let before: unknown[]

  beforeAll(async () => {
    if (skip) return
    db = await make()
    await db.tx('owner', async (tx) => {
      await becomeOld(tx)
      await tx.exec(what)
    })
    before = await db.tx('owner', samples)
    expect(await migrate(db)).toBeGreaterThan(0)
  }, 120_000)
  afterAll(() => db?.close())

  test.skipIf(skip)('keeps every measurement, by month, and notes it for roll-ups', async () => {
    expect(before).toHaveLength(36)
    expect(await db.tx('read', samples)).toEqual(before)
    const [found] = await db.tx('owner', (tx) =>
      tx.rows(sql`select (select count(*)::int from measurement_due) as due,
        (select count(*)::int from jidoka_partitions()) as months,
        (select count(*)::int from measurement_early) as early,
        (select count(*)::int from pg_class where relname = 'measurement_whole') as left`),
    )
    expect(found).toEqual({ due: 36, months: 26, early: 11, left: 0 })
  })

  test.skipIf(skip)(
    'carries over what waits, its decision and the rule that judges it',
    async () => {
      const [row] = await db.tx('read', (tx) =>
        tx.rows(sql`select p.authors, p.policy_site, p.policy_rule, p.policy_version, d.authority,
        v.version, r.approvals_needed from proposal p join decision d on d.proposal_id = p.id
        join proposal_version v on v.proposal_id = p.id join policy_rule r
        on (r.site_id, r.rule, r.version) = (p.policy_site, p.policy_rule, p.policy_version)`),
      )
      expect(row).toEqual({
        ...{ authors: ['operator@suzhou'], authority: 'supervisor@suzhou', version: 1 },
        ...{ policy_site: 'suzhou', policy_rule: 'open_maintenance_ticket', policy_version: 1 },
        approvals_needed: 2,
      })
    },
  )

  test.skipIf(skip)('keeps when each revision was in force', async () => {
    const rows = await db.tx('read', (tx) =>
      tx.rows(sql`select r.revision, lower(r.in_force) as from, upper(r.in_force) as until,
        c.in_force = r.in_force as same, c.effective from document_revision r
        join chunk c using (site_id, document_id, revision) order by 1`),
    )
    const [january, february] = [new Date('2020-01-01Z'), new Date('2020-02-01Z')]
    expect(rows).toEqual([
      { revision: 1, from: january, until: february, same: true, effective: 0 },
      { revision: 2, from: february, until: null, same: true, effective: 1 },
      { revision: 3, from: null, until: null, same: true, effective: 0 },
    ])
  })
})
