import { type Asked, describeCalls } from './test-asking.ts'

const cases: Asked[] = [
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
    ['Which line does machine 2 belong to?', '2号机属于哪条线'],
    'find_equipment',
    { text: 'SZ-CNC-02', site: 'suzhou', limit: 50 },
  ],
  [['多少张工单还没有关闭? 未关闭'], 'list_tickets', { status: 'open', limit: 5 }],
]

describeCalls(cases)
