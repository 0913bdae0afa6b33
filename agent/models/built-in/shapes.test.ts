import { describe, expect, it } from 'vitest'
import { type Asked, describeCalls, said } from './test-asking.ts'
import { groupLexicon } from './test-lexicon.ts'

const week = { window: { period: 'last_week' } }
const cases: Asked[] = [
  [
    [
      '苏州上周OEE掉得厉害,帮我分析分析',
      '苏州上周OEE高了不少,怎么搞的',
      '什么拉低了苏州上周的OEE',
      '苏州上周OEE波动的主因',
      '苏州上周OEE这么低,掉在哪儿了',
      "What is eating Suzhou's OEE last week?",
      'talk me through the drop in OEE at Suzhou last week',
      'Suzhou OEE was down last week. Reason?',
    ],
    'explain_kpi',
    { metric: 'oee', ...week, filters: { site: ['suzhou'] } },
  ],
  [
    ['上周苏州OEE一天比一天高吗', '上周苏州OEE,一天天的走势'],
    'query_kpi',
    { metrics: ['oee'], ...week, filters: { site: ['suzhou'] }, grain: 'day' },
  ],
  [
    ['苏州昨天下午两点到六点的产量', 'output of Suzhou yesterday between 2 pm and 6 pm'],
    'query_kpi',
    {
      metrics: ['output'],
      filters: { site: ['suzhou'] },
      window: { from: '2026-11-23T14:00', to: '2026-11-23T18:00' },
    },
  ],
  [
    ['苏州昨天产量和上周同一天比', 'Suzhou yesterday vs same day last week, output'],
    'query_kpi',
    {
      metrics: ['output'],
      filters: { site: ['suzhou'] },
      window: { period: 'yesterday' },
      compare: { from: '2026-11-16', to: '2026-11-17' },
    },
  ],
  [
    ['lines above 1 % scrap rate last week, all plants', '所有工厂上周报废率高于1%的线'],
    'query_kpi',
    { metrics: ['scrap_ratio'], dimensions: ['line'], ...week, limit: 500 },
  ],
  [
    ['teams that scrapped over 100 pieces last week', '上周报废超过100件的班组'],
    'query_kpi',
    { metrics: ['scrap_quantity'], dimensions: ['team'], ...week, limit: 500 },
  ],
  [
    ['上个shift的FPY', 'FPY of the last shift'],
    'query_kpi',
    { metrics: ['first_pass_yield'], window: { period: 'last_shift' } },
  ],
  [
    ['甲班这个月上夜班做了多少件', 'output of team A on the night shift this month'],
    'query_kpi',
    {
      metrics: ['output'],
      filters: { team: ['A'], shift: ['night'] },
      window: { period: 'this_month' },
    },
  ],
]
describeCalls(cases)

describe('a sign that comes to nothing', () => {
  it.each([
    ['苏州上周OEE分开报', '按什么分开'],
    ['OEE of Suzhou last week, separately', 'Split by what'],
    ['the shift before last, OEE of Suzhou', 'Which time'],
  ])('is asked back about: %s', (question, asked) =>
    expect(said(question, groupLexicon())).toContain(asked),
  )
})
