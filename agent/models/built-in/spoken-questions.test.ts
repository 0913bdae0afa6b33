import { describeCalls } from './test-asking.ts'

/** How people who never read a manual ask for figures: slang, asides, limits in words, clock hours. */
describeCalls([
  [
    [
      '这个班从接班到这会儿废了多少件',
      'since we clocked on this shift, how many pieces did we scrap?',
    ],
    'query_kpi',
    { metrics: ['scrap_quantity'], window: { period: 'this_shift' } },
  ],
  [
    ['刚过去的这个周日的OEE', 'OEE this past Sunday', 'oee for the sunday just gone'],
    'query_kpi',
    { metrics: ['oee'], window: { from: '2026-11-22', to: '2026-11-23' } },
  ],
  [
    ['上周双休日那两天的产量', 'output last weekend'],
    'query_kpi',
    { metrics: ['output'], window: { from: '2026-11-21', to: '2026-11-23' } },
  ],
  [
    ['昨天早上八点到晚上八点产量', 'output yesterday from 8am to 8pm'],
    'query_kpi',
    { metrics: ['output'], window: { from: '2026-11-23T08:00', to: '2026-11-23T20:00' } },
  ],
  [
    ['要写周报,上周的合格率报给我', 'quality ratio last week, need it for the weekly deck'],
    'query_kpi',
    { metrics: ['quality_ratio'], window: { period: 'last_week' } },
  ],
  [
    ['10月坏了超过五次的设备', 'machines that failed more than five times in oct'],
    'query_kpi',
    {
      metrics: ['failures'],
      dimensions: ['machine'],
      window: { period: 'last_month' },
      limit: 500,
    },
  ],
  [
    ['上周OEE最拉胯的是哪条线', 'which line was the weakest link on oee last week'],
    'query_kpi',
    {
      metrics: ['oee'],
      dimensions: ['line'],
      window: { period: 'last_week' },
      order: { by: 'oee', direction: 'asc' },
    },
  ],
  [
    ['开一个,2号机漏油', 'open one for machine 2: 漏油'],
    'open_maintenance_ticket',
    { equipment: 'SZ-CNC-02', title: '漏油' },
  ],
  [
    [
      '上周OEE怎么突然垮了',
      '啥玩意儿把上周OEE拖下来的',
      '上周OEE掉了不少,怎么回事',
      'whose fault is it that OEE fell last week',
      "OEE dropped last week - what's going on",
      'any explanation for the jump in OEE last week?',
    ],
    'explain_kpi',
    { metric: 'oee', window: { period: 'last_week' } },
  ],
  [
    ['最近两个完整的星期的产量', 'output of the last two full weeks'],
    'query_kpi',
    { metrics: ['output'], window: { from: '2026-11-09', to: '2026-11-23' } },
  ],
  [
    ['今天早上8点到现在的产量', 'output since 8 am today'],
    'query_kpi',
    { metrics: ['output'], window: { from: '2026-11-24T08:00', to: '2026-11-25' } },
  ],
  [
    ['OEE for the week commencing 9 November', 'OEE, w/c 9 Nov'],
    'query_kpi',
    { metrics: ['oee'], window: { from: '2026-11-09', to: '2026-11-16' } },
  ],
  [
    ['上个月OEE提高了吗', 'did OEE improve last month?'],
    'query_kpi',
    { metrics: ['oee'], window: { period: 'last_month' }, compare: 'previous_period' },
  ],
])
