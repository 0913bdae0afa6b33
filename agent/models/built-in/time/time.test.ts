import { describe, expect, it } from 'vitest'
import type { WindowReading } from '../reading.ts'
import { countOf, todayIn } from './calendar.ts'
import { type ShiftTimes, shiftWindow } from './shift-time.ts'
import { readWindow } from './time.ts'

/** Tuesday 2026-11-24 10:00. */
const today = { year: 2026, month: 11, day: 24, minute: 600 }

function span(from: string, to: string): WindowReading {
  return { kind: 'range', from, to }
}

const day = (from: string): WindowReading =>
  span(from, new Date(Date.parse(`${from}T00:00Z`) + 86_400_000).toISOString().slice(0, 10))

const cases: [string[], WindowReading | null][] = [
  [['今天产量', 'output today'], { kind: 'named', name: 'today' }],
  [['昨天', '昨日', 'yesterday'], { kind: 'named', name: 'yesterday' }],
  [['前天', 'the day before yesterday'], { kind: 'range', from: '2026-11-22', to: '2026-11-23' }],
  [['本周', '这周', 'this week'], { kind: 'named', name: 'this_week' }],
  [['上周', '上个星期', 'last week'], { kind: 'named', name: 'last_week' }],
  [['本月', '这个月', 'this month'], { kind: 'named', name: 'this_month' }],
  [['上月', '上个月', 'last month'], { kind: 'named', name: 'last_month' }],
  [['今年', 'this year'], { kind: 'range', from: '2026-01-01', to: null }],
  [['去年', 'last year'], { kind: 'range', from: '2025-01-01', to: '2026-01-01' }],
  [['最近14天', '近十四天', 'last 14 days'], { kind: 'last', count: 14, unit: 'day' }],
  [['过去24小时', 'past 24 hours'], { kind: 'last', count: 24, unit: 'hour' }],
  [['最近两周', 'last two weeks'], { kind: 'last', count: 2, unit: 'week' }],
  [['近三个月', 'the last 3 months'], { kind: 'last', count: 3, unit: 'month' }],
  [['最近', '近期', 'recently', 'lately'], { kind: 'last', count: 7, unit: 'day' }],
  [['2016年', 'in 2016', '2016'], { kind: 'range', from: '2016-01-01', to: '2017-01-01' }],
  [['2016年3月', 'March 2016', '2016-03'], { kind: 'range', from: '2016-03-01', to: '2016-04-01' }],
  [
    ['2026年11月5日', '2026-11-05', '11月5日', 'Nov 5, 2026'],
    { kind: 'range', from: '2026-11-05', to: '2026-11-06' },
  ],
  [['12月5日'], { kind: 'range', from: '2025-12-05', to: '2025-12-06' }],
  [['自2016年以来', 'since 2016', '2016年以来'], { kind: 'range', from: '2016-01-01', to: null }],
  [
    ['11月1日到11月7日', 'from 2026-11-01 to 2026-11-07', '2026-11-01至2026-11-07'],
    { kind: 'range', from: '2026-11-01', to: '2026-11-08' },
  ],
  [['产量', 'output of CWC04013', 'machine 12', '2015-17', '11月31日'], null],
  [['大前天', 'output 3 days ago', '三天前'], day('2026-11-21')],
  [['明天', 'tomorrow'], day('2026-11-25')],
  [['周一', '本周一', 'on Monday'], day('2026-11-23')],
  [['上周五', '上个星期五'], day('2026-11-20')],
  [['last Friday', 'Friday'], day('2026-11-20')],
  [['周二', 'on Tuesday'], day('2026-11-24')],
  [['last Tuesday'], day('2026-11-17')],
  [['上周末', 'last weekend'], span('2026-11-21', '2026-11-23')],
  [['上上周', 'the week before last', 'two weeks ago'], span('2026-11-09', '2026-11-16')],
  [['下周', 'next week'], span('2026-11-30', '2026-12-07')],
  [['上周一共', '上周日均产量'], { kind: 'named', name: 'last_week' }],
  [['上上个月', 'the month before last'], span('2026-09-01', '2026-10-01')],
  [['10月', '十月份', 'in October', 'October 2026', '今年10月'], span('2026-10-01', '2026-11-01')],
  [['12月', 'December'], span('2025-12-01', '2026-01-01')],
  [['去年3月', 'March last year'], span('2025-03-01', '2025-04-01')],
  [['11月1日到7日', '11月1日至11月7日'], span('2026-11-01', '2026-11-08')],
  [['从10月到11月', 'from October to November'], span('2026-10-01', '2026-12-01')],
  [['第三季度', 'Q3', '2026年三季度', 'third quarter of 2026'], span('2026-07-01', '2026-10-01')],
  [['去年第四季度', 'Q4 2025'], span('2025-10-01', '2026-01-01')],
  [['上季度', 'last quarter'], span('2026-07-01', '2026-10-01')],
  [['本季度', 'this quarter'], { kind: 'range', from: '2026-10-01', to: null }],
  [['上半年', '2026年上半年', 'first half of 2026', 'H1'], span('2026-01-01', '2026-07-01')],
  [['前年'], span('2024-01-01', '2025-01-01')],
  [['最近半年', '近六个月'], { kind: 'last', count: 6, unit: 'month' }],
  [['近一年', 'past year'], { kind: 'last', count: 365, unit: 'day' }],
  [['过去一小时', 'last hour', 'past hour'], { kind: 'last', count: 1, unit: 'hour' }],
  [['过去一天', 'past day'], { kind: 'last', count: 24, unit: 'hour' }],
  [['自昨天以来', 'since yesterday'], { kind: 'range', from: '2026-11-23', to: null }],
  [['周一以来', 'since Monday'], { kind: 'range', from: '2026-11-23', to: null }],
  [['本班产量', 'this shift'], { kind: 'named', name: 'this_shift' }],
  [['上个班次', 'last shift'], { kind: 'named', name: 'last_shift' }],
]

describe.each(cases)('%j', (phrases, window) => {
  it.each(phrases)('%s', (phrase) => expect(readWindow(phrase, today)).toEqual(window))
})

const readShiftWindow = (said: string, shift: ShiftTimes) =>
  shiftWindow(said, shift, { window: readWindow(said, today), today })

describe('shifts', () => {
  const night = { id: 'night', startMinute: 0, endMinute: 480 }
  const late = { id: 'late', startMinute: 1320, endMinute: 360 }

  it.each(['昨晚', '上个夜班', 'last night', 'last night shift'])('the newest one: %s', (said) =>
    expect(readShiftWindow(said, night)).toEqual({ kind: 'last_shift', shift: 'night' }),
  )

  it('that of a day is the day, cut to the shift by its filter', () => {
    expect(readShiftWindow('昨天夜班', night)).toEqual({ kind: 'named', name: 'yesterday' })
  })

  it('one that crosses midnight keeps its own hours', () => {
    expect(readShiftWindow('昨天晚班', late)).toEqual({
      kind: 'range',
      from: '2026-11-23T22:00',
      to: '2026-11-24T06:00',
    })
  })
})

it.each([
  ['两', 2],
  ['十', 10],
  ['十四', 14],
  ['三十', 30],
  ['二十一', 21],
  ['seven', 7],
  ['30', 30],
])('counts %s as %i', (word, count) => expect(countOf(word)).toBe(count))

it('knows the local day of the plant', () => {
  const at = new Date('2026-11-23T17:30:00Z')
  expect(todayIn('Asia/Shanghai', at)).toEqual({ year: 2026, month: 11, day: 24, minute: 90 })
  expect(todayIn('UTC', at)).toMatchObject({ day: 23 })
})
