import { type Asked, describeCalls } from './test-asking.ts'

const cases: Asked[] = [
  [
    ['最近哪个班组产量最低?', 'Which team had the lowest output recently?', '产量最低的班组是哪个'],
    'query_kpi',
    {
      metrics: ['output'],
      dimensions: ['team'],
      window: { period: 'last_n_days', n: 7 },
      order: { by: 'output', direction: 'asc' },
    },
  ],
  [
    ['上周OEE的控制图', 'control chart of OEE last week'],
    'query_kpi',
    { metrics: ['oee'], window: { period: 'last_week' }, grain: 'day', chart: 'control' },
  ],
  [
    ['OEE trend of line SZ-L1 last 14 days', 'SZ-L1 最近14天的OEE趋势'],
    'query_kpi',
    {
      metrics: ['oee'],
      filters: { site: ['suzhou'], line: ['SZ-L1'] },
      window: { period: 'last_n_days', n: 14 },
      grain: 'day',
    },
  ],
  [
    ['苏州昨天停机原因排名', 'Downtime reasons in Suzhou yesterday, ranked'],
    'query_kpi',
    {
      metrics: ['downtime'],
      dimensions: ['reason'],
      filters: { site: ['suzhou'] },
      window: { period: 'yesterday' },
      order: { by: 'downtime', direction: 'desc' },
    },
  ],
  [
    [
      'Why did OEE drop last week?',
      '为什么上周OEE下降?',
      'OEE上周怎么下降了?',
      '上周OEE下降的原因是什么?',
      'what explains the change in OEE last week',
    ],
    'explain_kpi',
    { metric: 'oee', window: { period: 'last_week' } },
  ],
  [
    ['为什么苏州本月报废率上升', 'Why is the scrap rate in Suzhou higher this month?'],
    'explain_kpi',
    {
      metric: 'scrap_ratio',
      window: { period: 'this_month' },
      filters: { site: ['suzhou'] },
    },
  ],
  [
    ['为什么SZ-L1昨天停机时间增加了', 'why did downtime of SZ-L1 go up yesterday?'],
    'explain_kpi',
    {
      metric: 'downtime',
      window: { period: 'yesterday' },
      filters: { site: ['suzhou'], line: ['SZ-L1'] },
    },
  ],
  [
    ['上个月报废率最高的线', 'worst line by scrap rate last month'],
    'query_kpi',
    {
      metrics: ['scrap_ratio'],
      dimensions: ['line'],
      window: { period: 'last_month' },
      order: { by: 'scrap_ratio', direction: 'desc' },
    },
  ],
  [
    ['本周OEE最差的三台机器'],
    'query_kpi',
    {
      metrics: ['oee'],
      dimensions: ['machine'],
      window: { period: 'this_week' },
      order: { by: 'oee', direction: 'asc' },
      limit: 3,
    },
  ],
  [
    ['top 3 machines by downtime this week'],
    'query_kpi',
    {
      metrics: ['downtime'],
      dimensions: ['machine'],
      window: { period: 'this_week' },
      order: { by: 'downtime', direction: 'desc' },
      limit: 3,
    },
  ],
  [
    ['从11月1日到11月7日的产量,按天', 'output from 2026-11-01 to 2026-11-07 by day'],
    'query_kpi',
    { metrics: ['output'], window: { from: '2026-11-01', to: '2026-11-08' }, grain: 'day' },
  ],
  [
    ['本月直通率环比', 'first pass yield this month compared with the previous period'],
    'query_kpi',
    { metrics: ['first_pass_yield'], window: { period: 'this_month' }, compare: 'previous_period' },
  ],
  [
    ['每天的产量,最近一周'],
    'query_kpi',
    { metrics: ['output'], window: { period: 'last_n_days', n: 7 }, grain: 'day' },
  ],
  [
    ['daily output last week'],
    'query_kpi',
    { metrics: ['output'], window: { period: 'last_week' }, grain: 'day' },
  ],
  [
    ['每月故障次数 2025年', 'breakdowns by month in 2025'],
    'query_kpi',
    { metrics: ['failures'], window: { from: '2025-01-01', to: '2026-01-01' }, grain: 'month' },
  ],
  [
    ['哪台机器停机最多?', 'which machine had the most downtime?'],
    'query_kpi',
    {
      metrics: ['downtime'],
      dimensions: ['machine'],
      window: { period: 'last_n_days', n: 7 },
      order: { by: 'downtime', direction: 'desc' },
    },
  ],
  [
    ['哪些机器停着?', 'Which machines are down right now?'],
    'query_kpi',
    {
      metrics: ['downtime'],
      dimensions: ['machine'],
      window: { period: 'last_n_hours', n: 2 },
      order: { by: 'downtime', direction: 'desc' },
    },
  ],
  [
    ['良率最近怎么变化', 'yield trend recently'],
    'query_kpi',
    { metrics: ['quality_ratio'], window: { period: 'last_n_days', n: 7 }, grain: 'day' },
  ],
  [
    ['yield trend this month'],
    'query_kpi',
    { metrics: ['quality_ratio'], window: { period: 'this_month' }, grain: 'day' },
  ],
  [
    ['哪条线报废最多 上周', 'which line had the most scrap last week?'],
    'query_kpi',
    {
      metrics: ['scrap_quantity'],
      dimensions: ['line'],
      window: { period: 'last_week' },
      order: { by: 'scrap_quantity', direction: 'desc' },
    },
  ],
  [
    ['苏州工厂2026年OEE按月', 'monthly OEE of Suzhou in 2026'],
    'query_kpi',
    {
      metrics: ['oee'],
      filters: { site: ['suzhou'] },
      window: { from: '2026-01-01', to: '2027-01-01' },
      grain: 'month',
    },
  ],
]

describeCalls(cases)
