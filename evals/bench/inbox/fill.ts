import { sql } from 'drizzle-orm'
import { propose } from '../../../actions/index.ts'
import type { Principal } from '../../../base/principal.ts'
import type { Db } from '../../../store/index.ts'

const operator: Principal = {
  userId: 'operator@suzhou',
  roles: [{ siteId: 'suzhou', role: 'operator' }],
  language: 'en',
}

const evidence = [
  {
    kind: 'figure' as const,
    label: { zh: '近 7 天停机时间', en: 'Downtime of the last 7 days' },
    value: { zh: '310 分钟', en: '310 min' },
    at: null,
  },
]

const entries = ['Equipment', 'Kind', 'Priority', 'Title', 'Description'].map((en) => ({
  label: { zh: en, en },
  before: null,
  after: `${en} as it would be, in a few words`,
}))

/** Through the gate itself, a minute apart, so that each has its own place in the list. */
export async function fillInbox(db: Db, count: number): Promise<void> {
  const shared = JSON.stringify({
    ...{ site_id: 'suzhou', tool: 'open_maintenance_ticket', title_zh: '工单', title_en: 'Ticket' },
    ...{ preconditions: {}, diff: { entries }, evidence, prediction: null },
    ...{ tainted: false, channel: 'web' },
  })
  const now = new Date()
  await db.tx(
    'propose',
    (tx) =>
      tx.rows(sql`select count(jidoka_propose(${shared}::jsonb || jsonb_build_object(
          'id', 'act_' || n, 'idempotency_key', 'bench ' || n, 'args', '{"n":' || n || '}'),
          ${now}::timestamptz - make_interval(secs => n)))
        from generate_series(1, ${count}::int) n`),
    { principal: operator, timeoutMs: 600_000 },
  )
  await db.tx('owner', (tx) => tx.exec('analyze'), { timeoutMs: 300_000 })
}

export async function fileOne(deps: Parameters<typeof propose>[0], key: string): Promise<string> {
  const requester = { principal: operator, channel: 'web', tainted: false, idempotencyKey: key }
  const filed = await propose(deps, requester, {
    ...{ siteId: 'suzhou', tool: 'open_maintenance_ticket', title: { zh: key, en: key } },
    ...{ args: { key }, preconditions: {}, diff: { entries }, prediction: null, evidence },
  })
  return filed.id
}
