/** Night shifts and summer time: a plant in Berlin against plain counting with a wall clock. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hourMs } from '../base/milliseconds.ts'
import type { Principal } from '../base/principal.ts'
import { seeded } from '../base/random.ts'
import {
  ingest,
  type KpiQuery,
  queryKpi,
  type StreamName,
  type StreamRow,
  seedMetrics,
} from '../factory/index.ts'
import type { Db } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { atomsOf, formulas, type HandPlant, msOf, wallClock } from './support/by-hand.ts'
import { equal } from './support/compare.ts'

const zone = 'Europe/Berlin'
/** The clocks went forward on 29 March and back on 25 October. */
const changes = { spring: '2026-03-29', autumn: '2026-10-25' } as const
const now = new Date('2026-10-31T12:00:00Z')

const shifts = [
  { id: 'early', nameZh: '早班', nameEn: 'Early', startMinute: 330, endMinute: 810 },
  { id: 'late', nameZh: '中班', nameEn: 'Late', startMinute: 810, endMinute: 1290 },
  { id: 'night', nameZh: '夜班', nameEn: 'Night', startMinute: 1290, endMinute: 330 },
]
const machines = ['B-1', 'B-2', 'B-3']
const teams = ['A', 'B', 'C']
const random = seeded(29_032_026)
const between = (low: number, high: number) => low + Math.floor(random() * (high - low))
const pick = <Item>(items: readonly Item[]): Item => items[between(0, items.length)] as Item

/** Five local days around each change, states and counts at any second. */
function history(day: string) {
  const from = Date.parse(`${day}T00:00:00Z`) - 60 * hourMs
  const to = from + 120 * hourMs
  const states = machines.flatMap((machineId) => {
    const rows: StreamRow<'machine_state'>[] = []
    for (let at = from; at < to; ) {
      const end = Math.min(to, at + between(120, 9000) * 1000)
      const category = pick(['production', 'production', 'setup', 'delay', 'down', 'planned_stop'])
      const reasonId = category === 'down' ? pick(['jam', 'tool', null]) : null
      rows.push({
        machineId,
        startAt: new Date(at),
        endAt: new Date(end),
        state: category,
        category: category as 'production',
        reasonId,
      })
      at = end
    }
    return rows
  })
  const counts = machines.flatMap((machineId) =>
    Array.from({ length: 400 }, (): StreamRow<'production_count'> => {
      const good = between(0, 40)
      return {
        machineId,
        at: new Date(from + between(1, 120 * 3600) * 1000),
        productId: pick(['P1', 'P2']),
        good,
        scrap: between(0, 4),
        rework: between(0, 3),
        firstPass: Math.max(0, good - between(0, 3)),
        plannedRunSPerPiece: between(20, 60) / 2,
        energyKwh: between(1, 900) / 100,
      }
    }),
  )
  const failures = machines.flatMap((machineId) =>
    Array.from(
      { length: 15 },
      (): StreamRow<'failure_event'> => ({
        machineId,
        at: new Date(from + between(0, 120 * 3600) * 1000),
        repairS: pick([null, between(60, 9000)]),
      }),
    ),
  )
  return { states, counts: oneAt(counts), failures }
}

/** Two products counted at one second would leave open whose time it was. */
const oneAt = (rows: StreamRow<'production_count'>[]) => [
  ...new Map(rows.map((row) => [`${row.machineId} ${msOf(row.at)}`, row])).values(),
]

const parts = [history(changes.spring), history(changes.autumn)]
const states = parts.flatMap((part) => part.states)
const counts = parts.flatMap((part) => part.counts)
const failures = parts.flatMap((part) => part.failures)

const days = Object.values(changes).flatMap((day) =>
  Array.from({ length: 9 }, (_, index) =>
    new Date(Date.parse(`${day}T12:00:00Z`) + (index - 4) * 24 * hourMs).toISOString().slice(0, 10),
  ),
)
const roster = days.flatMap((shiftDate, day) =>
  shifts.map(({ id }, index) => ({
    shiftDate,
    shiftId: id,
    teamId: teams[(day + index) % 3] ?? 'A',
  })),
)

const plant: HandPlant = {
  siteId: 'berlin',
  zone,
  lineOf: new Map(machines.map((id) => [id, 'B-L1'])),
  shifts,
  teamOf: new Map(roster.map((row) => [`${row.shiftDate} ${row.shiftId}`, row.teamId])),
  states,
  counts,
  failures,
  until: now.getTime(),
}
const atoms = atomsOf(plant)

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await db.tx('ingest', (tx) => seedMetrics(tx, now))
  const send = async <Name extends StreamName>(stream: Name, rows: StreamRow<Name>[]) => {
    const batch = { siteId: 'berlin', source: 'test', stream, rows }
    const { refused } = await ingest({ db, clock: () => now }, batch)
    expect(refused).toEqual([])
  }
  const named = (id: string) => ({ id, nameZh: id, nameEn: id })
  await send('site', [{ nameZh: '柏林', nameEn: 'Berlin', zone, currency: 'EUR' }])
  await send('equipment', [
    { ...named('B-L1'), level: 'line' },
    ...machines.map((id) => ({ ...named(id), level: 'machine' as const, lineId: 'B-L1' })),
  ])
  await send('shift', shifts)
  await send('team', teams.map(named))
  await send('roster', roster)
  await send(
    'product',
    ['P1', 'P2'].map((id) => ({ ...named(id), family: 'F' })),
  )
  await send('downtime_reason', [
    { ...named('jam'), lossClass: 'failure' },
    { ...named('tool'), lossClass: 'setup' },
  ])
  await send('machine_state', states)
  await send('production_count', counts)
  await send('failure_event', failures)
}, 120_000)
afterAll(() => db.close())

const principal: Principal = {
  userId: 'supervisor@berlin',
  roles: [{ siteId: 'berlin', role: 'supervisor' }],
  language: 'en',
}
const ask = (query: KpiQuery) =>
  queryKpi({ db, principal, clock: () => now, language: 'en' }, { limit: 500, ...query })

/** Local days as instants, from a list and not from a computation. */
const midnights: Record<string, string> = {
  '2026-03-28': '2026-03-27T23:00Z',
  '2026-03-29': '2026-03-28T23:00Z',
  '2026-03-30': '2026-03-29T22:00Z',
  '2026-10-24': '2026-10-23T22:00Z',
  '2026-10-25': '2026-10-24T22:00Z',
  '2026-10-26': '2026-10-25T23:00Z',
}
const midnight = (day: string): number => msOf(midnights[day] ?? '')

const windows = [
  { from: '2026-03-28', to: '2026-03-30' },
  { from: '2026-10-24', to: '2026-10-26' },
]
const metrics = ['oee', 'availability', 'output', 'mttr', 'downtime'] as const

describe.each(windows)('from %j', ({ from, to }) => {
  const within = (list: typeof atoms.hours) =>
    list.filter(({ at }) => at >= midnight(from) && at < midnight(to))

  test.each(metrics)('%s by shift, team, day and hour', async (metric) => {
    const facts = within(metric === 'downtime' ? atoms.lost : atoms.hours)
    const keys = {
      team: ({ team }: (typeof facts)[0]) => String(team),
      shift: ({ shift }: (typeof facts)[0]) => String(shift),
      grain_shift: (atom: (typeof facts)[0]) => `${atom.shiftDate} ${atom.shift}`,
      grain_day: ({ at }: (typeof facts)[0]) => wallClock(at, zone).date,
      grain_hour: ({ at }: (typeof facts)[0]) => isoHour(at),
    }
    for (const [kind, keyOf] of Object.entries(keys)) {
      const split = kind.startsWith('grain_')
        ? { grain: kind.slice(6) as 'day' }
        : { dimensions: [kind as 'team'] }
      const { rows } = await ask({ metrics: [metric], window: { from, to }, ...split })
      const groups = Map.groupBy(facts, keyOf)
      const keysSeen = rows.map((row) => row.bucket ?? Object.values(row.keys).join(''))
      if (metric !== 'downtime') expect(keysSeen.toSorted()).toEqual([...groups.keys()].toSorted())
      for (const [index, key] of keysSeen.entries()) {
        const expected = formulas[metric]?.(groups.get(key) ?? [])
        equal(rows[index]?.now[0]?.value, expected, `${metric} ${kind} ${key}`)
      }
    }
  })
})

const isoHour = (at: number): string => {
  const hour = Math.floor(at / hourMs) * hourMs
  const { date, minute } = wallClock(hour, zone)
  const ahead = (Date.parse(`${date}T00:00:00Z`) + minute * 60_000 - hour) / hourMs
  const hh = String(minute / 60).padStart(2, '0')
  return `${date}T${hh}:00+0${ahead}:00`
}

describe('the night of a change', () => {
  test('is one shift of seven hours in spring and of nine in autumn, on the day it began', async () => {
    for (const [night, hours] of [
      ['2026-03-28', 7],
      ['2026-10-24', 9],
      ['2026-10-23', 8],
    ] as const) {
      const own = atoms.hours.filter(
        ({ shift, shiftDate }) => shift === 'night' && shiftDate === night,
      )
      const names = ['production_s', 'setup_s', 'delay_s', 'down_s', 'planned_stop_s']
      const seconds = own.reduce(
        (sum, atom) => names.reduce((all, name) => all + Number(atom[name] ?? 0), sum),
        0,
      )
      expect(seconds, night).toBe(machines.length * hours * 3600)
      const { rows } = await db.tx('read', async (tx) => ({
        rows: await tx.orm.query.factHour.findMany({
          where: (fact, { and, eq }) => and(eq(fact.shiftId, 'night'), eq(fact.shiftDate, night)),
        }),
      }))
      const stored = rows.reduce(
        (sum, f) => sum + f.productionS + f.setupS + f.delayS + f.downS + f.plannedStopS,
        0,
      )
      equal(stored, seconds, night)
    }
  })

  test('has 23 or 25 hours in its day, each once', async () => {
    for (const [day, next, hours] of [
      ['2026-03-29', '2026-03-30', 23],
      ['2026-10-25', '2026-10-26', 25],
    ] as const) {
      const { rows } = await ask({
        metrics: ['availability'],
        window: { from: day, to: next },
        grain: 'hour',
      })
      expect(new Set(rows.map(({ bucket }) => bucket)).size).toBe(hours)
    }
  })

  test('last_shift of the night that crossed midnight is that night', async () => {
    const clock = () => new Date('2026-10-25T09:00:00Z')
    const { window } = await queryKpi(
      { db, principal, clock, language: 'en' },
      { metrics: ['output'], window: { period: 'last_shift', shift: 'night' } },
    )
    // From 21:30 in summer time to 05:30 in winter time.
    expect(window.from.toISOString()).toBe('2026-10-24T19:30:00.000Z')
    expect(window.to.toISOString()).toBe('2026-10-25T04:30:00.000Z')
  })
})
