/** Each role as a login of its own on a server: every way around the gate that SQL knows is shut. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestServerDb } from '../store/test-db.ts'
import { gateClock, requestsOf, seedGate } from './test-gate.ts'
import type { ProposalView } from './types.ts'

const roles = ['read', 'propose', 'decide', 'execute', 'ingest', 'app', 'chat', 'channel'] as const
type Role = (typeof roles)[number]
const gateTables = [
  'proposal',
  'proposal_version',
  'decision',
  'outbox',
  'policy_rule',
  'delegation',
]
const closed = /permission denied|must be owner|must be able to SET ROLE|cannot be executed/

describe.skipIf(process.env.JIDOKA_TEST_POSTGRES_URL === undefined)('a login of one role', () => {
  let db: Awaited<ReturnType<typeof openTestServerDb>>
  let shown: ProposalView
  const clients = new Map<Role, pg.Client>()
  const login = (role: Role) => `${new URL(db.url).pathname.slice(1)}_${role}`

  beforeAll(async () => {
    db = await openTestServerDb()
    await seedGate(db)
    shown = await requestsOf(db)('noise')
    for (const role of roles) {
      await db.tx('owner', (tx) =>
        tx.exec(`create role "${login(role)}" login password 'x' noinherit in role jidoka_${role}`),
      )
      const url = new URL(db.url)
      Object.assign(url, { username: login(role), password: 'x' })
      const client = new pg.Client({ connectionString: url.href })
      await client.connect()
      clients.set(role, client)
    }
  })
  afterAll(async () => {
    for (const client of clients.values()) await client.end()
    for (const role of roles) await db.tx('owner', (tx) => tx.exec(`drop role "${login(role)}"`))
    await db.close()
  })

  /** What the statements come to as this login in its role: rows, or the refusal. */
  async function as(role: Role, statements: string[]): Promise<string> {
    const client = clients.get(role)
    try {
      await client?.query(`begin; set local role jidoka_${role};
        select set_config('jidoka.sites', 'suzhou,group', true),
          set_config('jidoka.user', 'operator@suzhou', true)`)
      let last: unknown[] = []
      for (const statement of statements) last = (await client?.query(statement))?.rows ?? []
      return JSON.stringify(last)
    } catch (error) {
      return (error as Error).message
    } finally {
      await client?.query('rollback')
    }
  }

  const shut = [
    'reset role; set role postgres',
    'set session authorization postgres',
    'set session_replication_role = replica',
    'alter table proposal disable trigger all',
    'alter table audit_entry disable trigger audit_append_only',
    'drop trigger guard_proposal on proposal',
    'alter table proposal disable row level security',
    `create or replace function public.jidoka_user() returns text language sql as $$ select 'x' $$`,
    'create function public.mine() returns int language sql as $$ select 1 $$',
    'create view public.mine as select 1',
    'create schema mine',
    `select jidoka_audit('suzhou', now(), 'approved', 'me', 'x', null, null, '{}')`,
    'select jidoka_secure_gate()',
    `copy proposal from program 'true'`,
    'grant jidoka_execute to current_user',
  ]

  test.each(roles)('%s climbs to no other role and changes no guard', async (role) => {
    for (const other of roles.filter((one) => one !== role)) {
      expect(await as(role, ['reset role', `set role jidoka_${other}`]), other).toMatch(closed)
    }
    for (const statement of shut) expect(await as(role, [statement]), statement).toMatch(closed)
  })

  test.each(roles)(
    '%s writes no table of the gate, nor through a view of its own',
    async (role) => {
      for (const table of gateTables) {
        const view = [
          `create temp view mine as select * from ${table}`,
          'update mine set site_id = site_id',
        ]
        expect(await as(role, [`update ${table} set site_id = site_id`]), table).toMatch(closed)
        expect(await as(role, [`delete from ${table}`]), table).toMatch(closed)
        expect(await as(role, view), table).toMatch(closed)
      }
    },
  )

  test('tables and functions of one’s own do not stand in for those of the gate', async () => {
    const { siteId, id, version, argsSha256 } = shown
    const decide = `select public.jidoka_decide('${siteId}', '${id}', ${version}, '${argsSha256}',
      'approve', null, null, 'x', '${gateClock().toISOString()}') as outcome`
    const shadows = [
      'create temp table user_role (site_id text, user_id text, role text)',
      `insert into user_role values ('suzhou', 'operator@suzhou', 'supervisor')`,
      'create temp table proposal as select * from public.proposal',
      `create temp table policy_rule as select * from public.policy_rule`,
      `create function pg_temp.jidoka_user() returns text language sql as $$ select 'supervisor@suzhou' $$`,
      `create function pg_temp.jidoka_person(text) returns text language sql as $$ select 'x' $$`,
      'set local search_path = pg_temp, public',
    ]
    expect(await as('decide', [...shadows, decide])).toBe('[{"outcome":"not_an_approver"}]')
    expect(
      await as('execute', [
        ...shadows,
        `select * from public.jidoka_begin_execution('${siteId}',
      '${id}', '${argsSha256}')`,
      ]),
    ).toBe('[]')
  })
})
