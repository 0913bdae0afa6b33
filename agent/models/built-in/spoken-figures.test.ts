import { describe, expect, it } from 'vitest'
import type { Reading } from './reading.ts'
import { heard } from './test-asking.ts'
import { groupLexicon } from './test-lexicon.ts'

const lexicon = groupLexicon()
const readingsOf = (question: string): Reading[] => heard([question], lexicon)

const october = { from: '2026-10-01', to: '2026-11-01' }
const september = { from: '2026-09-01', to: '2026-10-01' }

describe('a figure in spoken English', () => {
  it.each<[string, object]>([
    ['worst day for OEE in Suzhou in October', { grain: 'day', order: 'lowest', window: october }],
    ['OEE difference between October and September', { window: october, compare: september }],
    ['is scrap in Suzhou higher than in September', { compare: september }],
    ['which site improved most in OEE from September to October', { compare: september }],
    ['output of Suzhou last full week', { window: { name: 'last_week' } }],
    [
      'output of Suzhou between Monday and Wednesday last week',
      { window: { from: '2026-11-16', to: '2026-11-19' } },
    ],
    ['output of teams A/B in Suzhou yesterday', { teams: ['A', 'B'] }],
    ['OEE of Suzhou lines 1-2 yesterday', { dimensions: [] }],
    ['mttr per machine in Suzhou, longest on top', { order: 'highest' }],
    ['OEE by line last month, lowest first, just five', { limit: 5 }],
    ['how do the plants stack up on OEE this month', { dimensions: ['site'] }],
    ['machines whose OEE fell last week against the week before', { dimensions: ['machine'] }],
    ['OEE三个 line 的 last week', { dimensions: ['line'] }],
    [
      'Our customer complained again about late parts. OEE of Suzhou yesterday',
      { metrics: ['oee'] },
    ],
    ['just back from leave. OEE of Suzhou yesterday', { metrics: ['oee'] }],
  ])('is read as meant: %s', (question, meant) => {
    const [only, ...more] = readingsOf(question)
    expect(more).toEqual([])
    expect(only).toMatchObject({ intent: 'kpi', ...meant })
    expect(only?.unknown).toBeUndefined()
  })

  it.each([
    'OEE of Suzhou on Sunday night',
    'scrap by day in Suzhou this month, excluding weekends',
    'scrap of team B or Q in Suzhou yesterday',
    'average downtime per stop in Suzhou last month',
  ])('is asked back about rather than told without a word: %s', (question) =>
    expect(readingsOf(question).some(({ unknown }) => unknown !== undefined)).toBe(true),
  )

  it.each([
    'Output shaft: output, scrap and OEE in week 46',
    'output of Suzhou yesterday, all lines',
  ])('is one question where its parts share what is said once: %s', (question) =>
    expect(readingsOf(question)).toHaveLength(1),
  )
})
