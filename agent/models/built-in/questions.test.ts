import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../base/language.ts'
import { parse } from './parse.ts'
import { firstStep, type PlannedCall } from './plan.ts'
import { groupLexicon, suzhouLexicon } from './test-lexicon.ts'

/** Tuesday 2026-11-24 10:00 in Shanghai. */
const now = new Date('2026-11-24T02:00:00Z')
const suzhou = suzhouLexicon()

function stepFor(question: string, lexicon = suzhou) {
  const language = languageOf(question)
  const builtIn = { lexicon, language, now }
  return firstStep(parse(question, builtIn), builtIn)
}

function callFor(question: string): PlannedCall {
  const step = stepFor(question)
  const [call] = 'calls' in step ? step.calls : []
  if (!call) throw new Error(`no call for "${question}"`)
  return call
}

/** Questions that mean the same, in both languages, and the one call that answers them. */
const cases: [questions: string[], tool: string, args: Record<string, unknown>][] = [
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
    [
      '3号机为什么停机?',
      'Why is machine 3 down?',
      'Why did CNC-03 stop?',
      '3号机停机原因是什么?',
      '3号机现在什么状态?',
      'status of SZ-CNC-03',
    ],
    'read_machine_state',
    { machine: 'SZ-CNC-03', site: 'suzhou' },
  ],
  [['How do I replace a spindle bearing?'], 'search_knowledge', {}],
  [['怎么更换主轴轴承?'], 'search_knowledge', {}],
  [
    [
      'how many corrective work orders did CWC04013 have in 2016?',
      'CWC04013在2016年有多少张故障维修工单?',
    ],
    'list_tickets',
    {
      equipment: 'CWC04013',
      site: 'campus',
      kind: 'corrective',
      from: '2016-01-01',
      to: '2017-01-01',
      limit: 5,
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
    ['排程遵守率是多少', 'schedule adherence'],
    'query_kpi',
    { metrics: ['schedule_adherence'], window: { period: 'last_n_days', n: 7 } },
  ],
  [
    ['上月订单准时率'],
    'query_kpi',
    { metrics: ['on_time_delivery'], window: { period: 'last_month' } },
  ],
  [['which orders are late?', '哪些订单会延期?'], 'list_orders', { late_only: true }],
  [
    ['给3号机开一张维修工单:主轴异响'],
    'open_maintenance_ticket',
    { equipment: 'SZ-CNC-03', title: '主轴异响' },
  ],
  [
    ['Open a ticket for machine 3: spindle noise'],
    'open_maintenance_ticket',
    { equipment: 'SZ-CNC-03', title: 'spindle noise' },
  ],
  [
    [
      'reschedule Suzhou',
      '重新排一下苏州的产',
      'Please propose a new production schedule',
      '帮我排产',
    ],
    'propose_schedule',
    { site: 'suzhou' },
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
    ['CNC-05 在运行吗?', 'is machine 5 running?'],
    'read_machine_state',
    { machine: 'SZ-CNC-05', site: 'suzhou' },
  ],
  [['主轴异响怎么处理?'], 'search_knowledge', {}],
  [['How to lubricate the spindle?'], 'search_knowledge', {}],
  [['What is the tightening torque of the bearing cap screws?'], 'search_knowledge', {}],
  [['报警 2041 是什么意思?'], 'search_knowledge', {}],
  [['what does alarm 2041 mean?'], 'search_knowledge', {}],
  [
    ['3号机有哪些未关闭的工单?', 'open work orders for machine 3'],
    'list_tickets',
    { equipment: 'SZ-CNC-03', site: 'suzhou', status: 'open' },
  ],
  [
    ['本月有多少张预防性工单?', 'how many preventive tickets were opened this month?'],
    'list_tickets',
    { kind: 'preventive', from: '2026-11-01', to: '2026-11-25', limit: 5 },
  ],
  [
    ['工单按设备统计,今年', 'tickets by machine this year'],
    'list_tickets',
    { from: '2026-01-01', group_by: 'equipment' },
  ],
  [['苏州有哪些订单?', 'list the orders in Suzhou'], 'list_orders', { site: 'suzhou' }],
  [['输出轴的订单有哪些延期?'], 'list_orders', { product: 'P-100', late_only: true }],
  [
    ['create an urgent work order for SZ-CNC-04: coolant leak'],
    'open_maintenance_ticket',
    { equipment: 'SZ-CNC-04', priority: 'urgent', title: 'coolant leak' },
  ],
  [
    ['5号机报修:冷却液泄漏'],
    'open_maintenance_ticket',
    { equipment: 'SZ-CNC-05', title: '冷却液泄漏' },
  ],
  [
    ['给CNC-08建一张预防性维修单:更换滤芯'],
    'open_maintenance_ticket',
    { equipment: 'SZ-CNC-08', kind: 'preventive', title: '更换滤芯' },
  ],
  [
    ['prop_12ab34cd 批了吗?', 'what happened to prop_12ab34cd?'],
    'action_status',
    { action_id: 'prop_12ab34cd' },
  ],
  [['有哪些指标?', 'Which metrics can you show?'], 'list_metrics', {}],
  [['OEE怎么算?'], 'list_metrics', { search: 'oee' }],
  [['how is MTBF calculated?'], 'list_metrics', { search: 'mtbf' }],
  [['有哪些机器?'], 'find_equipment', { level: 'machine', limit: 50 }],
  [
    ['list all machines in Suzhou'],
    'find_equipment',
    { site: 'suzhou', level: 'machine', limit: 50 },
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
  [['多少张工单还没有关闭? 未关闭'], 'list_tickets', { status: 'open', limit: 5 }],
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
    ['output of the evening shift on 2026-11-20', '11月20日中班产量'],
    'query_kpi',
    {
      metrics: ['output'],
      filters: { shift: ['evening'] },
      window: { from: '2026-11-20', to: '2026-11-21' },
    },
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

describe.each(cases)('%j', (questions, tool, args) => {
  it.each(questions)(`%s → ${tool}`, (question) => {
    const call = callFor(question)
    expect(call.tool).toBe(tool)
    if (tool === 'search_knowledge') expect(call.args).toEqual({ query: question, ...args })
    else if (tool === 'open_maintenance_ticket')
      expect(call.args).toEqual({ description: question, ...args })
    else expect(call.args).toEqual(args)
  })
})

const said = (question: string, lexicon = suzhou): string => {
  const step = stepFor(question, lexicon)
  return 'text' in step ? step.text : ''
}

describe('what cannot be answered yet', () => {
  it.each(['3号机为什么停机?', 'Why is machine 3 down?', '12号机2015年的MTBF'])(
    'asks which machine is meant when several sites have one: %s',
    (question) => {
      const text = said(question, groupLexicon())
      expect(text).toMatch(/^\[\[ask\]\]/)
      expect(text).toContain('suzhou')
      expect(text).toContain('dongguan')
    },
  )

  it.each(['为什么停机?', 'Open a ticket: spindle noise', '给3号机开一张维修工单', 'reschedule'])(
    'asks for what is missing: %s',
    (question) => expect(said(question, groupLexicon())).toMatch(/^\[\[ask\]\]/),
  )

  it.each(['今天天气怎么样?', 'Tell me a joke', '帮我订一张机票'])(
    'abstains outside the plant, saying what it can do: %s',
    (question) => expect(said(question)).toMatch(/^\[\[abstain:outside\]\][\s\S]*OEE/),
  )

  it.each(['你能做什么?', 'what can you do?', 'hello'])('says what it can do: %s', (question) =>
    expect(said(question)).toContain('OEE'),
  )
})
