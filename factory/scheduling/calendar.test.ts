import { expect, test } from 'vitest'
import { closedSeconds, mergeWindows, resumedEnd } from './calendar.ts'

const windows = mergeWindows([
  { fromS: 300, toS: 400 },
  { fromS: 100, toS: 200 },
  { fromS: 150, toS: 250 },
  { fromS: 500, toS: 500 },
])

test('overlapping windows become one and empty ones vanish', () => {
  expect(windows).toEqual([
    { fromS: 100, toS: 250 },
    { fromS: 300, toS: 400 },
  ])
})

test('work already begun rests in a window and goes on after it', () => {
  expect(resumedEnd(windows, 50, 60)).toBe(260)
  expect(resumedEnd(windows, 50, 50)).toBe(100)
  expect(resumedEnd(windows, 120, 0)).toBe(120)
})

test('closed time counts only what lies between the two instants', () => {
  expect(closedSeconds(windows, 200, 350)).toBe(100)
})
