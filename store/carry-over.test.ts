/** A store of the first gate, with what waited in it, brought to the present one. */

import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { dbOver } from './open.ts'
import { openPgliteEngine } from './pglite.ts'

/** `when` of 0007 in the journal: the last migration before versions, policy by rule and persons. */
const lastOfFirstGate = 1795522364018

test('a proposal, its decision and the rule of the first gate are carried over', async () => {
  const db = dbOver(await openPgliteEngine({ dataDir: null, template: null }))
  const files = readMigrationFiles({ migrationsFolder: 'migrations' })
  await db.tx('owner', async (tx) => {
    await tx.exec(`create table schema_migration
      (at bigint primary key, sha256 text not null, applied_at timestamptz not null default now())`)
    for (const file of files.filter(({ folderMillis }) => folderMillis <= lastOfFirstGate)) {
      for (const statement of file.sql) await tx.exec(statement)
      await tx.rows(
        sql`insert into schema_migration (at, sha256) values (${file.folderMillis}, ${file.hash})`,
      )
    }
    await tx.exec(`insert into policy_rule values ('suzhou', 'open_maintenance_ticket', 'high',
        '{supervisor}', 1, 60, '{}');
      insert into proposal (site_id, id, tool, version, status, risk, title_zh, title_en, args,
        args_sha256, preconditions, diff, evidence, tainted, requested_by, channel, idempotency_key,
        approver_roles, approvals_needed, created_at, expires_at) values ('suzhou', 'act_1',
        'open_maintenance_ticket', 1, 'pending', 'low', 't', 't', '{}',
        encode(sha256('{}'), 'hex'), '{}', '{"entries":[]}', '[]', false, 'operator@suzhou', 'web', 'k',
        '{supervisor}', 2, now(), now() + interval '1 hour');
      insert into decision values ('suzhou', 'act_1', 1, 'supervisor@suzhou', 'approve', null, null,
        'web', now())`)
  })
  expect(await migrate(db)).toBeGreaterThan(0)
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
  await db.close()
}, 60_000)
