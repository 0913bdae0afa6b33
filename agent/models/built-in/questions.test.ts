import { type Asked, describeCalls } from './test-asking.ts'

const cases: Asked[] = [
  [
    ['What was OEE of the Suzhou site last week, by line?', '苏州上周各条线的OEE是多少?'],
    'query_kpi',
    {
      metrics: ['oee'],
      dimensions: ['line'],
      filters: { site: ['suzhou'] },
      window: { period: 'last_week' },
    },
  ],
  [
    ['MTBF of machine 12 in 2015', '12号机2015年的MTBF'],
    'query_kpi',
    {
      metrics: ['mtbf'],
      filters: { site: ['suzhou'], machine: ['SZ-CNC-12'] },
      window: { from: '2015-01-01', to: '2016-01-01' },
    },
  ],
  [
    ['排程遵守率是多少', 'schedule adherence'],
    'query_kpi',
    { metrics: ['schedule_adherence'], window: { period: 'last_n_days', n: 7 } },
  ],
  [
    ['上月订单准时率'],
    'query_kpi',
    { metrics: ['on_time_delivery'], window: { period: 'last_month' } },
  ],
  [
    ['今天产量多少', 'output today'],
    'query_kpi',
    { metrics: ['output'], window: { period: 'today' } },
  ],
  [
    ['昨天夜班的产量'],
    'query_kpi',
    { metrics: ['output'], filters: { shift: ['night'] }, window: { period: 'yesterday' } },
  ],
  [
    ['last night shift output'],
    'query_kpi',
    { metrics: ['output'], window: { period: 'last_shift', shift: 'night' } },
  ],
  [
    ['昨晚各班组产量'],
    'query_kpi',
    { metrics: ['output'], dimensions: ['team'], window: { period: 'last_shift', shift: 'night' } },
  ],
  [
    ['OEE last night by machine'],
    'query_kpi',
    { metrics: ['oee'], dimensions: ['machine'], window: { period: 'last_shift', shift: 'night' } },
  ],
  [
    ['本月合格率', 'quality ratio this month'],
    'query_kpi',
    { metrics: ['quality_ratio'], window: { period: 'this_month' } },
  ],
  [
    ['各班次可用率 最近30天', 'availability by shift over the past 30 days'],
    'query_kpi',
    { metrics: ['availability'], dimensions: ['shift'], window: { period: 'last_n_days', n: 30 } },
  ],
  [
    ['甲班和乙班上周产量对比', 'output of Team A vs Team B last week'],
    'query_kpi',
    {
      metrics: ['output'],
      dimensions: ['team'],
      filters: { team: ['A', 'B'] },
      window: { period: 'last_week' },
    },
  ],
  [
    ['输出轴的一次合格率 本月', 'first pass yield of P-100 this month'],
    'query_kpi',
    {
      metrics: ['first_pass_yield'],
      filters: { product: ['P-100'] },
      window: { period: 'this_month' },
    },
  ],
  [
    ['白班昨天产量', 'day shift output yesterday'],
    'query_kpi',
    { metrics: ['output'], filters: { shift: ['day'] }, window: { period: 'yesterday' } },
  ],
  [
    ['MTTR of SZ-CNC-07 in the last 3 months', '近三个月7号机MTTR'],
    'query_kpi',
    {
      metrics: ['mttr'],
      filters: { site: ['suzhou'], machine: ['SZ-CNC-07'] },
      window: { period: 'last_n_days', n: 90 },
    },
  ],
  [
    ['过去24小时停机时间按机器', 'downtime per machine in the past 24 hours'],
    'query_kpi',
    { metrics: ['downtime'], dimensions: ['machine'], window: { period: 'last_n_hours', n: 24 } },
  ],
  [
    ['2026年3月苏州OEE', 'OEE of Suzhou in March 2026'],
    'query_kpi',
    {
      metrics: ['oee'],
      filters: { site: ['suzhou'] },
      window: { from: '2026-03-01', to: '2026-04-01' },
    },
  ],
  [
    ['OEE since 2026-11-01', '自11月1日以来的OEE'],
    'query_kpi',
    { metrics: ['oee'], window: { from: '2026-11-01', to: '2026-11-25' } },
  ],
  [
    ['苏州OEE'],
    'query_kpi',
    { metrics: ['oee'], filters: { site: ['suzhou'] }, window: { period: 'last_n_days', n: 7 } },
  ],
  [['OEE?'], 'query_kpi', { metrics: ['oee'], window: { period: 'last_n_days', n: 7 } }],
  [['ＯＥＥ 上周'], 'query_kpi', { metrics: ['oee'], window: { period: 'last_week' } }],
  [
    ['oee by team and shift last week'],
    'query_kpi',
    { metrics: ['oee'], dimensions: ['team', 'shift'], window: { period: 'last_week' } },
  ],
  [
    ['按班组和班次看上周产量'],
    'query_kpi',
    { metrics: ['output'], dimensions: ['team', 'shift'], window: { period: 'last_week' } },
  ],
  [
    ['SZ CNC 03 昨天停机时间'],
    'query_kpi',
    {
      metrics: ['downtime'],
      filters: { site: ['suzhou'], machine: ['SZ-CNC-03'] },
      window: { period: 'yesterday' },
    },
  ],
  [
    ['output of the evening shift on 2026-11-20', '11月20日中班产量'],
    'query_kpi',
    {
      metrics: ['output'],
      filters: { shift: ['evening'] },
      window: { from: '2026-11-20', to: '2026-11-21' },
    },
  ],
]

describeCalls(cases)
