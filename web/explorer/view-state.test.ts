import { expect, test } from 'vitest'
import {
  isBareLink,
  queryOf,
  readSearch,
  sameQuestion,
  searchOf,
  type View,
  viewOf,
  viewOfQuery,
} from './view-state.ts'

const full: View = {
  metrics: ['oee@2', 'output'],
  by: ['line', 'shift'],
  filters: { machine: ['SZ-CNC-03', 'A,1%2C'] },
  window: { from: '2026-11-01T08:00', to: '2026-11-02' },
  grain: 'week',
  compare: { from: '2026-10-01', to: '2026-10-02' },
  order: { by: 'oee.change', direction: 'asc' },
  limit: 200,
  show: 'table',
  saved: { siteId: 'suzhou', id: 'view_1' },
}

test('an address gives back the very view that it was made of', () => {
  expect(viewOf(readSearch(searchOf(full)))).toEqual(full)
  const short: View = {
    ...full,
    ...{ window: { period: 'last_n_days', n: 7 }, compare: 'previous_period', order: null },
    ...{ by: [], filters: {}, limit: 50, show: 'chart' as const },
  }
  expect(viewOf(readSearch(searchOf(short)))).toEqual(short)
})

test('a kept question gives back the view that it was kept from', () => {
  const bars: View = { ...full, window: { period: 'this_week', n: null }, compare: 'none' }
  for (const view of [full, bars, viewOf({}), viewOf({ by: 'line', show: 'table' })]) {
    const kept = viewOfQuery(JSON.parse(JSON.stringify(queryOf(view))), view)
    expect(kept).toEqual(view)
    expect(sameQuestion(kept, view)).toBe(true)
    expect(sameQuestion(kept, { ...view, limit: 10 })).toBe(false)
  }
})

test('an address may name a saved view and leave the question to it', () => {
  expect(isBareLink({ view: 'suzhou/view_1' })).toBe(true)
  expect(isBareLink(searchOf(full))).toBe(false)
  expect(isBareLink({})).toBe(false)
  expect(viewOf({ view: 'nonsense' }).saved).toBe(null)
})

test('an empty address is a first look: OEE by day over two weeks', () => {
  expect(queryOf(viewOf({}))).toEqual({
    metrics: ['oee'],
    window: { period: 'last_n_days', n: 14 },
    ...{ grain: 'day', limit: 50 },
  })
})

test('a view becomes the arguments of query_kpi', () => {
  expect(queryOf(full)).toEqual({
    metrics: ['oee@2', 'output'],
    dimensions: ['line', 'shift'],
    filters: { machine: ['SZ-CNC-03', 'A,1%2C'] },
    window: { from: '2026-11-01T08:00', to: '2026-11-02' },
    ...{ grain: 'week', limit: 200 },
    compare: { from: '2026-10-01', to: '2026-10-02' },
    order: { by: 'oee.change', direction: 'asc' },
  })
})

test('no metric chosen is not the same as none named', () => {
  expect(viewOf({ metrics: '' }).metrics).toEqual([])
})

test('what an address cannot hold is left out, what the server judges is kept', () => {
  expect(readSearch({ metrics: 7, evil: 'x', n: 'many', limit: '9', by: ['line'] })).toEqual({
    ...{ metrics: '7', limit: 9 },
  })
  expect(readSearch({ by: 'colour' })).toEqual({ by: 'colour' })
})

test('a named period that counts nothing back sends no number', () => {
  expect(queryOf(viewOf({ period: 'yesterday', n: 3 })).window).toEqual({ period: 'yesterday' })
})
