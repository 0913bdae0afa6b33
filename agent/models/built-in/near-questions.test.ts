import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../base/language.ts'
import { parse } from './parse.ts'
import { firstStep, type PlannedCall } from './plan.ts'
import { suzhouLexicon } from './test-lexicon.ts'

/** Neighbours of the common questions: each must not be answered as if it were the common one. */

/** Tuesday 2026-11-24 10:00 in Shanghai. */
const now = new Date('2026-11-24T02:00:00Z')
const lexicon = suzhouLexicon()

function stepFor(question: string) {
  const builtIn = { lexicon, language: languageOf(question), now }
  return firstStep(parse(question, builtIn), builtIn)
}

const said = (question: string): string => {
  const step = stepFor(question)
  return 'text' in step ? step.text : ''
}

const cases: [questions: string[], tool: string, args: Record<string, unknown>][] = [
  [
    ['Which crew produced the least in the last 7 days?', '最近7天哪个班组生产得最少?'],
    'query_kpi',
    {
      metrics: ['output'],
      dimensions: ['team'],
      window: { period: 'last_n_days', n: 7 },
      order: { by: 'output', direction: 'asc' },
    },
  ],
  [
    ['本周OEE和上周相比怎么样?', 'Compare OEE this week with last week', 'OEE比上周怎么样'],
    'query_kpi',
    { metrics: ['oee'], window: { period: 'this_week' }, compare: 'previous_period' },
  ],
  [
    ['苏州10月和11月OEE对比', 'Suzhou OEE October vs November'],
    'query_kpi',
    {
      metrics: ['oee'],
      filters: { site: ['suzhou'] },
      window: { from: '2026-11-01', to: '2026-12-01' },
      compare: { from: '2026-10-01', to: '2026-11-01' },
    },
  ],
  [
    ['3号机昨天为什么停机?', 'Why did SZ-CNC-03 stop yesterday?'],
    'query_kpi',
    {
      metrics: ['downtime'],
      dimensions: ['reason'],
      filters: { site: ['suzhou'], machine: ['SZ-CNC-03'] },
      window: { period: 'yesterday' },
      order: { by: 'downtime', direction: 'desc' },
    },
  ],
  [
    ['3号机上周停了多久', 'How long was machine 3 down last week?'],
    'query_kpi',
    {
      metrics: ['downtime'],
      filters: { site: ['suzhou'], machine: ['SZ-CNC-03'] },
      window: { period: 'last_week' },
    },
  ],
  [
    ['上周OEE低于70%的机器', 'Which machines had OEE below 70% last week?'],
    'query_kpi',
    { metrics: ['oee'], dimensions: ['machine'], window: { period: 'last_week' }, limit: 500 },
  ],
  [
    ['Suzhou OEE, line by line, week before last', '苏州上上周各线OEE'],
    'query_kpi',
    {
      metrics: ['oee'],
      dimensions: ['line'],
      filters: { site: ['suzhou'] },
      window: { from: '2026-11-09', to: '2026-11-16' },
    },
  ],
  [
    ['上周OEE最低的是哪一天?', 'On which day last week was OEE lowest?', '上周什么时候OEE最低'],
    'query_kpi',
    {
      metrics: ['oee'],
      window: { period: 'last_week' },
      grain: 'day',
      order: { by: 'oee', direction: 'asc' },
    },
  ],
  [
    ['上周五开的工单', 'work orders opened last Friday'],
    'list_tickets',
    { from: '2026-11-20', to: '2026-11-21' },
  ],
]

describe.each(cases)('%j', (questions, tool, args) => {
  it.each(questions)(`%s → ${tool}`, (question) => {
    const step = stepFor(question)
    expect('calls' in step ? step.calls : step.text).toEqual([{ tool, args } satisfies PlannedCall])
  })
})

describe('what is not understood whole', () => {
  it.each([
    '今天上午的产量',
    'output this morning',
    '过去30分钟停机时间',
    'OEE at 8:00 yesterday',
    '2026年13月的OEE',
    '2025年和2026年的工单数量对比',
  ])('asks which time is meant, rather than answer for another: %s', (question) => {
    expect(said(question)).toMatch(/^\[\[ask\]\] (?:请问是哪段时间|Which time)/)
  })

  it.each(['停机超过3件的设备', 'which machines had OEE below 3 hours'])(
    'asks about a limit in a unit that the metric does not have: %s',
    (question) => expect(said(question)).toMatch(/^\[\[ask\]\] (?:没有看懂|I did not)/),
  )

  it.each(['下周产量是多少?', 'what will output be tomorrow?'])(
    'says that a time is still to come: %s',
    (question) => expect(said(question)).toMatch(/^\[\[abstain:future\]\]/),
  )
})
