import { describeCalls } from './test-asking.ts'

const suzhou = { site: ['suzhou'] }

/** Words of manner and purpose, limits behind a figure's name, spans that begin in words. */
describeCalls([
  [
    ['which bloody machine keeps stopping the most, past 14 days: downtime'],
    'query_kpi',
    {
      metrics: ['downtime'],
      dimensions: ['machine'],
      window: { period: 'last_n_days', n: 14 },
      order: { by: 'downtime', direction: 'desc' },
    },
  ],
  [
    ['Before I walk into the Monday review with the board, the OEE of Suzhou in October?'],
    'query_kpi',
    { metrics: ['oee'], filters: suzhou, window: { period: 'last_month' } },
  ],
  [
    ['Which machines did not reach a quality ratio of 98.3 percent last week?'],
    'query_kpi',
    {
      metrics: ['quality_ratio'],
      dimensions: ['machine'],
      window: { period: 'last_week' },
      limit: 500,
    },
  ],
  [
    ['Weekly OEE since the beginning of November'],
    'query_kpi',
    { metrics: ['oee'], window: { from: '2026-11-01', to: '2026-11-25' }, grain: 'week' },
  ],
  [
    ['OEE for the year 2017'],
    'query_kpi',
    { metrics: ['oee'], window: { from: '2017-01-01', to: '2018-01-01' } },
  ],
])
