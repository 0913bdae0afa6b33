import { expect, it } from 'vitest'
import { dateReader } from './date-format.ts'
import { readDuration } from './read-duration.ts'
import { readNumber } from './read-number.ts'

const shanghai = (text: string, format = 'auto', range?: 'start' | 'end') =>
  dateReader(format, 'Asia/Shanghai', range)(text)?.toISOString() ?? null

it.each([
  ['2026/11/3 8:00', '2026-11-03T00:00:00.000Z'],
  ['2026-11-3 08:00:30', '2026-11-03T00:00:30.000Z'],
  ['2026年11月3日', '2026-11-02T16:00:00.000Z'],
  ['2026年11月3日8时30分', '2026-11-03T00:30:00.000Z'],
  ['2026年11月3日 下午3:20', '2026-11-03T07:20:00.000Z'],
  ['2026.11.3', '2026-11-02T16:00:00.000Z'],
  ['20261103', '2026-11-02T16:00:00.000Z'],
  ['20261103 080000', '2026-11-03T00:00:00.000Z'],
  ['3-Nov-26', '2026-11-02T16:00:00.000Z'],
  ['Nov 3, 2026 2:05 PM', '2026-11-03T06:05:00.000Z'],
  ['２０２６／１１／３　８：００', '2026-11-03T00:00:00.000Z'],
  ['46329.3333333333', '2026-11-03T00:00:00.000Z'],
  ['2026-11-03T00:00:00 08:00:00', '2026-11-03T00:00:00.000Z'],
  ['2026-11-03 24:00', '2026-11-03T16:00:00.000Z'],
  ['2026-11-03T08:00:00+09:00', '2026-11-02T23:00:00.000Z'],
])('reads the date %s at the plant as one thing only', (text, instant) => {
  expect(shanghai(text)).toBe(instant)
})

it.each(['3/4/2026', '2026-13-01', '2026-02-30', '2026-11-03 25:00', 'N/A', '12', '1234567', ''])(
  'does not guess at the date %s',
  (text) => {
    expect(shanghai(text)).toBeNull()
  },
)

it.each([
  ['2026-11-03 8:00-16:00', '2026-11-03T00:00:00.000Z', '2026-11-03T08:00:00.000Z'],
  ['2026/11/3 20:00～8:00', '2026-11-03T12:00:00.000Z', '2026-11-04T00:00:00.000Z'],
  ['2026年11月3日 16:00至次日0:00', '2026-11-03T08:00:00.000Z', '2026-11-03T16:00:00.000Z'],
  ['2026-11-03T00:00:00 08:00:00-16:30:00', '2026-11-03T00:00:00.000Z', '2026-11-03T08:30:00.000Z'],
])('reads both ends of %s', (text, start, end) => {
  expect([shanghai(text, 'auto', 'start'), shanghai(text, 'auto', 'end')]).toEqual([start, end])
})

it('ends a night shift by the clock when the clocks change in that night', () => {
  const read = dateReader('auto', 'Europe/Berlin', 'end')
  expect(read('2026-10-24 22:00-6:00')?.toISOString()).toBe('2026-10-25T05:00:00.000Z')
  expect(read('2026-03-28 22:00-6:00')?.toISOString()).toBe('2026-03-29T04:00:00.000Z')
})

it('reads months by name, halves of the day, and years that lost their first half', () => {
  expect(shanghai('02-Jun-06', 'dd-MMM-yy')).toBe('2006-06-01T16:00:00.000Z')
  expect(shanghai('4/6/26 12:30 AM', 'M/d/yy H:mm a')).toBe('2026-04-05T16:30:00.000Z')
  expect(shanghai('2012-01-06', '20MM-dd-yy')).toBe('2006-11-30T16:00:00.000Z')
})

it.each([
  ['1,234', 1234],
  ['1,234,567.8', 1234567.8],
  ['1 234', 1234],
  ['12%', 0.12],
  ['7 %', 0.07],
  ['１，２３４．５', 1234.5],
  ['￥80', 80],
  ['80元', 80],
  ['(80)', -80],
  ['-1,200', -1200],
  ['+3', 3],
  ['1.5e3', 1500],
])('reads the number %s', (text, value) => {
  expect(readNumber(text)).toBe(value)
})

it.each([
  '1,5',
  '12,34',
  '1,2345',
  '1.2.3',
  '35 min',
  'Infinity',
  '0x10',
  '',
  '-',
  'NaN',
  '１２个',
])('leaves "%s" alone: it has two readings, or none', (text) => {
  expect(readNumber(text)).toBeNull()
})

it.each([
  ['35', 2100],
  ['0.5', 30],
  ['1:20', 4800],
  ['0:00:45', 45],
  ['35分钟', 2100],
  ['1小时20分', 4800],
  ['1h 20m', 4800],
  ['2 days', 172_800],
  ['90s', 90],
])('reads the duration %s, in minutes unless it says', (text, seconds) => {
  expect(readDuration(text, 'min')).toBe(seconds)
})

it('does not read what is no duration', () => {
  expect(['', 'soon', '1:75', '3 boxes'].map((text) => readDuration(text, 'min'))).toEqual(
    Array(4).fill(null),
  )
})

it.each(['0', '-', '%', '(', ' ', '1:00-', '1天'])(
  'reads nothing of a cell of a megabyte, however it goes on: %j',
  (run) => {
    const cell = `1${run.repeat(1_000_000 / run.length)}x`
    expect(readNumber(cell)).toBeNull()
    expect(readDuration(cell, 's')).toBeNull()
    expect(shanghai(cell, 'auto', 'start')).toBeNull()
    expect(shanghai(cell)).toBeNull()
  },
)
