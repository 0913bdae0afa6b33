import { describe, expect, it } from 'vitest'
import { type Sources, unverifiedNumbers } from './guardrails.ts'
import { oeeFigure } from './test-tools.ts'

const sources: Sources = {
  question: 'What was the OEE of machine 3 in the last 14 days?',
  names: 'SZ-CNC-03\nCWC04013\n7号数控车床',
  zones: ['Asia/Shanghai'],
  results: [
    {
      output: 12_345.6,
      ratio: 0.7843,
      stop_s: 12_600,
      downtime_min: 94.4,
      note: 'tighten to 25 Nm',
    },
    {
      rows: [
        { id: 'WO-2016-17', delta: -3.21 },
        { id: 'WO-2016-18', delta: 4 },
      ],
    },
    { expires_at: '2026-11-24T10:25:00.000Z' },
  ],
  figures: [oeeFigure],
}

const wrongIn = (answer: string, changes: Partial<Sources> = {}) =>
  unverifiedNumbers(answer, { ...sources, ...changes })

describe('numbers that a tool returned', () => {
  it('stand in what it calls its fields as well', () => {
    const results = [{ fails_within_7_days_pct: 12 }]
    expect(wrongIn('12 % within 7 days', { results })).toEqual([])
    expect(wrongIn('12 % within 9 days', { results })).toEqual(['9'])
  })

  it.each([
    ['as they are', '78.4321'],
    ['rounded', 'OEE 78.4%, about 78 %'],
    ['a ratio as percent', 'yield 78.4%, 78.43%'],
    ['with thousands separators', '12,346 pcs; 12,345.6'],
    ['in ten thousands', '产量1.23万件'],
    ['seconds as hours or minutes', '3.5 h, 210 分钟'],
    ['minutes as hours', '1.6 小时'],
    ['without their sign', 'it fell by 3.2'],
    ['inside text that was read', 'tighten to 25 Nm'],
    ['as a count of rows', 'there are 2 rows'],
    ['full-width', '７８.４％'],
  ])('pass %s', (_, answer) => expect(wrongIn(answer)).toEqual([]))
})

describe('what only looks like a number', () => {
  it.each([
    ['numbers of the question', 'machine 3 over 14 days'],
    ['ids that were read', 'WO-2016-17 is closed'],
    ['names of the plant', 'SZ-CNC-03 and CWC04013, 7号数控车床'],
    ['dates of the window, in the zone of the plant', '2026-11-16 to 2026-11-22; 11月16日; 2026年'],
    ['times of results', 'valid until 2026-11-24 18:25'],
    ['list ordinals', '1. first\n2. second\n9) ninth'],
  ])('passes: %s', (_, answer) => expect(wrongIn(answer)).toEqual([]))
})

describe('numbers that no tool returned', () => {
  it.each([
    ['a made-up percentage', 'OEE was 91.7%', ['91.7']],
    ['a wrong rounding', 'OEE was 78.5%', ['78.5']],
    ['a unit that does not fit', 'stopped for 12.6 h', ['12.6']],
    ['a computed sum', 'in all 24,691 pcs', ['24,691']],
    ['a date that was not read', 'since 2025-03-02', ['2025']],
    ['an id that is not known', 'ticket WO-9999 is open', ['-9999']],
  ])('are caught: %s', (_, answer, wrong) => expect(wrongIn(answer)).toEqual(wrong))

  it('are all numbers when nothing was read', () => {
    const empty = { results: [], figures: [], question: 'OEE?', names: '' }
    expect(wrongIn('It was 78.4%.', empty)).toEqual(['78.4'])
  })
})
