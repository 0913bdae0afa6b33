/**
 * Two servers of the product on one database, chat systems whose calls and sockets break, servers
 * that are killed, and people who write meanwhile: what each of them sees in the end.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { seeded } from '../../base/random.ts'
import { ingest } from '../../factory/index.ts'
import type { Db } from '../../store/index.ts'
import { type FakeSlack, startSlack, team } from '../fakes/slack.ts'
import { type FakeWecom, startWecom } from '../fakes/wecom.ts'
import { agentId, corpId, sealed, xmlOf } from '../fakes/wecom-keys.ts'
import { type Replica, replicaOf } from './channel-replica.ts'
import { addPersonRows } from './person-rows.ts'

export type ChaosOptions = {
  db: Db & { url: string }
  /** Of each person. */
  questions: number
  /** Servers killed with SIGKILL while people write, and whether they come back. */
  kills: number
  killed: 'for good' | 'and started again'
  seed: number
  tell?: (line: string) => void
}

export type Chaos = {
  asked: number
  lost: number
  doubled: number
  outOfOrder: number
  /** Calls and sockets that the chat systems broke. */
  broken: number
  /** Messages of which nobody knows whether they came, or that were given up. */
  undecided: number
  mostSockets: number
  /** Times that one of our own connections pushed out the other. */
  displaced: number
  details: string[]
}

type Dice = () => number
type Tally = { calls: number }

/** A fifth of the connections breaks, before or after what was asked is done; more answers are wrong. */
const faults = [
  [0.1, 'cut'],
  [0.2, 'lost'],
  [0.23, 'rate'],
  [0.26, 'error_before'],
  [0.29, 'error_after'],
  [0.292, 'hang'],
] as const

const weatherOf = (dice: Dice, tally: Tally) => ({
  fault: () => {
    const thrown = dice()
    const fault = faults.find(([below]) => thrown < below)?.[1]
    if (fault !== undefined) tally.calls += 1
    return fault
  },
  drops: () => {
    const drops = dice() < 0.2
    if (drops) tally.calls += 1
    return drops
  },
})

/** WeCom's limit of a minute would have everybody wait for it; that of calls at once is over in two seconds. */
const crowded = ({ fault, drops }: ReturnType<typeof weatherOf>) => ({
  drops,
  fault: () => {
    const given = fault()
    return given === 'rate' ? ('crowd' as const) : given
  },
})

const site = 'chaos'
const people = [1, 2].map((n) => ({
  ...{ id: `operator-${n}`, slackUser: `U00000000A${n}`, botUser: `operator-${n}-bot` },
}))
const machineOf = (n: number) => `M${100 + n}`
const questionOf = (n: number) => `What does ${machineOf(n)} do now?`
/** Which of the questions an answer is about. */
const numberIn = (text: string): number => Number(/M(\d{3})/.exec(text)?.[1] ?? 99) - 100

async function settle(db: Db, questions: number): Promise<void> {
  const deps = { db, clock: () => new Date() }
  const to = { siteId: site, source: 'erp' } as const
  const named = (id: string) => ({ id, nameZh: id, nameEn: id })
  await ingest(deps, {
    ...{ ...to, stream: 'site' },
    rows: [{ nameZh: site, nameEn: site, zone: 'Asia/Shanghai' }],
  })
  await ingest(deps, {
    ...{ ...to, stream: 'equipment' },
    rows: Array.from({ length: questions }, (_, n) => ({
      ...named(machineOf(n)),
      level: 'machine' as const,
    })),
  })
  await addPersonRows(
    db,
    people.map(({ id }) => ({ userId: id, siteId: site, role: 'operator' })),
  )
  const links = people.flatMap(({ id, slackUser, botUser }) => [
    { id: `${id} slack`, provider: 'slack', tenant: team, account: slackUser, person: id },
    { id: `${id} app`, provider: 'wecom', tenant: corpId, account: id, person: id },
    { id: `${id} bot`, provider: 'wecom', tenant: corpId, account: botUser, person: id },
  ])
  await db.tx('owner', (tx) =>
    tx.rows(sql`insert into channel_link (id, provider, tenant, external_user, user_id, linked_at)
      select id, provider, tenant, account, person, now() from json_to_recordset(
        ${JSON.stringify(links)}::json) as l(id text, provider text, tenant text, account text, person text)`),
  )
}

type Scene = { db: Db; slack: FakeSlack; wecom: FakeWecom; replicas: Replica[]; dice: Dice }

/** A vendor sends again what nobody acknowledged. */
async function untilTaken(what: string, offer: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    if (await offer()) return
    await delay(250)
  }
  throw new Error(`nobody takes ${what}`)
}

async function within(ms: number, isSo: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < ms; waited += 20) {
    if (isSo()) return true
    await delay(20)
  }
  return isSo()
}

type Person = (typeof people)[number]

const room = ({ slackUser }: Person) => `D${slackUser.slice(1)}`
const threadTs = '1700000000.000001'

/** All in one thread, where their order is seen. */
async function askInSlack({ slack }: Scene, person: Person, n: number): Promise<void> {
  const payload = {
    ...{ type: 'event_callback', team_id: team, event_id: `Ev ${person.id} ${n}` },
    event: {
      ...{ type: 'message', channel_type: 'im', user: person.slackUser, text: questionOf(n) },
      ...{ channel: room(person), ts: `18000000${10 + n}.0`, thread_ts: threadTs },
    },
  }
  await untilTaken(`${person.id} ${n} in Slack`, async () => {
    if (slack.sockets.size === 0) return false
    const id = slack.sendEnvelope('events_api', payload)
    return within(1_000, () => slack.acknowledged.has(id))
  })
}

async function askInApp({ replicas, dice }: Scene, person: Person, n: number): Promise<void> {
  const fields = { FromUserName: person.id, CreateTime: '1', MsgType: 'text' }
  const xml = xmlOf({
    ...{ ...fields, Content: questionOf(n), MsgId: `${person.id} ${n}`, AgentID: String(agentId) },
  })
  await untilTaken(`${person.id} ${n} in the app`, async () => {
    const up = replicas.flatMap((one) => one.address() ?? [])
    const url = up[Math.floor(dice() * up.length)]
    const { query, body } = sealed(xml, new Date())
    const address = `${url}/channels/wecom/callback?${query}`
    const reply = await fetch(address, { method: 'POST', body }).catch(() => null)
    return reply?.status === 200
  })
}

/** The bot acknowledges nothing, so its people ask again until it is seen to be stored. */
async function askTheBot({ wecom, db }: Scene, person: Person, n: number): Promise<void> {
  const msgid = `bot ${person.id} ${n}`
  const stored = async () => {
    const rows = await db.tx('owner', (tx) =>
      tx.rows(sql`select 1 from channel_inbox where key like ${`%${msgid}`}`),
    )
    return rows.length > 0
  }
  const said = { msgtype: 'text', chattype: 'single', from: { userid: person.botUser } }
  await untilTaken(msgid, async () => {
    if (wecom.state.live !== null) wecom.toBot({ ...said, msgid, text: { content: questionOf(n) } })
    await delay(250)
    return stored()
  })
}

const doors = { slack: askInSlack, app: askInApp, bot: askTheBot }

/** Somebody writes one question after another, whether or not the earlier ones are answered. */
async function write(scene: Scene, person: Person, questions: number): Promise<void> {
  const { dice } = scene
  await Promise.all(
    Object.values(doors).map(async (ask) => {
      for (let n = 0; n < questions; n += 1) {
        await delay(dice() * 400)
        await ask(scene, person, n)
      }
    }),
  )
}

/** And before each, another program connects as our bot for a moment. */
async function killInTurn(
  { replicas, wecom, dice }: Scene,
  { kills, killed }: Pick<ChaosOptions, 'kills' | 'killed'>,
): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    await delay(500 + dice() * 1_500)
    wecom.displace()
    await delay(dice() * 500)
    const replica = replicas[kill % replicas.length]
    await replica?.kill()
    if (killed === 'and started again') await replica?.start()
  }
}

/** Nothing is on its way any more: a turn that a kill broke off counts as running for 150 seconds. */
async function quiet(db: Db): Promise<void> {
  const left = sql`select (select count(*) from channel_inbox where status in ('ready', 'working'))
    + (select count(*) from channel_outbox where status in ('ready', 'sending')) as n`
  for (let waited = 0; waited < 500; waited += 1) {
    const [row] = await db.tx('owner', (tx) => tx.rows<{ n: number }>(left))
    if (row?.n === 0) return
    await delay(500)
  }
}

/** What a person was answered by each door, in the order in which they see it. */
const seenBy = ({ slack, wecom }: Scene, person: Person): Record<keyof typeof doors, number[]> => ({
  slack: slack.messages
    .filter(({ channel }) => channel === room(person))
    .map(({ text }) => numberIn(text)),
  app: wecom.state.seen.filter(({ user }) => user === person.id).map(({ text }) => numberIn(text)),
  bot: [
    ...wecom.state.finished.flatMap((id) => wecom.state.streams.get(id) ?? []),
    ...wecom.state.seen,
  ]
    .filter(({ user }) => user === person.botUser)
    .map(({ text }) => numberIn(text))
    .filter((n) => n >= 0),
})

export async function playChaos(options: ChaosOptions): Promise<Chaos> {
  const { db, questions, seed, tell = () => undefined } = options
  const dice = seeded(seed)
  const [slack, wecom] = [await startSlack(), await startWecom(() => new Date())]
  const tally: Tally = { calls: 0 }
  await settle(db, questions)
  const replicas: Replica[] = []
  try {
    for (let at = 0; at < 2; at += 1) replicas.push(await replicaOf(db.url, { slack, wecom }))
    const scene: Scene = { db, slack, wecom, replicas, dice }
    Object.assign(slack.weather, weatherOf(dice, tally))
    Object.assign(wecom.weather, crowded(weatherOf(dice, tally)))
    tell('two servers are up, and the weather begins')
    await Promise.all([
      ...people.map((person) => write(scene, person, questions)),
      killInTurn(scene, options),
    ])
    await quiet(db)
    return await judged(scene, { questions, tally })
  } finally {
    for (const replica of replicas) await replica.close()
    await slack.close()
    await wecom.close()
  }
}

async function judged(
  scene: Scene,
  { questions, tally }: { questions: number; tally: Tally },
): Promise<Chaos> {
  const { db, slack, wecom } = scene
  const undecided = await db.tx('owner', (tx) =>
    tx.rows<{ key: string; status: string; why: string }>(sql`
      select key, status, why from channel_outbox where status in ('dead', 'unknown')
      union all select key, status, why from channel_inbox where status = 'dead'`),
  )
  const chaos: Chaos = {
    ...{ asked: 0, lost: 0, doubled: 0, outOfOrder: 0, broken: tally.calls, details: [] },
    ...{ undecided: undecided.length, mostSockets: slack.most.sockets },
    displaced: wecom.state.displaced,
  }
  chaos.details.push(...undecided.map((one) => JSON.stringify(one)))
  for (const person of people) {
    for (const [door, seen] of Object.entries(seenBy(scene, person))) {
      const inOrder = seen.toSorted((a, b) => a - b)
      chaos.asked += questions
      chaos.lost += Array.from({ length: questions }, (_, n) => n).filter(
        (n) => !seen.includes(n),
      ).length
      chaos.doubled += seen.length - new Set(seen).size
      if (seen.join() !== inOrder.join()) chaos.outOfOrder += 1
      if (seen.join() !== Array.from({ length: questions }, (_, n) => n).join())
        chaos.details.push(`${person.id} by ${door}: ${seen.join()}`)
    }
  }
  return chaos
}
