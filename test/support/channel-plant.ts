/**
 * A server with chat systems: store, gate, executor, inbox, outbox and HTTP as they are. Its agent is
 * the built-in one, or, with a script, one that says what a test wants and files real proposals.
 */
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { executeReady, propose } from '../../actions/index.ts'
import { ticketDraft, ticketEffect } from '../../actions/test-gate.ts'
import { type Answer, runTurn, type TurnEvent } from '../../agent/index.ts'
import { sha256 } from '../../base/canonical-json.ts'
import { type Clock, randomId } from '../../base/ports.ts'
import type { ChartSpec } from '../../charts/index.ts'
import { plantNow } from '../../factory/test-plant.ts'
import {
  type ChannelsConfig,
  type Deps,
  openChannels,
  type Provider,
  type Turn,
} from '../../server/test-channels.ts'
import { addPerson, openTestServer } from '../../server/test-server.ts'
import type { Db } from '../../store/index.ts'
import { openTestDb, openTestServerDb } from '../../store/test-db.ts'
import { catalog, effects } from '../../tools/index.ts'
import { serveOnLoopback } from './loopback.ts'

const openPlantDb = (): Promise<Db> =>
  process.env.JIDOKA_TEST_POSTGRES_URL === undefined ? openTestDb() : openTestServerDb()

export const lineChart: ChartSpec = {
  kind: 'line',
  title: { zh: '各产线 OEE', en: 'OEE by line' },
  unit: '%',
  labels: ['11-23', '11-24', '11-25'],
  series: [{ name: { zh: '一号线', en: 'Line 1' }, values: [71.5, 74.2, 73.1] }],
  caption: { zh: '苏州工厂，最近三天', en: 'Suzhou, the last three days' },
}

export const answerOf = (given: Partial<Answer> & { answer: string }): Answer => ({
  ...{ language: 'en', model: 'test', calls: [], figures: [], chart: null, citations: [] },
  ...{ proposals: [], abstained: false, reason: null, ask_back: null },
  ...given,
})

export type Scripted = (turn: Turn, file: (title: string) => Promise<Filed>) => Promise<Answer>
type Filed = { id: string; inbox_url: string }

/** Files a ticket, and answers with its proposal. */
export const filing =
  (title: string, said: Pick<Answer, 'answer' | 'language'>): Scripted =>
  async (_, file) => {
    const { id, inbox_url } = await file(title)
    const ref = { action_id: id, tool: 'open_maintenance_ticket', status: 'pending', inbox_url }
    return answerOf({ ...said, proposals: [{ ...ref, expires_at: '' }] })
  }

export async function channelPlant(
  config: (url: string) => ChannelsConfig,
  script: { answer: Scripted } | null,
  given: { db?: Db; holder?: string } = {},
) {
  const db = given.db ?? (await openPlantDb())
  const time = { now: script === null ? plantNow : new Date() }
  const clock = () => time.now
  let routes = new Hono()
  const http = await serveOnLoopback((request) => server.app.fetch(request))
  const server = await openTestServer({
    ...{
      db,
      clock,
      baseUrl: http.url,
      ...(script === null ? wholeAgent(db, clock, http.url) : {}),
    },
    ...(script === null ? {} : { effects: [ticketEffect], ask: (turn) => asked(turn, script) }),
    channelRoutes: new Hono().all('*', (c) => routes.fetch(c.req.raw)),
  })
  const channels = openChannels({
    ...{ deps: server.deps, config: config(http.url), holder: given.holder ?? 'test' },
  })
  routes = new Hono().route('/channels', channels.routes)
  routes.onError((error) => {
    throw error
  })
  const people = ['manager', 'viewer'] as const
  for (const role of people) {
    const roles = [{ siteId: 'suzhou', role }]
    await addPerson(server.deps, { userId: `${role}@suzhou`, roles })
  }
  const signal = new AbortController()

  async function* asked(turn: Turn, { answer: answerTo }: { answer: Scripted }) {
    const seq = await claimed(server.deps, turn)
    const told = (event: TurnEvent): TurnEvent => event
    yield told({ type: 'started', threadId: turn.threadId, seq, model: 'test' })
    yield told({ type: 'tool_started', id: 'c1', tool: 'query_kpi', args: {} })
    const answer = await answerTo(turn, (title) => fileAs(server.deps, turn, { seq, title }))
    await settled(db, turn, { seq, answer })
    for (const delta of answer.answer.split(/(?<=\n)/)) yield told({ type: 'text', delta })
    yield told({ type: 'done', answer })
  }

  const execute = () => {
    const { effects: known, routeOf } = server.deps
    return executeReady({ db, clock, effects: known, routeOf, signal: signal.signal })
  }
  const round = async () => {
    await channels.round(signal.signal)
    await execute()
  }
  return {
    ...{ server, db, channels, time, http, round, execute, signal },
    rounds: async (count: number, stepMs = 1_000) => {
      for (let at = 0; at < count; at += 1) {
        await round()
        time.now = new Date(time.now.getTime() + stepMs)
      }
    },
    link: (userId: string, account: { provider: Provider; tenant: string; externalUser: string }) =>
      linkAs(db, userId, account),
    audit: (event: string) => audited(db, event),
    outbox: () =>
      db.tx('owner', (tx) =>
        tx.rows<{ key: string; status: string; why: string | null; attempts: number }>(
          sql`select key, status, why, attempts from channel_outbox order by seq`,
        ),
      ),
    inbox: () =>
      db.tx('owner', (tx) =>
        tx.rows<{ key: string; status: string; why: string | null }>(
          sql`select key, status, why from channel_inbox order by seq`,
        ),
      ),
    close: async () => {
      signal.abort()
      await http.close()
      await server.close()
    },
  }
}

/** The tools and the agent of the product, with no model configured. */
function wholeAgent(db: Db, clock: Clock, baseUrl: string) {
  const deps = { db, clock, baseUrl, newId: randomId, tools: catalog, lexicons: new Map() }
  return { tools: catalog, effects, ask: (turn: Turn) => runTurn(deps, turn) }
}

export type ChannelPlant = Awaited<ReturnType<typeof channelPlant>>

async function claimed({ db, clock }: Deps, { principal, threadId, question }: Turn) {
  const [row] = await db.tx(
    'chat',
    async (tx) => {
      await tx.rows(sql`insert into thread values (${principal.userId}, ${threadId}, 'test',
        ${question}, ${clock()}) on conflict do nothing`)
      return tx.rows<{
        seq: number
      }>(sql`insert into turn (user_id, thread_id, seq, question, status,
          started_at) select ${principal.userId}, ${threadId}, 1 + coalesce(max(seq), 0), ${question},
          'running', ${clock()} from turn where user_id = ${principal.userId}
          and thread_id = ${threadId} returning seq`)
    },
    { principal },
  )
  return row?.seq ?? 0
}

type Ended = { seq: number; answer: Answer }

const settled = (db: Db, { principal, threadId }: Turn, { seq, answer }: Ended) =>
  db.tx(
    'chat',
    (tx) =>
      tx.rows(sql`update turn set status = 'done', answer = ${JSON.stringify(answer)}::jsonb
        where user_id = ${principal.userId} and thread_id = ${threadId} and seq = ${seq}`),
    { principal },
  )

type Filing = { seq: number; title: string }

async function fileAs(deps: Deps, turn: Turn, { seq, title }: Filing): Promise<Filed> {
  const { principal, threadId, channel } = turn
  const requester = { principal, channel, tainted: false }
  const filed = await propose(
    { ...deps, newId: randomId },
    { ...requester, idempotencyKey: `${threadId}/${seq}/${title}` },
    ticketDraft(title),
  )
  return { id: filed.id, inbox_url: `${deps.baseUrl}/inbox/${filed.siteId}/${filed.id}` }
}

/** As if the person had signed in by the link and sent the number: through the same two functions. */
async function linkAs(
  db: Db,
  userId: string,
  account: { provider: Provider; tenant: string; externalUser: string },
): Promise<void> {
  const { provider, tenant, externalUser } = account
  const [code, number] = [randomId('code'), '123456']
  const principal = { userId, roles: [], language: 'en' as const }
  const until = new Date(Date.now() + 600_000)
  await db.tx('channel', (tx) =>
    tx.rows(sql`insert into channel_link_offer (sha256, provider, tenant, external_user, expires_at)
      values (${sha256(code)}, ${provider}, ${tenant}, ${externalUser}, ${until})`),
  )
  const now = new Date()
  await db.tx(
    'channel',
    (tx) => tx.rows(sql`select jidoka_open_link(${sha256(code)}, ${sha256(number)}, ${now})`),
    { principal },
  )
  await db.tx('channel', (tx) =>
    tx.rows(sql`select jidoka_seal_link(${randomId('lnk')}, ${provider}, ${tenant}, ${externalUser},
      ${sha256(number)}, ${now})`),
  )
}

const audited = (db: Db, event: string) =>
  db.tx('owner', (tx) =>
    tx.rows<{ detail: Record<string, string>; channel: string }>(sql`
      select record::jsonb->'detail' as detail, record::jsonb->>'channel' as channel from audit_entry
      where record::jsonb->>'event' = ${event} order by site_id, seq`),
  )
