import { expect, test } from 'vitest'
import type { Reading } from '../reading.ts'
import { stopQueries } from './stop-query.ts'

const reading = { question: '3号机为什么停机?', equipment: [{ id: 'SZ-CNC-03' }] } as Reading
const at = '2026-10-12T04:52:00Z'
const stopped = (reason: string | null, note: string | null) => ({
  ...{ state: { category: 'unplanned', reason, note, since: at }, last_stop: null },
  alarms: [{ at, code: 'ALM-2104', message: 'Spindle vibration trip' }],
})
const asked = (data: unknown) => stopQueries(reading, data).map(({ query }) => query)

test('an alarm is looked up by its code, a stop by its reason and what was noted of it', () => {
  const data = stopped('主轴轴承', '异响,等待更换轴承')
  expect(asked(data)).toEqual(['ALM-2104', '主轴轴承 异响,等待更换轴承'])
})

test('where nothing is known but an alarm, its message helps', () => {
  expect(asked(stopped(null, null))).toEqual(['ALM-2104 Spindle vibration trip'])
})

test('a machine that runs again is asked about its last stop', () => {
  const { state: last_stop, alarms } = stopped('主轴轴承', null)
  const state = { category: 'production', reason: null, note: null, since: '2026-10-12T09:00:00Z' }
  expect(asked({ state, last_stop, alarms })).toEqual(['ALM-2104', '主轴轴承'])
})

test('an alarm of long before a stop is none of it', () => {
  const { state, last_stop, alarms } = stopped('主轴轴承', null)
  const before = alarms.map((one) => ({ ...one, at: '2026-10-12T04:00:00Z' }))
  expect(asked({ state, last_stop, alarms: before })).toEqual(['主轴轴承'])
  const nothing = { ...stopped(null, null), alarms: [] }
  expect(asked(nothing)).toEqual([reading.question])
})
