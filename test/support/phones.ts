/** The phones of the people on call: what WeCom shows them, on loopback, and when it came. */
import { sql } from 'drizzle-orm'
import type { Db } from '../../store/index.ts'
import { startWecom } from '../fakes/wecom.ts'
import { agentId, appSecret, corpId, wecomKeys } from '../fakes/wecom-keys.ts'

export type Phones = {
  /** What `jidoka.yaml` says of them, and the secrets that it names. */
  config: string
  env: Record<string, string>
  /** When each phone first showed something; milliseconds since 1970. */
  firstAt: () => Map<string, number>
  count: () => number
  /** Most messages that came on one phone since an instant. */
  mostSince: (ms: number) => number
  close: () => Promise<void>
}

export async function startPhones(): Promise<Phones> {
  const fake = await startWecom(() => new Date())
  const { sent } = fake.state
  return {
    config: `
channels:
  wecom:
    corpId: ${corpId}
    apiUrl: ${fake.url}
    allowPrivate: true
    app: { agentId: ${agentId}, secret: "\${BENCH_SECRET}", token: "\${BENCH_TOKEN}", aesKey: "\${BENCH_KEY}" }
`,
    env: {
      BENCH_SECRET: appSecret,
      BENCH_TOKEN: wecomKeys.token.reveal(),
      BENCH_KEY: wecomKeys.aesKey.reveal(),
    },
    // Later ones first, so that the first one stays.
    firstAt: () => new Map(sent.toReversed().map(({ user, at }) => [user, at])),
    count: () => new Set(sent.map(({ user }) => user)).size,
    mostSince: (ms) => {
      const since = sent.filter(({ at }) => at >= ms)
      const byUser = Map.groupBy(since, ({ user }) => user)
      return Math.max(0, ...[...byUser.values()].map((own) => own.length))
    },
    close: fake.close,
  }
}

/** As if each person had linked the account that is called like their place. */
export async function linkPhones(db: Db, people: { userId: string; phone: string }[]) {
  const rows = JSON.stringify(people.map((one) => ({ ...one, id: `link ${one.phone}` })))
  await db.tx('owner', (tx) =>
    tx.rows(sql`insert into channel_link (id, provider, tenant, external_user, user_id, linked_at)
      select id, 'wecom', ${corpId}, phone, "userId", now()
      from json_to_recordset(${rows}::json) as p(id text, phone text, "userId" text)`),
  )
}
