import { sql } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import type { Db } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import type { Inbound, Place } from './contract.ts'
import { type Claimed, claimEvent, endEvent, inbox, noteProgress, receive } from './inbox.ts'
import { claimMessage, endMessage, enqueue, type Outgoing } from './outbox.ts'
import { holding } from './queue.ts'
import { plain } from './rich-text.ts'

let rooms = 0
const start = new Date('2026-11-27T00:00:00Z').getTime()

/** A room of its own for each test, and a clock that stands until it is moved. */
function room(db: Db) {
  rooms += 1
  const time = { ms: start }
  const deps = { db, clock: () => new Date(time.ms) }
  const place: Place = {
    ...{ channel: 'slack', tenant: `T${rooms}`, conversation: 'D1', thread: null, shared: false },
  }
  const event = (key: string, given: Partial<Inbound> = {}): Inbound =>
    ({
      ...{ key: `${rooms} ${key}`, alias: null, provider: 'slack', externalUser: 'U', place },
      ...{ answerWith: null, kind: 'message', text: key, ...given },
    }) as Inbound
  const message = (key: string, given: Partial<Outgoing> = {}): Outgoing => ({
    ...{ key: `${rooms} ${key}`, place, userId: null, kind: 'answer' },
    message: { text: [plain(key)], card: null, attachments: [] },
    ...given,
  })
  const none = () =>
    db.tx('owner', (tx) =>
      tx.rows(sql`update channel_inbox set status = 'done' where channel = 'slack'`),
    )
  const noMessage = () =>
    db.tx('owner', (tx) => tx.rows(sql`update channel_outbox set status = 'dead'`))
  return { deps, time, place, event, message, clear: () => Promise.all([none(), noMessage()]) }
}

/** A renewal is nobody's promise: waits until it is seen. */
const renewedUntil = ({ db }: { db: Db }, key: string, ms: number) =>
  vi.waitFor(async () => {
    const rows = await db.tx('owner', (tx) =>
      tx.rows(sql`select 1 from channel_inbox where key = ${key}
        and leased_until > ${new Date(ms + 10_000)}`),
    )
    expect(rows).toHaveLength(1)
  }, 20_000)

const wordOf = (claimed: Claimed | null) =>
  claimed?.event.kind === 'message' ? claimed.event.text : null

describeOnSharedStore('a channel', (store) => {
  describe('what comes', () => {
    test('is stored without what no database keeps: a NUL, half a character', async () => {
      const { deps, event, message, clear } = room(store())
      await receive(deps, event('a', { text: 'x\0\ud83d' } as Partial<Inbound>))
      expect(wordOf(await claimEvent(deps, ['slack']))).toBe('x\u2400\ufffd')
      const text = [plain('y\udc00')]
      await enqueue(deps, [message('b', { message: { text, card: null, attachments: [] } })])
      expect((await claimMessage(deps, ['slack']))?.message.text).toEqual([plain('y\ufffd')])
      await clear()
    })

    test('in many threads of one person is handled by two at most, and holds up nobody', async () => {
      const { deps, place, event, clear } = room(store())
      const inThread = (thread: string) => ({ ...place, thread, shared: true })
      for (const thread of ['1', '2', '3']) {
        await receive(deps, event(thread, { place: inThread(thread), externalUser: 'A' }))
      }
      await receive(deps, event('other', { place: inThread('4'), externalUser: 'B' }))
      const first = await claimEvent(deps, ['slack'])
      expect(wordOf(first)).toBe('1')
      expect(wordOf(await claimEvent(deps, ['slack']))).toBe('2')
      expect(wordOf(await claimEvent(deps, ['slack']))).toBe('other')
      expect(await claimEvent(deps, ['slack'])).toBeNull()
      if (first !== null) await endEvent(deps, first, { status: 'done' })
      expect(wordOf(await claimEvent(deps, ['slack']))).toBe('3')
      await clear()
    })

    test('is stored once, under either of its names', async () => {
      const { deps, event, clear } = room(store())
      expect(await receive(deps, event('a', { alias: 'x' }))).toBe(true)
      expect(await receive(deps, event('a'))).toBe(false)
      expect(await receive(deps, event('b', { alias: 'x' }))).toBe(false)
      await clear()
    })

    test('is handled in its order, by one at a time, beside other conversations', async () => {
      const { deps, place, event, clear } = room(store())
      for (const key of ['1', '2']) await receive(deps, event(key))
      await receive(deps, event('3', { place: { ...place, conversation: 'D2' } }))
      const claims = [await claimEvent(deps, ['slack']), await claimEvent(deps, ['slack'])]
      expect(claims.map(wordOf)).toEqual(['1', '3'])
      expect(await claimEvent(deps, ['slack'])).toBeNull()
      const [first] = claims
      if (first) await endEvent(deps, first, { status: 'done' })
      expect(wordOf(await claimEvent(deps, ['slack']))).toBe('2')
      await clear()
    })

    test('goes to the next process when one dies, with what it had begun; the dead one ends nothing', async () => {
      const { deps, time, event, clear } = room(store())
      await receive(deps, event('1'))
      const dying = await claimEvent(deps, ['slack'])
      if (dying === null) throw new Error('nothing was claimed')
      await noteProgress(deps, { ...dying, progress: { turns: { t: 4 } } })
      expect(await claimEvent(deps, ['slack'])).toBeNull()
      time.ms += 21_000
      const next = await claimEvent(deps, ['slack'])
      expect(next).toMatchObject({ attempts: 2, progress: { turns: { t: 4 } } })
      await endEvent(deps, dying, { status: 'dead', why: 'late' })
      time.ms += 21_000
      expect(await claimEvent(deps, ['slack'])).toMatchObject({ attempts: 3 })
      await clear()
    })
  })

  test('stays with whoever works on it, however long that takes', async () => {
    const { deps, time, event, clear } = room(store())
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    await receive(deps, event('1'))
    const claimed = await claimEvent(deps, ['slack'])
    if (claimed === null) throw new Error('nothing was claimed')
    const work = async () => {
      for (let part = 0; part < 4; part += 1) {
        time.ms += 15_000
        vi.advanceTimersByTime(15_000)
        await renewedUntil(deps, claimed.key, time.ms)
        expect(await claimEvent(deps, ['slack'])).toBeNull()
      }
    }
    await holding(deps, inbox, { ...claimed, work }).finally(() => vi.useRealTimers())
    time.ms += 21_000
    expect(await claimEvent(deps, ['slack'])).toMatchObject({ attempts: 2 })
    await clear()
  })

  describe('what goes out', () => {
    test('is one message for one key, and waits behind what is not through', async () => {
      const { deps, time, message, clear } = room(store())
      await enqueue(deps, [message('1'), message('2'), message('1')])
      const first = await claimMessage(deps, ['slack'])
      expect(first?.key).toMatch(/ 1$/)
      expect(await claimMessage(deps, ['slack'])).toBeNull()
      if (first) {
        const wait = { status: 'ready', why: '429', waitMs: 5_000, maybeThere: false } as const
        await endMessage(deps, first, wait)
      }
      expect(await claimMessage(deps, ['slack'])).toBeNull()
      time.ms += 5_000
      const again = await claimMessage(deps, ['slack'])
      expect(again).toMatchObject({ attempts: 2, maybeThere: false })
      if (again) await endMessage(deps, again, { status: 'sent', reference: { ts: '1' } })
      expect((await claimMessage(deps, ['slack']))?.key).toMatch(/ 2$/)
      await clear()
    })

    test('may be there when the process that sent it died, and says so to the next', async () => {
      const { deps, time, message, clear } = room(store())
      await enqueue(deps, [message('1')])
      const dying = await claimMessage(deps, ['slack'])
      time.ms += 21_000
      const next = await claimMessage(deps, ['slack'])
      expect(next).toMatchObject({ attempts: 2, maybeThere: true })
      if (dying) await endMessage(deps, dying, { status: 'dead', why: 'late' })
      if (next) await endMessage(deps, next, { status: 'sent', reference: null })
      expect(await claimMessage(deps, ['slack'])).toBeNull()
      await clear()
    })

    test('is sent by one of two that claim at once', async () => {
      const { deps, message, place, clear } = room(store())
      const rows = Array.from({ length: 6 }, (_, n) =>
        message(`${n}`, { place: { ...place, conversation: `D${n}` } }),
      )
      await enqueue(deps, rows)
      const claims = await Promise.all(
        Array.from({ length: 12 }, () => claimMessage(deps, ['slack'])),
      )
      const keys = claims.flatMap((one) => one?.key ?? [])
      expect(new Set(keys).size).toBe(keys.length)
      expect(keys).toHaveLength(6)
      await clear()
    })
  })
})
