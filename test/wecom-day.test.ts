/** A day with WeCom, over real sockets: the app, the smart bot, and what they refuse. */
import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  botSocket,
  createLog,
  keepConnected,
  plain,
  secret,
  sendToPerson,
} from '../server/test-channels.ts'
import { type FakeWecom, startWecom } from './fakes/wecom.ts'
import {
  agentId,
  appSecret,
  botId,
  botSecret,
  corpId,
  sealed,
  wecomKeys,
  xmlOf,
} from './fakes/wecom-keys.ts'
import {
  answerOf,
  type ChannelPlant,
  channelPlant,
  filing,
  lineChart,
  type Scripted,
} from './support/channel-plant.ts'
import { hostileToWecom } from './support/hostile-to-wecom.ts'

const samples = JSON.parse(readFileSync('test/fakes/samples/wecom.json', 'utf8'))
const script: { answer: Scripted } = { answer: async () => answerOf({ answer: '没有。' }) }

let wecom: FakeWecom
let plant: ChannelPlant
const time = { now: () => plant?.time.now ?? new Date() }

beforeAll(async () => {
  wecom = await startWecom(() => time.now())
  plant = await channelPlant(
    () => ({
      slack: null,
      wecom: {
        ...{ corpId, apiUrl: wecom.url, allowPrivate: true },
        app: {
          agentId,
          secret: secret(appSecret),
          token: wecomKeys.token,
          aesKey: wecomKeys.aesKey,
          silentSignIn: true,
        },
        bot: { id: botId, secret: secret(botSecret), url: wecom.wsUrl },
        groups: [{ name: 'line-1', url: secret(wecom.groupUrl) }],
      },
    }),
    script,
  )
  for (const role of ['operator', 'supervisor']) {
    const account = { provider: 'wecom' as const, tenant: corpId, externalUser: role }
    await plant.link(`${role}@suzhou`, account)
  }
})
afterAll(async () => {
  await plant.close()
  await wecom.close()
})

const callback = (path: { query: URLSearchParams; body: string }) =>
  fetch(`${plant.http.url}/channels/wecom/callback?${path.query}`, {
    method: 'POST',
    body: path.body,
  })

let messages = 0
const say = (user: string, text: string, id?: string) => {
  messages += 1
  const fields = { FromUserName: user, CreateTime: '1', MsgType: 'text', Content: text }
  const xml = xmlOf({ ...fields, MsgId: id ?? String(messages), AgentID: String(agentId) })
  return callback(sealed(xml, plant.time.now))
}
const click = (user: string, taskId: string, key: string) => {
  messages += 1
  const xml = xmlOf({
    ...{ FromUserName: user, CreateTime: String(messages), MsgType: 'event' },
    ...{ Event: 'template_card_event', EventKey: key, TaskId: taskId, AgentID: String(agentId) },
    ResponseCode: wecom.clickCode(taskId),
  })
  return callback(sealed(xml, plant.time.now))
}
const seenBy = (user: string) => wecom.state.seen.filter((one) => one.user === user)
const cardsOf = (user: string) => wecom.state.cards.filter((one) => one.user === user)
type Button = { key: string; text: string }
const buttonsOf = (card: { card: Record<string, unknown> } | undefined) =>
  (card?.card.button_list ?? []) as Button[]

describe('the app', () => {
  test('answers a question once, with its chart, whatever WeCom repeats', async () => {
    script.answer = async () =>
      answerOf({ answer: '**OEE** 73.1%，<a href="x">点击</a>', chart: lineChart, language: 'zh' })
    for (let n = 0; n < 3; n += 1)
      expect((await say('operator', '上周OEE？', 'q1')).status).toBe(200)
    await plant.rounds(3)
    expect(seenBy('operator').map(({ kind, text }) => [kind, text])).toEqual([
      ['text', 'OEE 73.1%，＜a href="x">点击＜/a>'],
      ['image', ''],
    ])
    expect([...wecom.state.media.values()][0]?.subarray(1, 4).toString()).toBe('PNG')
    expect(wecom.state.tokensFetched).toBe(1)
  })

  test('a request becomes a card, another person approves, and every copy says what came of it', async () => {
    script.answer = filing('更换前轴承', { answer: '已提交。', language: 'zh' })
    await say('operator', '给SZ-CNC-03开一张工单：更换前轴承')
    await plant.rounds(3)
    const [request] = cardsOf('operator')
    const [card] = cardsOf('supervisor')
    expect(request?.card).toMatchObject({
      card_type: 'text_notice',
      main_title: { title: '更换前轴承' },
    })
    const [approve] = buttonsOf(card)
    expect(buttonsOf(card).map(({ text }) => text)).toEqual(['Approve'])
    await click('operator', card?.taskId ?? '', approve?.key ?? '')
    await click('supervisor', card?.taskId ?? '', (approve?.key ?? '').replace(/,1,/, ',2,'))
    await plant.rounds(2)
    expect(seenBy('operator').at(-1)?.text).toMatch(/sent to somebody else|发给其他人/)
    expect(seenBy('supervisor').at(-1)?.text).toMatch(/changed since|已修改/)
    await click('supervisor', card?.taskId ?? '', approve?.key ?? '')
    await plant.rounds(6)
    const words = JSON.stringify(card?.card)
    expect(words).toMatch(/Done|已完成/)
    expect(buttonsOf(card)).toEqual([])
    expect(JSON.stringify(request?.card)).toMatch(/Done|已完成/)
    expect(seenBy('operator').at(-1)?.text).toMatch(/(Done|已完成).*更换前轴承/)
    const tickets = await plant.db.tx('read', (tx) => tx.rows(sql`select id from ticket`))
    expect(tickets).toHaveLength(1)
  })

  test('where a card takes no further change before the end, its reader is told of the end', async () => {
    script.answer = filing('更换皮带', { answer: '已提交。', language: 'zh' })
    await say('operator', '给SZ-CNC-01开一张工单：更换皮带')
    await plant.rounds(3)
    await plant.db.tx('channel', (tx) =>
      tx.rows(sql`update channel_outbox set reference = reference || '{"codes": ""}'::jsonb
        where message::text like '%更换皮带%'`),
    )
    const card = cardsOf('supervisor').at(-1)
    await click('supervisor', card?.taskId ?? '', buttonsOf(card)[0]?.key ?? '')
    await plant.channels.round(plant.signal.signal)
    plant.time.now = new Date(plant.time.now.getTime() + 120_000)
    await plant.channels.round(plant.signal.signal)
    await plant.rounds(4)
    expect(seenBy('operator').at(-1)?.text).toMatch(/(Done|已完成).*更换皮带/)
  })

  test('what WeCom answers wrong is tried again: none lost, none twice, in order', async () => {
    script.answer = async ({ question }) => answerOf({ answer: `收到 ${question}`, language: 'zh' })
    const before = seenBy('operator').length
    wecom.expireToken()
    const faults = ['rate', 'error_before', 'lost', 'busy', 'error_after', 'lost'] as const
    wecom.breakNext('/cgi-bin/message/send', ...faults)
    for (const n of [1, 2, 3, 4]) await say('operator', `问题${n}`)
    await plant.rounds(25, 30_000)
    expect(
      seenBy('operator')
        .slice(before)
        .map(({ text }) => text),
    ).toEqual([1, 2, 3, 4].map((n) => `收到 问题${n}`))
  })

  test('more than a minute takes is folded: nothing is dropped, each is told', async () => {
    const before = seenBy('supervisor').length
    const told = Array.from({ length: 60 }, (_, n) => `告警 ${n + 1}`)
    for (const [n, text] of told.entries()) {
      const message = { text: [plain(text)], card: null, attachments: [] }
      const given = { person: 'supervisor@suzhou', site: 'suzhou', kind: 'alert' as const }
      expect(await sendToPerson(plant.db, { ...given, message, dedupKey: `a${n}` })).toEqual([
        'wecom',
      ])
      await sendToPerson(plant.db, { ...given, message, dedupKey: `a${n}` })
    }
    expect(
      await sendToPerson(plant.db, {
        ...{ person: 'supervisor@suzhou', site: 'dongguan', kind: 'alert', dedupKey: 'b' },
        message: { text: [plain('另一个工厂')], card: null, attachments: [] },
      }),
    ).toEqual([])
    plant.time.now = new Date(Math.max(Date.now(), plant.time.now.getTime()))
    await plant.rounds(14, 15_000)
    const came = seenBy('supervisor').slice(before)
    expect(wecom.state.dropped).toEqual([])
    expect(came.length).toBeLessThan(20)
    const all = came.map(({ text }) => text).join('\n')
    for (const text of told) expect(all).toMatch(new RegExp(`${text}(?!\\d)`))
    expect(all).not.toContain('另一个工厂')
  })

  test('nor is anything above what an hour takes: it waits until there is room', async () => {
    const lane = `wecom ${corpId} supervisor `
    await plant.db.tx('owner', (tx) =>
      tx.rows(sql`insert into channel_outbox (key, channel, lane, place, kind, message, status, next_at,
          created_at, sent_at)
        select 'hour ' || n, 'wecom', ${lane}, '{}', 'alert', '{}', 'sent', ${plant.time.now},
          ${plant.time.now}, ${plant.time.now}::timestamptz - n * interval '3 seconds'
        from generate_series(1, 960) n`),
    )
    const before = seenBy('supervisor').length
    const message = { text: [plain('一小时之后')], card: null, attachments: [] }
    const given = { person: 'supervisor@suzhou', site: 'suzhou', kind: 'alert' as const }
    await sendToPerson(plant.db, { ...given, message, dedupKey: 'hour' })
    await plant.rounds(2)
    expect(seenBy('supervisor')).toHaveLength(before)
    expect((await plant.outbox()).at(-1)).toMatchObject({
      ...{ status: 'ready', why: 'over the budget of 60 min' },
    })
    await plant.rounds(18, 60_000)
    expect(seenBy('supervisor').at(-1)?.text).toBe('一小时之后')
    await plant.db.tx('owner', (tx) =>
      tx.rows(sql`delete from channel_outbox where key like 'hour %' and status = 'sent'`),
    )
  })

  test('an alert reaches the phone of whoever it is for, once, with the way to its page', async () => {
    const before = seenBy('supervisor').length
    const title = { zh: 'CNC-07 停机 20 分钟', en: 'CNC-07 down for 20 min' }
    const message = { title, body: { zh: '', en: '' }, eventIds: ['alr_1'], page: null }
    const told = {
      person: 'supervisor@suzhou',
      site: 'suzhou',
      kind: 'alert' as const,
      mailTo: null,
    }
    const { signal } = new AbortController()
    for (const site of ['suzhou', 'suzhou', 'dongguan']) {
      const dedupKey = `${site}/msg_1`
      await plant.channels.sendAlert({ ...told, site, message, dedupKey }, signal)
    }
    await plant.rounds(3)
    const came = seenBy('supervisor').slice(before)
    expect(came).toHaveLength(1)
    expect(came[0]?.text).toMatch(/CNC-07.*\/alerts\/suzhou\/alr_1/s)
  })

  test('a link of a card signs its member in, once, and nobody else', async () => {
    const link = String(Object(cardsOf('supervisor')[0]?.card.card_action).url)
    expect(link).toMatch(/\/channels\/wecom\/open\?to=%2Finbox%2Fsuzhou%2F/)
    const manual = { redirect: 'manual' } as const
    const opened = await fetch(link, manual)
    const asked = new URL(opened.headers.get('location') ?? '')
    expect(asked.searchParams.get('appid')).toBe(corpId)
    const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const back = (code: string, state = asked.searchParams.get('state') ?? '') =>
      fetch(`${asked.searchParams.get('redirect_uri')}?${new URLSearchParams({ code, state })}`, {
        ...{ ...manual, headers: { cookie } },
      })
    const meOf = async (reply: Response) => {
      const session = reply.headers.getSetCookie().map((one) => one.split(';')[0])
      const me = await fetch(`${plant.http.url}/api/me`, {
        headers: { cookie: session.join('; ') },
      })
      return me.status === 200 ? ((await me.json()) as { userId: string }).userId : null
    }
    const code = wecom.entryCode('supervisor')
    expect(await meOf(await back(code, 'another'))).toBeNull()
    const entered = await back(code)
    expect(entered.headers.get('location')).toMatch(/\/inbox\/suzhou\/\w+$/)
    expect(await meOf(entered)).toBe('supervisor@suzhou')
    for (const wrong of [code, 'none', wecom.entryCode('a stranger')]) {
      expect(await meOf(await back(wrong))).toBeNull()
    }
    const elsewhere = await fetch(`${plant.http.url}/channels/wecom/open?to=//evil.example`, manual)
    expect(elsewhere.headers.getSetCookie()[0]).toMatch(/%20%2Finbox;/)
    const { auth } = plant.server.deps
    const session = (await auth.enter('supervisor@suzhou'))?.map((one) => one.split(';')[0]) ?? []
    const held = await auth.sessionOf(new Headers({ cookie: session.join('; ') }))
    expect(held?.signedInAt.getTime()).toBe(0)
  })

  test('40 callbacks that are not what they say are refused, and each is recorded', async () => {
    const hostile = hostileToWecom(samples, plant.time.now)
    expect(hostile).toHaveLength(40)
    const [inbox, refused] = [
      (await plant.inbox()).length,
      (await plant.audit('channel_refused')).length,
    ]
    for (const one of hostile) {
      expect((await callback(one)).status, one.body.slice(0, 200)).toBeGreaterThanOrEqual(400)
    }
    expect(await plant.inbox()).toHaveLength(inbox)
    expect((await plant.audit('channel_refused')).length - refused).toBe(40)
  })
})

describe('the smart bot', () => {
  const times = { leaseMs: 1_500, firstWaitMs: 20, longestWaitMs: 60 }

  const replica = (holder: string) => {
    const socket = botSocket({
      bot: { id: botId, secret: secret(botSecret), url: wecom.wsUrl },
      ...{ heard: () => undefined, refused: () => undefined, times: { pingMs: 200, ackMs: 1_000 } },
    })
    const log = createLog('silent')
    const kept = keepConnected({
      db: plant.db,
      log,
      holder,
      name: 'bot test',
      connect: socket.run,
      times,
    })
    return { ...socket, stop: kept.stop }
  }

  test('two replicas hold one connection, which is opened again after a drop or a push', async () => {
    const first = replica('a')
    await vi.waitFor(() => expect(first.ready()).toBe(true), 20_000)
    const second = replica('b')
    wecom.dropSocket()
    await vi.waitFor(() => expect(wecom.state.connections).toBeGreaterThanOrEqual(2), 20_000)
    await vi.waitFor(() => expect(first.ready()).toBe(true), 20_000)
    wecom.displace()
    await vi.waitFor(() => expect(wecom.state.connections).toBeGreaterThanOrEqual(3), 20_000)
    await vi.waitFor(() => expect(first.ready()).toBe(true), 20_000)
    expect(second.ready()).toBe(false)
    // The other side is gone without a word.
    wecom.state.mute = true
    await vi.waitFor(() => expect(first.ready()).toBe(false), 20_000)
    wecom.state.mute = false
    await vi.waitFor(() => expect(first.ready()).toBe(true), 20_000)
    await first.stop()
    await vi.waitFor(() => expect(second.ready()).toBe(true), 20_000)
    await second.stop()
  })

  test('streams an answer in place, pushes it where that is over, and never speaks in a group', async () => {
    script.answer = async () =>
      answerOf({ answer: '第一行\n**第二行**', language: 'zh', chart: lineChart })
    const work = plant.channels.start()
    const [, bot] = plant.channels.adapters
    await vi.waitFor(() => expect(bot?.ready()).toBe(true), 20_000)
    const said = { msgtype: 'text', chattype: 'single', from: { userid: 'operator' } }
    wecom.toBot({ ...said, text: { content: '上周OEE？' } })
    await vi.waitFor(
      () =>
        expect([...wecom.state.streams.values()]).toMatchObject([
          { text: '第一行\n**第二行**', finished: true },
        ]),
      20_000,
    )
    await vi.waitFor(
      () => expect(seenBy('operator').at(-1)).toMatchObject({ kind: 'image', via: 'bot' }),
      20_000,
    )
    const group = { ...said, chattype: 'group', chatid: 'wrkSFfCgAA' }
    wecom.toBot({ ...group, text: { content: '@Jidoka 上周OEE？' } })
    await vi.waitFor(() => expect(seenBy('wrkSFfCgAA')).toHaveLength(1), 20_000)
    expect(seenBy('wrkSFfCgAA')[0]?.text).toMatch(/alone|单独/)
    await work.stop()
  })
})
