/**
 * A day in each chat system with the agent that every plant has, over real sockets: a question, its
 * answer with a chart, a request, the approval by somebody else, what came of it, and a question on.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { noRules, runAlerts, subscribe } from '../factory/index.ts'
import { plantFacts, writePlant } from '../factory/test-plant.ts'
import {
  type MailConfig,
  principalOf,
  reportsByMail,
  secret,
  smtpSender,
  tellReports,
} from '../server/test-channels.ts'
import { openTestDb } from '../store/test-db.ts'
import { smtpLogin, startSmtp } from './fakes/smtp.ts'
import { type ChannelPlant, channelPlant } from './support/channel-plant.ts'
import { type ChatDoor, openDoor } from './support/chat-door.ts'

const mailTo = (port: number): MailConfig => ({
  ...{ host: '127.0.0.1', port, tls: 'none', from: 'jidoka@plant.example' },
  login: { user: smtpLogin.user, password: secret(smtpLogin.password) },
  domains: ['plant.example'],
})

describe.each(['slack', 'wecom'] as const)('a day in %s', (name) => {
  let door: ChatDoor
  let plant: ChannelPlant
  beforeAll(async () => {
    const db = await openTestDb()
    await writePlant(db, plantFacts())
    door = await openDoor(name)
    plant = await channelPlant(() => door.config, null, { db })
    await door.begin(plant)
  })
  afterAll(async () => {
    await door.close()
    await plant.close()
  })

  const count = async (where = sql`true`) => {
    const rows = await plant.db.tx('read', (tx) =>
      tx.rows(sql`select id from ticket where ${where}`),
    )
    return rows.length
  }

  test('question, chart, request, approval by another, effect, every copy, and a question on', async () => {
    await door.say('operator', 'OEE of Suzhou by day over the last 7 days')
    await vi.waitFor(() => expect(door.pictures('operator')).toHaveLength(1), 30_000)
    const [answer = ''] = door.texts('operator')
    expect(answer).toMatch(/OEE|Overall equipment effectiveness/)
    expect(answer).toMatch(/\d+(\.\d+)? ?%/)
    expect(door.streamed()).toBe(name === 'slack')
    expect(door.pictures('operator')[0]?.subarray(1, 4).toString()).toBe('PNG')

    await door.say('operator', 'Open a ticket for SZ-CNC-01: replace the front spindle bearing')
    await vi.waitFor(() => expect(door.cards('supervisor')).toHaveLength(1), 30_000)
    expect(await count()).toBe(0)
    const [card] = door.cards('supervisor')
    expect(card?.buttons).toContain('approve')
    await vi.waitFor(() => expect(door.cards('operator')).toHaveLength(1), 30_000)
    expect(door.cards('operator')[0]?.buttons).toEqual([])

    await door.press('supervisor', 'approve')
    await vi.waitFor(async () => expect(await count()).toBe(1), 30_000)
    await vi.waitFor(() => {
      for (const person of ['operator', 'supervisor'] as const) {
        expect(door.cards(person)[0]?.shown).toMatch(/Done/)
        expect(door.cards(person)[0]?.buttons).toEqual([])
      }
      expect(door.texts('operator').at(-1)).toMatch(/Done/)
    }, 30_000)
    expect(door.cards('operator')[0]?.shown).toContain('supervisor@suzhou')

    const told = door.texts('operator').length
    await door.say('operator', 'Which open tickets has SZ-CNC-01?')
    await vi.waitFor(() => expect(door.texts('operator').length).toBeGreaterThan(told), 30_000)
    expect(door.texts('operator').slice(told).join('\n')).toMatch(/spindle bearing/i)
  })

  test('a report that somebody subscribed to comes to their chat and their mail, once', async () => {
    const smtp = await startSmtp()
    const { deps } = plant.server
    const wanted = { siteId: 'suzhou', kind: 'day', viewId: null } as const
    const operator = await principalOf(plant.db, 'operator@suzhou')
    if (operator === null) throw new Error('there is an operator')
    await subscribe(deps, operator, { ...wanted, mailTo: 'operator@plant.example' })
    plant.time.now = new Date('2026-11-24T17:00:00Z')
    const byMail = reportsByMail(deps, smtpSender(mailTo(smtp.port)))
    const told = door.texts('operator').length
    const { signal } = plant.signal
    for (const _ of ['first', 'again']) {
      await tellReports(deps, signal)
      await runAlerts({
        ...{ db: plant.db, clock: deps.clock, newId: deps.newId, signal, known: noRules() },
        sendToPerson: async (message, until) => {
          await plant.channels.sendAlert(message, until)
          await byMail(message, until)
        },
      })
    }
    plant.time.now = new Date()
    await vi.waitFor(() => expect(door.texts('operator').length).toBeGreaterThan(told), 30_000)
    expect(door.texts('operator').slice(told)).toEqual([
      expect.stringMatching(/Suzhou.*2026-11-24.*Overall equipment effectiveness/s),
    ])
    expect(smtp.received.map(({ to }) => to)).toEqual([['operator@plant.example']])
    expect(smtp.received[0]?.raw).toMatch(/filename=report-suzhou-2026-11-24\.xlsx/)
    await smtp.close()
  })
})
