import { expect, test } from 'vitest'
import { causeOf, type Placed } from './fold.ts'
import { placesOf } from './places.ts'
import { reconcile } from './reconcile.ts'
import { route } from './route.ts'

const row = (id: string, level: string, parentId: string | null) => ({
  ...{ siteId: 's', id, level, parentId, nameZh: id, nameEn: id, lineId: null, areaId: null },
})
const places = placesOf('s', [
  row('A', 'area', null),
  ...['L1', 'L2', 'L3', 'L4'].map((line) => row(line, 'line', 'A')),
  ...['L1', 'L2', 'L3', 'L4'].flatMap((line) =>
    ['a', 'b'].map((machine) => row(`${line}${machine}`, 'machine', line)),
  ),
])
let ids = 0
const placed = (scopeId: string, second: number): Placed => ({
  ...{ id: `${++ids}`, severity: 'warning', raisedAt: second * 1000, lastAt: second * 1000 },
  ...{ chain: places.chainOf(scopeId), line: places.lineOf(scopeId), area: places.areaOf(scopeId) },
})
const roots = (events: Placed[]): string[] => {
  const groups: Placed[] = []
  for (const event of events) {
    const cause = causeOf(event, groups, places.linesIn)
    if (cause === null) groups.push(event)
    else cause.lastAt = Math.max(cause.lastAt, event.raisedAt)
  }
  return groups.map(({ chain: [place = ''] }) => place)
}

test('what stops with a line is told with the first machine that stopped', () => {
  expect(roots([placed('L1b', 0), placed('L1a', 30), placed('L1', 100)])).toEqual(['L1b'])
  expect(roots([placed('L1', 0), placed('L1a', 5), placed('L2a', 6)])).toEqual(['L1', 'L2a'])
})

test('what comes later is another event, though the first still stands', () => {
  expect(roots([placed('L1a', 0), placed('L1a', 300)])).toEqual(['L1a', 'L1a'])
})

test('from the third line on, one cause stands above the lines', () => {
  const many = ['L1a', 'L2a', 'L3a', 'L4a', 'L3b'].map((id, at) => placed(id, at))
  expect(roots(many)).toEqual(['L1a', 'L2a'])
})

const stretch = (raisedAt: number, clearedAt: number | null) => ({
  ...{ raisedAt: raisedAt * 1000, clearedAt: clearedAt === null ? null : clearedAt * 1000 },
  ...{ reason: 'over' as const, value: 1, limit: 0 },
})
const event = (id: string, from: number, to: number | null) => ({
  ...{ id, lastRaisedAt: from * 1000, ...stretch(from, to) },
})

test('a judgement made again changes no record', () => {
  const found = [stretch(0, 10), stretch(2000, null)]
  const known = [event('a', 0, 10), event('b', 2000, null)]
  expect(reconcile(found, known)).toEqual({ fresh: [], changed: [], undone: [] })
})

test('what chatters is one event that came back', () => {
  const { fresh } = reconcile([stretch(0, 10), stretch(20, 30), stretch(40, null)], [])
  expect(fresh).toMatchObject([{ raisedAt: 0, clearedAt: null, raises: [0, 20_000, 40_000] }])
  const again = reconcile([stretch(60, null)], [event('a', 0, 30)])
  expect(again).toMatchObject({
    fresh: [],
    changed: [{ id: 'a', clearedAt: null, raises: [60_000] }],
  })
})

test('late data move the beginning of an event, or undo it', () => {
  expect(reconcile([stretch(-30, null)], [event('a', 0, null)]).fresh).toEqual([])
  expect(reconcile([], [event('a', 0, null)]).undone).toEqual(['a'])
})

const duty = (userId: string, scopeId: string, more = {}) => ({
  ...{ userId, role: 'maintenance', scopeId, level: 1, shift: null, ...more },
})
const asked = { role: 'maintenance', level: 1, chain: ['L1a', 'L1', 'A', 's'], minute: 60 }
const holders = [
  { userId: 'manager', role: 'manager' },
  { userId: 'supervisor', role: 'supervisor' },
]

test('who is on call with the skill, nearest to the place and on shift, is told', () => {
  const duties = [
    ...[duty('site', 's'), duty('line', 'L1'), duty('other line', 'L2')],
    duty('quality', 'L1a', { role: 'quality' }),
    duty('day', 'L1a', { shift: { startMinute: 480, endMinute: 1200 } }),
    duty('night', 'L1a', { shift: { startMinute: 1200, endMinute: 480 } }),
  ]
  expect(route(asked, { duties, holders })).toEqual(['night'])
  expect(route(asked, { duties: duties.slice(0, 5), holders })).toEqual(['line'])
  expect(route({ ...asked, minute: 600 }, { duties, holders })).toEqual(['day'])
})

test('without a calendar it goes to the role, then to those who lead', () => {
  const maintainers = ['m1', 'm2'].map((userId) => ({ userId, role: 'maintenance' }))
  const all = [...holders, ...maintainers]
  expect(route(asked, { duties: [], holders: all })).toEqual(['m1', 'm2'])
  expect(route(asked, { duties: [], holders })).toEqual(['supervisor'])
  expect(route({ ...asked, level: 2 }, { duties: [], holders: all })).toEqual(['supervisor'])
  expect(route({ ...asked, level: 3 }, { duties: [], holders: all })).toEqual(['manager'])
})
