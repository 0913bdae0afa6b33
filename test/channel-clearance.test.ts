/**
 * What is said in a conversation of several is what each of its readers may see: every mix of readers,
 * every asker, over documents of all classes and roles and rows of two sites. Each has a word of its own.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '../base/principal.ts'
import { addDocument } from '../knowledge/index.ts'
import { principalOf, secret } from '../server/test-channels.ts'
import { addPerson } from '../server/test-server.ts'
import type { Db } from '../store/index.ts'
import { type FakeSlack, signedBySlack, slackSecrets, startSlack, team } from './fakes/slack.ts'
import {
  answerOf,
  type ChannelPlant,
  channelPlant,
  lineChart,
  type Scripted,
} from './support/channel-plant.ts'

const people = [
  'operator@suzhou',
  'supervisor@suzhou',
  'manager@suzhou',
  'viewer@suzhou',
  'supervisor@dongguan',
] as const
const accountOf = (userId: string) => `U${userId.replace('@', '').toUpperCase()}`

let slack: FakeSlack
let plant: ChannelPlant
let all: string[]
const script: { answer: Scripted } = { answer: async () => answerOf({ answer: '' }) }

beforeAll(async () => {
  slack = await startSlack()
  plant = await channelPlant(
    () => ({
      wecom: null,
      slack: {
        ...{ team, apiUrl: slack.apiUrl, allowPrivate: true, appToken: null },
        botToken: secret(slackSecrets.botToken),
        signingSecret: secret(slackSecrets.signingSecret),
      },
    }),
    script,
  )
  const roles = [{ siteId: 'dongguan', role: 'supervisor' as const }]
  await addPerson(plant.server.deps, { userId: 'supervisor@dongguan', roles })
  for (const userId of people) {
    await plant.link(userId, { provider: 'slack', tenant: team, externalUser: accountOf(userId) })
  }
  await addSecrets(plant.db)
  all = await wordsFor(plant.db)
})
afterAll(async () => {
  await plant.close()
  await slack.close()
})

async function addSecrets(db: Db): Promise<void> {
  const clock = () => new Date()
  for (const siteId of ['suzhou', 'dongguan', 'group']) {
    for (const clearance of ['public', 'internal', 'confidential'] as const) {
      for (const readerRoles of [[], ['operator'], ['supervisor', 'manager']]) {
        const word = `word${siteId}${clearance}${readerRoles[0] ?? 'all'}x`
        const bytes = new TextEncoder().encode(`# ${word}\n\nThe torque of ${word} is 20 N·m.`)
        const given = { siteId, id: word, title: word, fileName: `${word}.md`, bytes }
        await addDocument({ db, clock }, { ...given, readerRoles, clearance })
      }
    }
  }
  await db.tx('ingest', (tx) =>
    tx.exec(`insert into ticket (site_id, id, equipment_id, kind, status, priority, title, opened_at,
        origin)
      select site, 'T', 'M', 'corrective', 'open', 'low', 'wordticket' || site || 'x', now(), 'import'
      from unnest('{suzhou,dongguan}'::text[]) site`),
  )
}

/** Every secret word that the database gives to somebody; to the server itself, all. */
async function wordsFor(db: Db, principal?: Principal): Promise<string[]> {
  const rows = await db.tx(
    'read',
    (tx) =>
      tx.rows<{ word: string }>(sql`select title as word from document
      union all select title from ticket order by 1`),
    principal === undefined ? {} : { principal },
  )
  return rows.map(({ word }) => word)
}

/** An answer with all that its asker may see, in every form that an answer has. */
const everything: Scripted = async ({ principal }) => {
  const found = await wordsFor(plant.db, principal)
  if (found.length === 0) return answerOf({ answer: 'I have found nothing.', abstained: true })
  const [first = ''] = found
  const chart = { ...lineChart, title: { zh: first, en: first } }
  const rows = found.map((word) => `| ${word} | 1 |`).join('\n')
  // A picture takes its second: one is enough to see that its words are cut as well.
  return answerOf({
    answer: `**${first}** and ${found.join(', ')}\n\n| Word | Count |\n| --- | --- |\n${rows}`,
    chart: asked === 1 ? chart : null,
  })
}

let asked = 0
async function ask(userId: string, room: string): Promise<void> {
  asked += 1
  const body = JSON.stringify({
    ...{ type: 'event_callback', team_id: team, event_id: `EvC${asked}` },
    event: {
      ...{ type: 'app_mention', user: accountOf(userId), text: '<@U00000000BT> What do you know?' },
      ...{ ts: `18000${asked}.1`, channel: room, channel_type: 'group' },
    },
  })
  const headers = signedBySlack(body)
  const reply = await fetch(`${plant.http.url}/channels/slack/events`, {
    method: 'POST',
    headers,
    body,
  })
  expect(reply.status).toBe(200)
  await plant.rounds(2)
}

/** All that was ever shown in a room, streams and pictures included. */
const shownIn = (room: string): string[] => {
  const said = slack.calls.filter(({ args }) => [args.channel, args.channel_id].includes(room))
  const text = JSON.stringify([said, slack.messages.filter(({ channel }) => channel === room)])
  return all.filter((word) => text.includes(word))
}

const groups = Array.from({ length: 2 ** people.length }, (_, bits) =>
  people.filter((_, at) => (bits >> at) & 1),
).filter(({ length }) => length > 1)

test(`${groups.length} mixes of readers: 0 leaks, and nothing is kept from a room that all may see`, async () => {
  script.answer = everything
  const seen = new Map<string, string[]>()
  for (const userId of people) {
    const principal = await principalOf(plant.db, userId)
    seen.set(userId, principal === null ? [] : await wordsFor(plant.db, principal))
  }
  const leaks: string[] = []
  let told = 0
  for (const [at, readers] of groups.entries()) {
    const room = `G${String(at).padStart(4, '0')}`
    slack.members.set(room, readers.map(accountOf))
    const asker = readers[at % readers.length] ?? readers[0] ?? ''
    await ask(asker, room)
    const shown = shownIn(room)
    told += shown.length
    for (const reader of readers) {
      const own = seen.get(reader) ?? []
      leaks.push(
        ...shown.filter((word) => !own.includes(word)).map((word) => `${room} ${reader} ${word}`),
      )
    }
  }
  expect(leaks).toEqual([])
  expect(told).toBeGreaterThan(30)
})

test('where somebody reads whom nobody knows, or everybody may read, it goes to the asker alone', async () => {
  script.answer = everything
  const own = await wordsFor(plant.db, (await principalOf(plant.db, 'manager@suzhou')) ?? undefined)
  slack.members.set('G9001', [accountOf('manager@suzhou'), 'U0GUEST'])
  for (const room of ['G9001', 'C9002']) {
    const before = slack.messages.length
    await ask('manager@suzhou', room)
    expect(shownIn(room)).toEqual([])
    const [inRoom, direct] = [true, false].map((here) =>
      slack.messages.slice(before).filter(({ channel }) => (channel === room) === here),
    )
    expect(inRoom?.map(({ text }) => text)).toEqual([expect.stringContaining('you alone')])
    expect(own.every((word) => JSON.stringify(direct).includes(word))).toBe(true)
  }
})

test('what was said among fewer readers is no context for what is said among more', async () => {
  const threads: string[] = []
  script.answer = async ({ threadId }) => {
    threads.push(threadId)
    return answerOf({ answer: 'Noted.' })
  }
  slack.members.set('G9003', [accountOf('supervisor@suzhou')])
  await ask('supervisor@suzhou', 'G9003')
  slack.members.set('G9003', [accountOf('supervisor@suzhou'), accountOf('viewer@suzhou')])
  await ask('supervisor@suzhou', 'G9003')
  expect(new Set(threads).size).toBe(2)
})
