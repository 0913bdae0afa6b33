/** A day with Slack, over real sockets: what people see there, and what it comes to here. */
import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  readInteraction,
  readSlackEvent,
  readSlashCommand,
  secret,
} from '../server/test-channels.ts'
import { type FakeSlack, signedBySlack, slackSecrets, startSlack, team } from './fakes/slack.ts'
import {
  answerOf,
  type ChannelPlant,
  channelPlant,
  filing,
  lineChart,
  type Scripted,
} from './support/channel-plant.ts'
import { hostileToSlack } from './support/hostile-to-slack.ts'

const operator = 'U00000000AA'
const supervisor = 'U00000000BB'
const samples = JSON.parse(readFileSync('test/fakes/samples/slack.json', 'utf8'))

let slack: FakeSlack
let plant: ChannelPlant
const script: { answer: Scripted } = { answer: async () => answerOf({ answer: 'Nothing.' }) }

beforeAll(async () => {
  slack = await startSlack()
  plant = await channelPlant(
    () => ({
      wecom: null,
      slack: {
        ...{ team, apiUrl: slack.apiUrl, allowPrivate: true },
        botToken: secret(slackSecrets.botToken),
        signingSecret: secret(slackSecrets.signingSecret),
        appToken: secret(slackSecrets.appToken),
      },
    }),
    script,
  )
})
afterAll(async () => {
  await plant.close()
  await slack.close()
})

const post = (path: string, body: string, headers: Record<string, string> = signedBySlack(body)) =>
  fetch(`${plant.http.url}/channels/slack/${path}`, { method: 'POST', headers, body })

let events = 0
const event = (inner: object, given: object = {}) => {
  events += 1
  const outer = { type: 'event_callback', team_id: team, event_id: `Ev${events}`, ...given }
  return post('events', JSON.stringify({ ...outer, event: inner }))
}
const dm = (user: string, text: string, more: object = {}) => {
  const ts = `17000000${events + 10}.000001`
  const room = `D${user.slice(1)}`
  const said = { type: 'message', user, text, channel: room, channel_type: 'im', ts }
  return event({ ...said, ...more })
}
const press = (user: string, container: object, action: object) =>
  post(
    'actions',
    new URLSearchParams({
      payload: JSON.stringify({
        ...{ type: 'block_actions', user: { id: user }, team: { id: team } },
        ...{ trigger_id: slack.trigger(), container, actions: [action] },
      }),
    }).toString(),
  )

const inRoom = (user: string) =>
  slack.messages.filter(({ channel }) => channel === `D${user.slice(1)}`)
const seen = (message: object | undefined) => JSON.stringify(message)
const buttonsOf = (message: { blocks: { type: string }[] } | undefined) =>
  (message?.blocks.filter(({ type }) => type === 'actions') ?? []).flatMap(
    (block) => Reflect.get(block, 'elements') as { action_id: string; value: string }[],
  )

test('whoever is not linked gets a link, a number ties it to them, and nothing else', async () => {
  script.answer = async () => answerOf({ answer: 'OEE 73.2 %' })
  expect((await dm(operator, 'What was OEE?')).status).toBe(200)
  await plant.rounds(2)
  const [offer] = inRoom(operator)
  const code = /\/link\/([\w-]+)/.exec(offer?.text ?? '')?.[1] ?? ''
  expect(seen(inRoom(operator))).not.toContain('73.2')
  const cookie = await plant.server.signIn('operator@suzhou')
  const open = () =>
    fetch(`${plant.http.url}/api/channel-links/${code}/open`, {
      method: 'POST',
      headers: { cookie, origin: plant.http.url },
    }).then((reply) => reply.json())
  const opened = (await open()) as { outcome: string; number: string }
  expect(opened.outcome).toBe('opened')
  expect((await open()).outcome).toBe('used')
  const wrong = opened.number === '000000' ? '000001' : '000000'
  await dm(operator, wrong)
  // A stranger who got the address knows a number, but is not the account that it was offered to.
  await dm(supervisor, opened.number)
  await dm(operator, opened.number)
  await plant.rounds(3)
  expect(inRoom(operator).map(({ text }) => text)).toEqual([
    expect.stringContaining('/link/'),
    expect.stringContaining('not the number'),
    expect.stringContaining('linked as operator@suzhou'),
  ])
  expect(inRoom(supervisor).map(({ text }) => text)).toEqual([expect.stringContaining('/link/')])
  expect(await plant.audit('channel_linked')).toHaveLength(1)
  await plant.link('supervisor@suzhou', {
    provider: 'slack',
    tenant: team,
    externalUser: supervisor,
  })
})

test('a question is streamed, with its table and chart, once however often it is sent', async () => {
  script.answer = async () =>
    answerOf({
      answer: `**OEE** was 73.1 % at <!channel>.\n\n| Line | OEE |\n| --- | --- |\n| SZ-L1 | 73.1 % |\n${'It was so. '.repeat(60)}`,
      chart: lineChart,
    })
  const before = inRoom(operator).length
  const asked = { type: 'message', user: operator, text: 'What was OEE last week, by line?' }
  const said = {
    ...asked,
    channel: `D${operator.slice(1)}`,
    channel_type: 'im',
    ts: '1700001000.1',
  }
  await event(said, { event_id: 'EvQ' })
  await event(said, { event_id: 'EvQ' })
  await event({ ...said, type: 'app_mention' }, { event_id: 'EvQ2' })
  await plant.rounds(3)
  const [answer, ...more] = inRoom(operator).slice(before)
  expect(more).toEqual([])
  expect(answer).toMatchObject({ streaming: false, threadTs: '1700001000.1' })
  expect(answer?.blocks.map(({ type }) => type)).toEqual(['section', 'table', 'section'])
  expect(seen(answer?.blocks)).toContain('*OEE* was 73.1 % at &lt;!channel&gt;')
  const streamed = slack.calls.filter(({ method }) => /Stream$/.test(method))
  expect(streamed.map(({ method }) => method)).toEqual([
    'chat.startStream',
    ...streamed.slice(1, -1).map(() => 'chat.appendStream'),
    'chat.stopStream',
  ])
  expect(seen(streamed)).not.toContain('<!channel>')
  expect(slack.files.map(({ title, channel }) => [title, channel])).toEqual([
    ['OEE by line, %', `D${operator.slice(1)}`],
  ])
  expect(slack.files[0]?.bytes.subarray(1, 4).toString()).toBe('PNG')
})

test('a request becomes cards, another person approves, and every copy says what came of it', async () => {
  script.answer = filing('Replace the bearing', { answer: 'I have asked for it.', language: 'en' })
  const before = inRoom(operator).length
  await dm(operator, 'Open a ticket for SZ-CNC-03: replace the bearing')
  await plant.rounds(3)
  const [, request] = inRoom(operator).slice(before)
  const card = inRoom(supervisor).at(-1)
  expect(seen(request?.blocks)).toContain('Waits: Replace the bearing')
  expect(buttonsOf(request).map(({ action_id }) => action_id)).toEqual(['open'])
  expect(buttonsOf(card).map(({ action_id }) => action_id)).toEqual([
    ...['approve', 'reject', 'edit', 'open'],
  ])
  const [approve] = buttonsOf(card)
  const container = { type: 'message', channel_id: card?.channel, message_ts: card?.ts }
  const pressed = { action_id: 'approve', value: approve?.value }
  // The requester cannot press somebody else's button, nor their own with a card of another thing.
  await press(operator, container, pressed)
  await plant.rounds(1)
  expect(inRoom(operator).at(-1)?.text).toContain('sent to somebody else')
  expect((await plant.audit('decision_refused')).map(({ detail }) => detail.outcome)).toContain(
    'other_persons_card',
  )
  await press(supervisor, container, pressed)
  await press(supervisor, container, pressed)
  await plant.rounds(5)
  expect(seen(card?.blocks)).toContain('Done: Replace the bearing')
  expect(seen(card?.blocks)).toContain('supervisor@suzhou')
  expect(buttonsOf(card).map(({ action_id }) => action_id)).toEqual(['open'])
  expect(seen(request?.blocks)).toContain('Done: Replace the bearing')
  expect(inRoom(operator).at(-1)?.text).toContain('Done: Replace the bearing')
  expect(JSON.stringify(inRoom(supervisor))).not.toContain('decided already')
  const tickets = await plant.db.tx('read', (tx) => tx.rows(sql`select id from ticket`))
  expect(tickets).toHaveLength(1)
})

test('handled anew after a kill at any moment, what came is answered and done once', async () => {
  let asked = 0
  const { answer } = script
  script.answer = async () => {
    asked += 1
    return answerOf({ answer: 'a second answer' })
  }
  const seenBefore = slack.messages.map(({ channel, text }) => [channel, text])
  for (const status of ['ready', 'working']) {
    await plant.db.tx('owner', (tx) =>
      tx.exec(`update channel_inbox set status = '${status}', leased_until = '2020-01-01', attempts = 0,
        next_at = '2020-01-01' where seq > 4`),
    )
    await plant.rounds(3)
  }
  script.answer = answer
  expect(asked).toBe(0)
  expect(slack.messages.map(({ channel, text }) => [channel, text])).toEqual(seenBefore)
  const tickets = await plant.db.tx('read', (tx) => tx.rows(sql`select id from ticket`))
  expect(tickets).toHaveLength(1)
})

test('a rejection takes a reason in a form; pending, home and /jidoka show what waits', async () => {
  await dm(operator, 'Open another one')
  await plant.rounds(3)
  const card = inRoom(supervisor).at(-1)
  const [, reject] = buttonsOf(card)
  const container = { type: 'message', channel_id: card?.channel, message_ts: card?.ts }
  const waiting = new URLSearchParams({
    ...{ command: '/jidoka', text: 'pending', user_id: supervisor, team_id: team },
    trigger_id: slack.trigger(),
  })
  await post('commands', waiting.toString())
  await event({ type: 'app_home_opened', user: supervisor, channel: 'D1', tab: 'home' })
  await plant.rounds(2)
  expect(seen(slack.homes.get(supervisor))).toContain('Waits: Replace the bearing')
  expect(seen(inRoom(supervisor).at(-1)?.blocks)).toContain('Waits: Replace the bearing')
  await press(supervisor, container, { action_id: 'reject', value: reject?.value })
  const view = slack.views.at(-1)?.view as { private_metadata: string } | undefined
  const values = {
    code: { code: { selected_option: { value: 'wrong_time' } } },
    reason: { text: { value: 'Friday is inventory' } },
  }
  const submitted = {
    ...{ type: 'view_submission', user: { id: supervisor }, team: { id: team } },
    view: { id: 'V1', callback_id: 'reject', ...view, state: { values } },
  }
  const body = new URLSearchParams({ payload: JSON.stringify(submitted) }).toString()
  expect((await post('actions', body)).status).toBe(200)
  await plant.rounds(4)
  expect(seen(card?.blocks)).toContain('Friday is inventory')
  expect(seen(card?.blocks)).toContain('Rejected: Replace the bearing')
})

test('whoever stands in for a decider gets the card too, also of what waits already', async () => {
  const standIn = 'U00000000CC'
  await plant.link('viewer@suzhou', { provider: 'slack', tenant: team, externalUser: standIn })
  await dm(operator, 'Open one more')
  await plant.rounds(3)
  expect(inRoom(standIn)).toEqual([])
  const span = [plant.time.now, new Date(plant.time.now.getTime() + 3_600_000)]
  await plant.db.tx('owner', (tx) =>
    tx.rows(sql`insert into delegation (site_id, id, role, from_user, to_user, from_at, until_at,
        reason, created_at) values ('suzhou', 'd1', 'supervisor', 'supervisor@suzhou', 'viewer@suzhou',
        ${span[0]}, ${span[1]}, 'leave', ${span[0]})`),
  )
  await plant.rounds(3)
  const [card] = inRoom(standIn)
  const container = { type: 'message', channel_id: card?.channel, message_ts: card?.ts }
  await press(standIn, container, { action_id: 'approve', value: buttonsOf(card)[0]?.value })
  await plant.rounds(4)
  expect(seen(card?.blocks)).toContain('Done: Replace the bearing')
  expect(seen(card?.blocks)).toContain('viewer@suzhou')
})

test('what Slack answers wrong is tried again, and nothing comes twice or out of order', async () => {
  script.answer = async ({ question }) => answerOf({ answer: `Heard ${question}` })
  const before = inRoom(operator).length
  slack.breakNext('chat.postMessage', 'rate', 'error_before', 'lost', 'error_after', 'lost')
  slack.breakNext('conversations.open', 'error_before')
  slack.breakNext('conversations.history', 'rate')
  for (const n of [1, 2, 3, 4]) {
    const ask = new URLSearchParams({
      ...{ command: '/jidoka', text: `question ${n}`, user_id: operator, team_id: team },
      trigger_id: slack.trigger(),
    })
    await post('commands', ask.toString())
  }
  await plant.rounds(25, 30_000)
  plant.time.now = new Date()
  expect(
    inRoom(operator)
      .slice(before)
      .map(({ text }) => text),
  ).toEqual([1, 2, 3, 4].map((n) => `Heard question ${n}`))
})

test('by a socket: acknowledged once it is stored, opened again after a drop, answered once', async () => {
  script.answer = async ({ question }) => answerOf({ answer: `Heard ${question}` })
  const work = plant.channels.start()
  const before = inRoom(operator).length
  const open = () => vi.waitFor(() => expect(slack.sockets.size).toBe(1), 20_000)
  const payload = (n: number) => ({
    ...{ type: 'event_callback', team_id: team, event_id: `EvS${n}` },
    event: {
      ...{ type: 'message', channel_type: 'im', user: operator, text: `socket ${n}` },
      ...{ channel: `D${operator.slice(1)}`, ts: `190000000${n}.1` },
    },
  })
  const acknowledged = (id: string) =>
    vi.waitFor(() => expect(slack.acknowledged.get(id)).toBe(1), 20_000)
  await open()
  await acknowledged(slack.sendEnvelope('events_api', payload(1)))
  slack.dropSockets()
  await vi.waitFor(() => expect(slack.sockets.size).toBe(0), 20_000)
  await open()
  // Slack sends again what was not acknowledged before the drop, and what was.
  for (const n of [1, 2]) await acknowledged(slack.sendEnvelope('events_api', payload(n)))
  // What crosses with a polite end may be stored and not acknowledged: it comes again as well.
  slack.dropSockets(true)
  slack.sendEnvelope('events_api', payload(3))
  await vi.waitFor(() => expect(slack.sockets.size).toBe(0), 20_000)
  await open()
  await acknowledged(slack.sendEnvelope('events_api', payload(3)))
  await vi.waitFor(
    () =>
      expect(
        inRoom(operator)
          .slice(before)
          .map(({ text }) => text)
          .sort(),
      ).toEqual([1, 2, 3].map((n) => `Heard socket ${n}`)),
    20_000,
  )
  await work.stop()
})

test('40 payloads that are not what they say are refused, and each is recorded', async () => {
  const refusedBefore = (await plant.audit('channel_refused')).length
  const inboxBefore = (await plant.inbox()).length
  const hostile = hostileToSlack(samples)
  expect(hostile).toHaveLength(40)
  for (const { path, body, headers } of hostile) {
    expect((await post(path, body, headers)).status, body.slice(0, 200)).toBeGreaterThanOrEqual(400)
  }
  expect((await post('events', 'x'.repeat(2 * 1024 * 1024))).status).toBe(413)
  expect(await plant.inbox()).toHaveLength(inboxBefore)
  expect((await plant.audit('channel_refused')).length - refusedBefore).toBe(40)
})

test('the samples are read as what they are', () => {
  const kinds = (payload: unknown) => {
    const read = readSlackEvent(payload, team)
    return read.kind === 'event' ? [read.event.kind, read.event.place.shared] : read.kind
  }
  expect(kinds(samples.app_mention)).toEqual(['message', true])
  expect(kinds(samples.message_im)).toEqual(['message', false])
  expect(kinds(samples.message_of_a_bot)).toBe('nothing')
  expect(kinds(samples.assistant_thread_started)).toEqual(['command', false])
  expect(kinds(samples.app_home_opened)).toEqual(['command', false])
  expect(readInteraction(samples.block_actions, team)).toMatchObject({
    event: { kind: 'decision', copy: 'D024BE91L:1548261231.000200', externalUser: operator },
  })
  expect(readInteraction(samples.view_submission, team)).toMatchObject({
    event: { verdict: { verdict: 'reject', reasonCode: 'wrong_time' } },
  })
  expect(readSlashCommand(samples.slash_command, team)).toMatchObject({
    event: { kind: 'message', text: 'pending' },
  })
})
