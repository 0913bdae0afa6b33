import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Db, DbRole } from '../store/index.ts'
import { describeOnEachStore } from '../store/test-db.ts'
import { decide } from './decide.ts'
import { gateClock, operator, requestsOf, seedGate, supervisor } from './test-gate.ts'

const denied = /permission denied|cannot assign to system column/
const refused = /permission denied|needs an approved action|append-only/

async function tablesOf(db: Db): Promise<string[]> {
  const rows = await db.tx('owner', (tx) =>
    tx.rows<{ name: string }>(sql`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v') order by 1`),
  )
  return rows.map(({ name }) => name)
}

const writesTo = (table: string) => [
  // Overriding, or an identity column is complained of before the right is asked for.
  `insert into "${table}" overriding system value select * from "${table}"`,
  `update "${table}" set ctid = ctid`,
  `delete from "${table}"`,
  `truncate "${table}"`,
]

/** What came of each: in one block, as some thousand transactions would take a minute. */
async function outcomes(db: Db, role: DbRole, statements: string[]) {
  const block = `do $outcomes$
    declare statement text; said text[];
    begin
      foreach statement in array array[$list$${statements.join('$list$, $list$')}$list$] loop
        begin
          execute statement;
          said := said || 'done'::text;
        exception when others then
          said := said || sqlerrm;
        end;
      end loop;
      perform set_config('test.said', array_to_json(said)::text, true);
    end $outcomes$`
  const said = await db.tx(
    role,
    async (tx) => {
      await tx.exec(block)
      return (await tx.rows<{ said: string }>(sql`select current_setting('test.said') as said`))[0]
    },
    { principal: operator },
  )
  const each = JSON.parse(said?.said ?? '[]') as string[]
  return statements.map((statement, at) => ({ statement, outcome: each[at] }))
}

const attempt = (db: Db, role: DbRole, statement: string) =>
  db
    .tx(role, (tx) => tx.exec(statement), { principal: operator })
    .then(() => 'done')
    .catch((error: Error) => error.message)

describeOnEachStore('database roles', (open) => {
  const start = async () => {
    const db = await open()
    await seedGate(db)
    return db
  }

  test.each<DbRole>(['read', 'propose', 'decide'])(
    'under %s no table accepts any write',
    async (role) => {
      const db = await start()
      const tables = await tablesOf(db)
      expect(tables.length).toBeGreaterThan(40)
      const writes = [...tables.flatMap(writesTo), `create table x_${role} (a int)`]
      for (const { statement, outcome } of await outcomes(db, role, writes)) {
        expect(outcome, statement).toMatch(denied)
      }
    },
  )

  test('under report saved views and subscriptions alone accept a write', async () => {
    const db = await start()
    const others = (await tablesOf(db)).filter(
      (table) => table !== 'saved_view' && table !== 'report_subscription',
    )
    for (const { statement, outcome } of await outcomes(db, 'report', others.flatMap(writesTo))) {
      expect(outcome, statement).toMatch(denied)
    }
  })

  const ticket = (origin: string, action: string) => `insert into ticket (site_id, id, equipment_id,
    kind, status, priority, title, opened_at, origin, action_id) values ('suzhou', 'T1', 'M', 'corrective',
    'open', 'low', 't', now(), '${origin}', ${action})`
  const version = (
    origin: string,
    action: string,
  ) => `insert into schedule_version (site_id, id, status,
    origin, action_id, published_at, published_by, indicators) values ('suzhou', 'S1', 'current',
    '${origin}', ${action}, now(), 'x', '{}')`

  test('the executor writes no effect without an approved action, nor does the owner', async () => {
    const db = await start()
    const filed = await requestsOf(db)('noise')
    const approved = await requestsOf(db)('noise')
    for (const role of ['execute', 'owner', 'ingest'] as const) {
      for (const effect of [ticket, version]) {
        for (const action of ['null', `'act_x'`, `'${filed.id}'`, `'${approved.id}'`]) {
          const statement = effect('action', action)
          expect(await attempt(db, role, statement), `${role}: ${statement}`).toMatch(refused)
        }
      }
    }
    expect(await attempt(db, 'execute', ticket('import', 'null'))).toMatch(refused)
    expect(await attempt(db, 'ingest', ticket('import', 'null'))).toBe('done')
    expect(await attempt(db, 'execute', `update ticket set title = 'x'`)).toMatch(refused)
    expect(await attempt(db, 'owner', `update ticket set title = 'x'`)).toMatch(refused)
    expect(await attempt(db, 'ingest', `update ticket set origin = 'action'`)).toMatch(refused)
  })

  test('a metric is seeded once and changed by an approved action only', async () => {
    const db = await start()
    const metric = (values: string) =>
      `insert into metric_version (site_id, id, version, status, definition, origin, action_id)
        values (${values})`
    const seed = metric(`'group', 'm', 1, 'approved', '{}', 'seed', null`)
    expect(await attempt(db, 'ingest', seed)).toBe('done')
    const second = metric(`'group', 'm', 2, 'approved', '{}', 'seed', null`)
    const atSite = metric(`'suzhou', 'n', 1, 'approved', '{}', 'seed', null`)
    const byAction = metric(`'group', 'm', 2, 'approved', '{}', 'action', 'act_x'`)
    for (const role of ['execute', 'owner', 'ingest'] as const) {
      for (const statement of [second, atSite, byAction]) {
        expect(await attempt(db, role, statement), `${role}: ${statement}`).toMatch(refused)
      }
      expect(await attempt(db, role, `update metric_version set status = 'retired'`)).toMatch(
        refused,
      )
      expect(await attempt(db, role, 'delete from metric_version')).toMatch(refused)
      expect(await attempt(db, role, 'truncate metric_version')).toMatch(refused)
    }
  })

  test('an approval covers its own action, tool, arguments and transaction only', async () => {
    const db = await start()
    const filed = await requestsOf(db)('noise')
    const { siteId, id, version: shown, argsSha256 } = filed
    const input = { siteId, id, version: shown, argsSha256, verdict: 'approve' as const }
    await decide({ db, clock: gateClock }, { principal: supervisor, channel: 'test' }, input)
    const begin = (hash: string) =>
      `select * from jidoka_begin_execution('suzhou', '${id}', '${hash}')`
    const finish = `select jidoka_finish_execution('suzhou', '${id}', 'done', '{}', now())`
    const own = ticket('action', `'${id}'`)
    expect(await attempt(db, 'execute', own)).toMatch(refused)
    expect(await attempt(db, 'execute', `${begin('0'.repeat(64))}; ${own}`)).toMatch(refused)
    expect(
      await attempt(db, 'execute', `${begin(argsSha256)}; ${version('action', `'${id}'`)}`),
    ).toMatch(refused)
    expect(
      await attempt(db, 'execute', `${begin(argsSha256)}; ${ticket('action', `'act_x'`)}`),
    ).toMatch(refused)
    expect(await attempt(db, 'execute', `${begin(argsSha256)}; ${own}`)).toMatch('not finished')
    expect(await attempt(db, 'execute', finish)).toMatch('not being executed here')
    expect(await attempt(db, 'execute', `${begin(argsSha256)}; ${own}; ${finish}`)).toBe('done')
    expect(await attempt(db, 'execute', `${begin(argsSha256)}; ${own}`)).toMatch(refused)
  })

  test('nobody rewrites the record, the owner included', async () => {
    const db = await start()
    await requestsOf(db)('noise')
    for (const statement of [
      'update lesson set version = 2',
      'delete from playbook_event',
      'delete from playbook',
      `update audit_entry set record = ''`,
      'delete from audit_entry',
      'truncate audit_entry',
      'delete from audit_head',
      'delete from decision',
      'delete from document_revision',
      `update document_revision set content = ''`,
    ]) {
      expect(await attempt(db, 'owner', statement), statement).toMatch('append-only')
      const replica = `set local session_replication_role = replica; ${statement}`
      expect(await attempt(db, 'owner', replica), replica).toMatch('append-only')
    }
  })

  test('nobody moves a proposal otherwise than the diagram says, the owner included', async () => {
    const db = await start()
    const filed = await requestsOf(db)('noise')
    const set = (change: string) => `update proposal set ${change} where id = '${filed.id}'`
    const forged = `insert into decision (site_id, proposal_id, version, decided_by, authority, verdict,
      channel, at) values ('suzhou', '${filed.id}', 1, '%', '%', 'approve', 'x', now())`
    for (const statement of [
      ...['approved', 'done', 'rejected', 'stale', 'compensated'].map((to) =>
        set(`status = '${to}'`),
      ),
      set(`approvals_needed = 0, version = 2, args_sha256 = 'x'`),
      set('approvals_needed = 0'),
      set(`requested_by = 'somebody@suzhou'`),
      set(`authors = '{}', version = 2`),
      forged.replaceAll('%', 'operator@suzhou'),
      forged.replaceAll('%', 'nobody@suzhou'),
    ]) {
      expect(await attempt(db, 'owner', statement), statement).toMatch('the gate refuses this')
    }
  })

  test('each role calls its own functions of the gate and no other', async () => {
    const db = await start()
    const calls = new Map<string, DbRole | null>([
      [`select jidoka_propose('{}', now())`, 'propose'],
      [`select jidoka_decide('s', 'i', 1, '', 'approve', null, null, 'c', now())`, 'decide'],
      [`select jidoka_begin_execution('s', 'i', '')`, 'execute'],
      ['select jidoka_expire(now())', 'execute'],
      ['select jidoka_escalate(now())', 'execute'],
      [`select jidoka_edit('{}', 1, '', '', 'c', now())`, 'decide'],
      [`select jidoka_withdraw('s', 'i', null, 'c', now())`, 'decide'],
      [`select jidoka_claim('s', 'i', 1, 'c', now())`, 'decide'],
      [`select jidoka_delegate('{}', 'c', now())`, 'decide'],
      [`select jidoka_revoke_delegation('s', 'i', 'c', now())`, 'decide'],
      [`select jidoka_hand_over('s', 'i', 't', 'n', 'c', now())`, 'decide'],
      [`select jidoka_take_over('s', 'i', 'c', now())`, 'decide'],
      [`select jidoka_note_refusal('s', 'i', 'w', 'c', now())`, 'decide'],
      [`select jidoka_retry_delivery('s', 'i', 'c', now())`, 'decide'],
      [`select jidoka_settle_delivery('s', 'i', 'done', 'r', 'c', now())`, 'decide'],
      [`select jidoka_send('s', 'i', 'c', true, now())`, 'execute'],
      [`select jidoka_claim_delivery('{}', now(), now())`, 'execute'],
      [`select jidoka_end_try('s', 'i', 1, 'dead', false, 'w', null, now())`, 'execute'],
      [`select jidoka_begin_delivered('s', 'i', 1)`, 'execute'],
      [`select jidoka_end_delivered('s', 'i', 1, 'done', 'r', '{}', now())`, 'execute'],
      [`select jidoka_compensated('s', 'i', 'j', now())`, 'execute'],
      [`select jidoka_put_lesson('{"sources": []}', 'c', now())`, 'decide'],
      [`select jidoka_retire_lesson('s', 1, null, 'c', now())`, 'decide'],
      [`select jidoka_disarm_playbook('s', 'n', null, 'c', now())`, 'decide'],
      [`select jidoka_right(null, 'x', now())`, null],
      [`select jidoka_publish_view('s', '', 'v', 1, 'c', now())`, 'report'],
      [`select jidoka_unpublish_view('s', '', 'v', 'c', now())`, 'report'],
      [`select jidoka_order_page('s', '', '{}', 'c', now())`, 'report'],
      [`select jidoka_audit('s', now(), 'e', 'a', 'c', null, null, '{}')`, null],
      ['select jidoka_secure_tables()', null],
      ['select jidoka_secure_documents()', null],
      [`select jidoka_set_in_force('s', 'd', 1, now(), null)`, null],
      [`select jidoka_own_document('s', 'd', 1, now(), null, 'x', now())`, 'ingest'],
      [`select jidoka_set_term('s', 'a', '{}', now())`, 'execute'],
      [`select jidoka_publish_document('s', 'a', 'd', 1, now(), null)`, 'execute'],
      [`select jidoka_hold_document('s', 'd')`, 'execute'],
      [`select jidoka_find_words('{}', null, null, null, now())`, 'read'],
      [`select jidoka_post_passages('{}')`, null],
      [`select jidoka_give_feedback('{}', now())`, 'chat'],
      [`select jidoka_note_unanswered('{}', now())`, 'chat'],
      [`select jidoka_close_unanswered('s', 'k', now())`, 'chat'],
      [`select jidoka_review_document('{}', 'c', now())`, 'decide'],
      [`select jidoka_act_on_alert('s', 'i', 'acknowledge', '{}', 'c', now())`, 'decide'],
      [`select jidoka_put_on_call('{}', 'c', now())`, 'decide'],
      [`select jidoka_set_silence('{}', 'c', now())`, 'decide'],
      [`select jidoka_end_watch('silence', 's', 'i', 'c', now())`, 'decide'],
      [`select jidoka_read_messages('s', '{}', now())`, 'decide'],
      ['select jidoka_secure_alerts()', null],
      [`select jidoka_share_report('{}', now())`, 'report'],
      [`select * from jidoka_open_share('x', now())`, 'report'],
      [`select jidoka_end_share('s', 'i', now())`, 'report'],
      ['select jidoka_secure_shares()', null],
      [`select jidoka_forget_told('alert_message', now(), 1)`, 'ingest'],
      [`select * from jidoka_lent_now(now())`, null],
      [`select * from jidoka_linked_delegates('s', '{}', '{}', now())`, 'channel'],
      [`select * from jidoka_lent_roles(now())`, 'channel'],
      [`select jidoka_lending_stamp(now())`, 'channel'],
      [`select jidoka_audience('{}')`, 'channel'],
      [`select jidoka_linked_deciders('s', '{}')`, 'channel'],
      [`select jidoka_open_link('h', 'n', now())`, 'channel'],
      [`select jidoka_seal_link('i', 'p', 't', 'e', 'n', now())`, 'channel'],
      [`select jidoka_revoke_link('i', 'c', now())`, 'channel'],
      [`select jidoka_note_channel('c', 'w', 'a', now())`, 'channel'],
      ['select jidoka_secure_channels()', null],
      [`select jidoka_note_account('group', 'approved', '{}', 'x', 'web', now())`, 'app'],
      ['select jidoka_secure_accounts()', null],
    ])
    const roles = [
      ...([
        'read',
        'propose',
        'decide',
        'execute',
        'ingest',
        'app',
        'chat',
        'report',
        'channel',
      ] as const),
    ]
    for (const role of roles) {
      const said = await outcomes(db, role, [...calls.keys()])
      for (const { statement, outcome } of said) {
        if (role === calls.get(statement)) expect(outcome).not.toMatch(/permission denied for/)
        else expect(outcome, `${role}: ${statement}`).toMatch(/permission denied for function/)
      }
    }
  })
})
