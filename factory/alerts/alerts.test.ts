import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Principal } from '../../base/principal.ts'
import { type Db, schema } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { ingest } from '../ingest/ingest.ts'
import { actOnAlert, endWatch, putOnCall, setSilence } from './act.ts'
import type { ToPerson } from './deliver-messages.ts'
import { noRules } from './evaluate.ts'
import { runAlerts } from './round.ts'
import { type GivenRule, giveRule, overLimit } from './test-rules.ts'

const start = Date.parse('2026-03-10T04:00:00Z')
const at = (minutes: number) => new Date(start + minutes * 60_000)
let ids = 0
const newId = (prefix: string) => `${prefix}_${String(++ids).padStart(5, '0')}`
const signal = new AbortController().signal

const people = ['maintenance', 'supervisor', 'manager', 'viewer'] as const
const personAt = (siteId: string, role: string): Principal => ({
  ...{ userId: `${role}@${siteId}`, roles: [{ siteId, role }], language: 'en' },
})

/** Two lines of five machines in one area, each with one temperature. */
const lines = ['L1', 'L2', 'L3', 'L4']
const machines = lines.flatMap((line) =>
  [1, 2, 3, 4, 5].map((no) => ({ line, id: `${line}-M${no}` })),
)

describeOnSharedStore('alerts', (store) => {
  const processes: ReturnType<typeof noRules>[] = []
  let sent: ToPerson[] = []
  /** A process of its own, with its own memory of the rules. */
  const process = () => {
    const known = noRules()
    processes.push(known)
    return (minutes: number, more: { db?: Db; sendToPerson?: typeof send } = {}) => {
      // A rule of another test may have come within the minute.
      known.readMs = 0
      const clock = () => at(minutes)
      const deps = { db: store(), clock, newId, signal, known, sendToPerson: send, ...more }
      return runAlerts(deps)
    }
  }
  const send = async (message: ToPerson) => void sent.push(message)
  const round = process()

  async function makeSite(siteId: string, rules: Omit<GivenRule, 'siteId'>[]) {
    const db = store()
    const send = <Name extends Parameters<typeof ingest>[1]['stream']>(
      stream: Name,
      rows: Parameters<typeof ingest<Name>>[1]['rows'],
      minutes = 0,
    ) => ingest<Name>({ db, clock: () => at(minutes) }, { siteId, source: 'plc', stream, rows })
    await send('site', [{ nameZh: siteId, nameEn: siteId, zone: 'Asia/Shanghai' }])
    const named = (id: string) => ({ id, nameZh: id, nameEn: id })
    await send('equipment', [
      { ...named('A'), level: 'area' },
      ...lines.map((line) => ({
        ...named(line),
        level: 'line' as const,
        parentId: 'A',
        areaId: 'A',
      })),
      ...machines.map(({ id, line }) => ({
        ...{ ...named(id), level: 'machine' as const, parentId: line, lineId: line, areaId: 'A' },
      })),
    ])
    await send(
      'tag',
      machines.map(({ id }) => ({
        ...{ id: `${id}.t`, equipmentId: id, nameZh: '温度', nameEn: 'temperature', unit: '°C' },
      })),
    )
    await db.tx('app', (tx) =>
      tx.orm
        .insert(schema.userRole)
        .values(people.map((role) => ({ siteId, role, userId: personAt(siteId, role).userId }))),
    )
    for (const rule of rules) await giveRule(db, { siteId, ...rule })
    sent = []
    await round(0)
    const heat = (machine: string, minutes: number, value: number, arrives = minutes) =>
      send(
        'measurement',
        [{ tagId: `${machine}.t`, at: at(minutes).toISOString(), value }],
        arrives,
      )
    const events = () =>
      db.tx('read', (tx) =>
        tx.rows<{
          id: string
          state: string
          title: string
          level: number
          causeId: string | null
          repeats: number
        }>(sql`
          select id, state, title_en as title, level, cause_id as "causeId", repeats
          from alert_event where site_id = ${siteId} order by raised_at, id`),
      )
    const by = (role: string) => ({ principal: personAt(siteId, role), channel: 'test' })
    const deps = (minutes: number) => ({ db, newId, clock: () => at(minutes) })
    return { siteId, send, heat, events, by, deps }
  }
  const hot = {
    ruleId: 'hot',
    watched: { kind: 'tag', tags: '*.t' },
    test: overLimit(80, 75),
  } as const

  const told = (siteId: string) =>
    sent
      .filter((one) => one.site === siteId)
      .map(({ person, message }) => [person, message.title.en])

  describe('an event', () => {
    test('is raised by the data, told once to who is on call, and closed when it is over', async () => {
      const site = await makeSite('one', [hot])
      await site.heat('L1-M1', 1, 79)
      await round(1)
      await site.heat('L1-M1', 2, 82.4)
      await round(2)
      await round(3)
      expect(await site.events()).toMatchObject([
        { state: 'open', title: 'L1-M1 temperature at 82.4 °C, above 80 °C' },
      ])
      expect(told('one')).toEqual([
        ['maintenance@one', 'L1-M1 temperature at 82.4 °C, above 80 °C'],
      ])
      await site.heat('L1-M1', 4, 77)
      await round(4)
      expect(await site.events()).toMatchObject([{ state: 'open' }])
      await site.heat('L1-M1', 5, 74)
      await round(5)
      expect(await site.events()).toMatchObject([{ state: 'closed', repeats: 0 }])
      await site.heat('L1-M1', 7, 90)
      await round(7)
      expect(await site.events()).toMatchObject([{ state: 'open', repeats: 1 }])
      expect(told('one')).toHaveLength(1)
    })

    test('comes out the same when its data come late, and from two processes at once', async () => {
      const site = await makeSite('late', [{ ...hot, forS: 120 }])
      await site.heat('L1-M1', 1, 90)
      await site.heat('L1-M1', 4, 90)
      const other = process()
      await Promise.all([round(4), other(4), round(4), other(4)])
      expect(await site.events()).toMatchObject([{ state: 'open' }])
      expect(told('late')).toHaveLength(1)
      await site.heat('L1-M1', 2, 70, 5)
      await round(5)
      expect((await site.events()).map(({ state }) => state)).toEqual(['closed'])
    })

    test('is not lost when a round dies in its middle, nor told twice when the next one ends it', async () => {
      const site = await makeSite('killed', [hot])
      await site.heat('L1-M1', 1, 90)
      for (const dies of [1, 2, 3, 4, 5]) {
        await round(1, { db: dyingAfter(store(), dies) }).catch(() => undefined)
      }
      await round(1)
      expect(await site.events()).toHaveLength(1)
      expect(told('killed')).toHaveLength(1)
      const [due] = await store().tx('read', (tx) =>
        tx.rows<{ n: number }>(
          sql`select count(*)::int as n from alert_due where site_id = 'killed'`,
        ),
      )
      expect(due?.n).toBe(0)
    })

    test('goes on to the next when nobody takes it, and stops when somebody does', async () => {
      const site = await makeSite('ladder', [{ ...hot, escalateMin: 10 }])
      await site.heat('L1-M1', 1, 90)
      for (const minutes of [1, 11, 12, 21, 40]) await round(minutes)
      expect(told('ladder').map(([person]) => person)).toEqual([
        'maintenance@ladder',
        'supervisor@ladder',
        'manager@ladder',
      ])
      const [event] = await site.events()
      const act = { siteId: 'ladder', id: event?.id ?? '', act: 'acknowledge' as const }
      expect(await actOnAlert(site.deps(41), site.by('viewer'), act)).toBe('not_allowed')
      expect(await actOnAlert(site.deps(41), site.by('maintenance'), act)).toBe('done')
      expect(await actOnAlert(site.deps(41), site.by('maintenance'), act)).toBe(
        'already_acknowledged',
      )
      const elsewhere = { principal: personAt('one', 'supervisor'), channel: 'test' }
      expect(await actOnAlert(site.deps(41), elsewhere, act)).toBe('not_found')
      expect(await site.events()).toMatchObject([{ state: 'acknowledged', level: 3 }])
    })

    test('that is put off comes back to who was told, if it still stands', async () => {
      const site = await makeSite('snooze', [hot])
      await site.heat('L1-M1', 1, 90)
      await round(1)
      const [event] = await site.events()
      const snooze = { siteId: 'snooze', id: event?.id ?? '', act: 'snooze' as const }
      const by = site.by('maintenance')
      expect(await actOnAlert(site.deps(2), by, { ...snooze, until: 'soon' })).toBe('bad_time')
      const until = at(32).toISOString()
      expect(await actOnAlert(site.deps(2), by, { ...snooze, until })).toBe('done')
      await round(31)
      expect(told('snooze')).toHaveLength(1)
      await round(32)
      expect(await site.events()).toMatchObject([{ state: 'open' }])
      expect(told('snooze').map(([person]) => person)).toEqual([
        by.principal.userId,
        by.principal.userId,
      ])
    })
  })

  describe('many events', () => {
    test('of a line that stops are one alert', async () => {
      const site = await makeSite('line', [
        { ruleId: 'down', watched: { kind: 'state', categories: ['down'] }, forS: 60 },
      ])
      await site.send(
        'machine_state',
        machines.slice(0, 5).map(({ id }, no) => ({
          ...{ machineId: id, startAt: at(1 + no / 10).toISOString(), sourceKey: id },
          ...{ state: 'aborted', category: 'down' as const },
        })),
        2,
      )
      await round(3)
      const [first, ...others] = await site.events()
      expect(first).toMatchObject({ title: 'L1-M1 is down for 1 min', causeId: null })
      expect(others.map(({ causeId }) => causeId)).toEqual(Array(4).fill(first?.id))
      expect(told('line')).toEqual([
        ['maintenance@line', 'L1-M1 is down for 1 min (4 more follow from it)'],
      ])
    })

    test('cost a person few messages, and the record none of them', async () => {
      const site = await makeSite('storm', [hot])
      const rows = machines.flatMap(({ id }, no) =>
        Array.from({ length: 25 }, (_, burst) => ({
          ...{ tagId: `${id}.t`, value: burst % 2 === 0 ? 90 : 60 },
          at: new Date(at(1).getTime() + burst * 400 + no).toISOString(),
        })),
      )
      for (let from = 0; from < rows.length; from += 100) {
        await site.send('measurement', rows.slice(from, from + 100), 1.2)
        await round(1.2)
      }
      const events = await site.events()
      expect(events).toHaveLength(machines.length)
      expect(events.reduce((sum, { repeats }) => sum + 1 + repeats, 0)).toBe(machines.length * 13)
      expect(sent.filter((one) => one.site === 'storm').length).toBeLessThanOrEqual(2)
    })

    test('in a place that is worked on are recorded, and told when it is over and they stand', async () => {
      const site = await makeSite('quiet', [hot])
      const silence = { siteId: 'quiet', scopeId: 'L1', reason: 'belt change' }
      const times = { fromAt: at(0).toISOString(), untilAt: at(60).toISOString() }
      const asked = { ...silence, ...times }
      expect(await setSilence(site.deps(0), site.by('viewer'), asked)).toBe('not_allowed')
      expect(await setSilence(site.deps(0), site.by('maintenance'), asked)).toBe('set')
      await site.heat('L1-M1', 1, 90)
      await site.heat('L1-M2', 5, 90)
      await site.heat('L1-M2', 6, 60)
      await round(6)
      expect(await site.events()).toHaveLength(2)
      expect(told('quiet')).toEqual([])
      await round(61)
      expect(told('quiet')).toHaveLength(1)
    })
  })

  describe('what is watched', () => {
    test('may be a source that falls silent, a stock that runs low', async () => {
      const site = await makeSite('feeds', [])
      await site.send('material', [{ id: 'steel', nameZh: '钢', nameEn: 'Steel', unit: 'kg' }])
      await giveRule(store(), {
        ...{ siteId: 'feeds', ruleId: 'silent', watched: { kind: 'source', source: 'plc' } },
        ...{ missing: 'alert', missingS: 600 },
      })
      await giveRule(store(), {
        ...{ siteId: 'feeds', ruleId: 'low', watched: { kind: 'material', materialId: 'steel' } },
        test: { kind: 'limit', comparison: 'below', threshold: 100 },
      })
      await round(1)
      const count = { materialId: 'steel', quantity: 40, countedAt: at(2).toISOString() }
      await site.send('stock', [count], 2)
      await round(2)
      await round(13)
      expect((await site.events()).map(({ title, state }) => [title, state])).toEqual([
        ['Steel steel at 40 kg, below 100 kg', 'open'],
        ['plc has sent nothing for 10 min', 'open'],
      ])
      await site.send('stock', [{ ...count, quantity: 400, countedAt: at(14).toISOString() }], 14)
      await round(14)
      expect((await site.events()).map(({ state }) => state)).toEqual(['closed', 'closed'])
    })

    test('is a new matter with a new version of its rule, and none when it is retired', async () => {
      const site = await makeSite('versions', [hot])
      await site.heat('L1-M1', 1, 90)
      await round(1)
      await giveRule(store(), { siteId: 'versions', ...hot, version: 2, test: overLimit(95) })
      await round(2)
      expect(await site.events()).toMatchObject([{ state: 'closed' }])
      await giveRule(store(), { siteId: 'versions', ...hot, version: 3, retired: true })
      await site.heat('L1-M1', 3, 99)
      await round(3)
      expect(await site.events()).toHaveLength(1)
    })
  })

  describe('the calendar', () => {
    test('takes an alert to the one on call nearest to it, until that turn is ended', async () => {
      const site = await makeSite('calendar', [hot])
      const duty = {
        ...{ siteId: 'calendar', userId: 'manager@calendar', role: 'maintenance' as const },
        ...{ scopeId: 'L2', level: 1, shiftId: null },
        ...{ fromAt: at(0).toISOString(), untilAt: at(600).toISOString() },
      }
      const put = (more: object, role = 'supervisor') =>
        putOnCall(site.deps(0), site.by(role), { ...duty, ...more })
      expect(await put({}, 'maintenance')).toBe('not_allowed')
      expect(await put({ userId: 'nobody' })).toBe('unknown_person')
      expect(await put({ scopeId: 'L9' })).toBe('unknown_place')
      expect(await put({ shiftId: 'x' })).toBe('unknown_shift')
      expect(await put({ untilAt: at(-1).toISOString() })).toBe('bad_time')
      expect(await put({})).toBe('set')
      await site.heat('L2-M1', 1, 90)
      await round(1)
      await site.heat('L1-M1', 5, 90)
      await round(5)
      expect(told('calendar').map(([person]) => person)).toEqual([
        'manager@calendar',
        'maintenance@calendar',
      ])
      const [row] = await store().tx('read', (tx) =>
        tx.rows<{ id: string }>(sql`select id from on_call where site_id = 'calendar'`),
      )
      const ending = { kind: 'on_call' as const, siteId: 'calendar', id: row?.id ?? '' }
      expect(await endWatch(site.deps(6), site.by('maintenance'), ending)).toBe('not_allowed')
      expect(await endWatch(site.deps(6), site.by('supervisor'), ending)).toBe('ended')
      expect(await endWatch(site.deps(6), site.by('supervisor'), ending)).toBe('not_found')
    })
  })

  test('a message that does not arrive is tried again, and is one message', async () => {
    const site = await makeSite('away', [hot])
    await site.heat('L1-M1', 1, 90)
    const tried: string[] = []
    const failing = async ({ dedupKey }: ToPerson) => {
      tried.push(dedupKey)
      throw new Error('the channel is away')
    }
    await round(1, { sendToPerson: failing })
    await round(1.05, { sendToPerson: failing })
    await round(2)
    expect(new Set([...tried, ...sent.map(({ dedupKey }) => dedupKey)]).size).toBe(1)
    expect(told('away')).toHaveLength(1)
  })

  beforeAll(() => {
    sent = []
  })
})

/** A store whose connection breaks after so many transactions of writers. */
function dyingAfter(db: Db, writes: number): Db {
  let left = writes
  return {
    ...db,
    tx: (role, work, options) => {
      if (role === 'read') return db.tx(role, work, options)
      left -= 1
      if (left < 0) throw new Error('the process is gone')
      return db.tx(
        role,
        async (tx) => {
          const done = await work(tx)
          if (left === 0) throw new Error('the process is gone')
          return done
        },
        options,
      )
    },
  }
}
