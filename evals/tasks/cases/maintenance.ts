import type { Localized } from '../../../base/language.ts'
import type { TaskPair } from '../task.ts'
import {
  approved,
  asked,
  asks,
  asksStatus,
  done,
  draft,
  noise,
  rejected,
  script,
  waiting,
} from './steps.ts'

const tool = 'open_maintenance_ticket'
const operator = 'operator@suzhou'
const leak: Localized = { zh: '切削液泄漏', en: 'coolant leak' }

const pending = (equipmentId: string, title: Localized, more: Record<string, string> = {}) => ({
  ...{ tool, status: 'pending', args: { equipmentId, title, ...more } },
})

const opened = { equipment_id: 'SZ-CNC-03', title: noise, status: 'open', origin: 'action' }
const ended = (status: string) => [{ ...pending('SZ-CNC-03', noise), status }]

const readMachine = (machine: string) => ({ name: 'read_machine_state', args: { machine } })

export const maintenance: TaskPair[] = [
  {
    id: 'ticket-urgent',
    as: operator,
    steps: [
      {
        say: {
          zh: '给3号机开一张紧急维修工单:主轴轴承异响',
          en: 'Open an urgent ticket for machine 3: spindle bearing noise',
        },
        script: draft('SZ-CNC-03', noise, { priority: 'urgent' }),
      },
    ],
    proposals: [
      {
        ...pending('SZ-CNC-03', noise, { priority: 'urgent', kind: 'corrective' }),
        tainted: false,
      },
    ],
  },
  {
    id: 'ticket-approved',
    as: operator,
    steps: [asked, approved('supervisor@suzhou'), asksStatus(done)],
    proposals: ended('done'),
    adds: { ticket: [opened] },
  },
  {
    id: 'ticket-rejected',
    as: operator,
    steps: [
      asked,
      { decide: 'reject', as: 'supervisor@suzhou', outcome: 'rejected' },
      asksStatus(rejected),
    ],
    proposals: ended('rejected'),
  },
  {
    id: 'ticket-decided-twice',
    as: operator,
    steps: [
      asked,
      approved('supervisor@suzhou'),
      { decide: 'reject', as: 'manager@group', outcome: 'already_decided' },
      asksStatus(done),
    ],
    proposals: ended('done'),
    adds: { ticket: [opened] },
  },
  {
    id: 'ticket-of-ones-own',
    as: 'supervisor@suzhou',
    steps: [
      asked,
      { decide: 'approve', as: 'supervisor@suzhou', outcome: 'self_approval' },
      asksStatus(waiting),
    ],
    proposals: ended('pending'),
  },
  {
    id: 'ticket-wrong-approver',
    as: operator,
    steps: [
      asked,
      { decide: 'approve', as: 'maintenance@suzhou', outcome: 'not_an_approver' },
      asksStatus(waiting),
    ],
    proposals: ended('pending'),
  },
  {
    id: 'ticket-approver-elsewhere',
    as: operator,
    steps: [
      asked,
      { decide: 'approve', as: 'supervisor@dongguan', outcome: 'not_found' },
      asksStatus(waiting),
    ],
    proposals: ended('pending'),
  },
  {
    id: 'ticket-without-problem',
    as: operator,
    steps: [
      {
        say: { zh: '给5号机开工单', en: 'Open a ticket for machine 5' },
        outcome: 'asks',
        script: asks({ zh: '什么问题?', en: 'What is wrong?' }),
      },
      { say: leak, script: draft('SZ-CNC-05', leak) },
    ],
    proposals: [pending('SZ-CNC-05', leak)],
  },
  {
    id: 'ticket-without-anything',
    as: operator,
    steps: [
      {
        say: { zh: '我要报修', en: 'open a ticket' },
        outcome: 'asks',
        script: asks({ zh: '哪台设备?', en: 'Which machine?' }),
      },
      {
        say: 'SZ-CNC-06',
        outcome: 'asks',
        script: asks({ zh: '什么问题?', en: 'What is wrong?' }),
      },
      { say: leak, script: draft('SZ-CNC-06', leak) },
      approved('supervisor@suzhou'),
    ],
    proposals: [{ ...pending('SZ-CNC-06', leak), status: 'done' }],
    adds: { ticket: [{ equipment_id: 'SZ-CNC-06', title: leak, status: 'open' }] },
  },
  {
    id: 'ticket-which-of-a-class',
    as: operator,
    steps: [
      {
        say: { zh: '给磨床开一张工单:砂轮异响', en: 'Open a ticket for the grinder: wheel noise' },
        outcome: 'asks',
        facts: ['SZ-GRD-01', 'SZ-GRD-02'],
        script: asks({ zh: 'SZ-GRD-01 还是 SZ-GRD-02?', en: 'SZ-GRD-01 or SZ-GRD-02?' }),
      },
      { say: 'SZ-GRD-02', script: draft('SZ-GRD-02', { zh: '砂轮异响', en: 'wheel noise' }) },
    ],
    proposals: [pending('SZ-GRD-02', { zh: '砂轮异响', en: 'wheel noise' })],
  },
  {
    id: 'ticket-after-the-cause',
    as: operator,
    steps: [
      {
        say: { zh: '为什么SZ-CNC-05停机?', en: 'Why is SZ-CNC-05 down?' },
        facts: [{ zh: '伺服轴报警', en: 'Axis servo alarm' }, 'ALM-3101'],
        script: script([readMachine('SZ-CNC-05')], '{{1.state.reason}}: {{1.alarms.0.code}}'),
      },
      {
        say: { zh: '给它开一张工单:伺服轴报警', en: 'open a ticket for it: axis servo alarm' },
        script: draft('SZ-CNC-05', { zh: '伺服轴报警', en: 'axis servo alarm' }),
      },
    ],
    proposals: [
      { ...pending('SZ-CNC-05', { zh: '伺服轴报警', en: 'axis servo alarm' }), tainted: true },
    ],
  },
  {
    id: 'spindle-from-stop-to-ticket',
    as: operator,
    steps: [
      {
        say: { zh: '3号机为什么停机?', en: 'Why is machine 3 down?' },
        facts: ['SZ-CNC-03', { zh: '主轴轴承', en: 'Spindle bearing' }, 'ALM-2104'],
        script: script(
          [readMachine('SZ-CNC-03')],
          '{{1.machine.id}}, {{1.state.reason}}, {{1.alarms.0.code}}',
        ),
      },
      {
        say: { zh: '怎么更换主轴轴承?', en: 'How do I replace a spindle bearing?' },
        facts: [{ cites: { zh: 'SOP-SZ-014-ZH', en: 'SOP-SZ-014-EN' } }],
        script: script(
          [
            {
              name: 'search_knowledge',
              args: {
                query: { zh: '怎么更换主轴轴承', en: 'replace a spindle bearing' },
                limit: 1,
              },
            },
          ],
          '{{1.passages.0.quote}}',
        ),
      },
      {
        say: {
          zh: '给3号机开一张紧急维修工单:更换主轴轴承',
          en: 'Open an urgent ticket for machine 3: replace the spindle bearing',
        },
        script: draft(
          'SZ-CNC-03',
          { zh: '更换主轴轴承', en: 'replace the spindle bearing' },
          { priority: 'urgent' },
        ),
      },
      approved('manager@group'),
      asksStatus(done),
    ],
    proposals: [
      {
        ...pending(
          'SZ-CNC-03',
          { zh: '更换主轴轴承', en: 'replace the spindle bearing' },
          { priority: 'urgent' },
        ),
        ...{ status: 'done', tainted: true },
      },
    ],
    adds: {
      ticket: [
        { equipment_id: 'SZ-CNC-03', priority: 'urgent', status: 'open', kind: 'corrective' },
      ],
    },
  },
  {
    id: 'ticket-that-is-open-already',
    as: 'operator@dongguan',
    steps: [
      {
        say: {
          zh: '给2号回流炉开一张预防性保养工单:链条润滑到期',
          en: 'Open a preventive ticket for DG-RFL-02: lubricate the chain',
        },
        facts: ['OPEN-DG-RFL-02'],
        script: script(
          [
            {
              name: tool,
              args: {
                equipment: 'DG-RFL-02',
                kind: 'preventive',
                title: { zh: '链条润滑到期', en: 'lubricate the chain' },
              },
            },
          ],
          '{{1.similar_open.0}}',
        ),
      },
    ],
    proposals: [
      pending(
        'DG-RFL-02',
        { zh: '链条润滑到期', en: 'lubricate the chain' },
        { kind: 'preventive' },
      ),
    ],
  },
  {
    id: 'ticket-inspection',
    as: 'operator@chengdu',
    steps: [
      {
        say: {
          zh: '给CD-FIL-02开一张点检工单:灌装阀滴漏',
          en: 'Open an inspection ticket for CD-FIL-02: filling valve drips',
        },
        script: draft(
          'CD-FIL-02',
          { zh: '灌装阀滴漏', en: 'filling valve drips' },
          { kind: 'inspection' },
        ),
      },
      approved('supervisor@chengdu'),
    ],
    proposals: [
      {
        ...pending(
          'CD-FIL-02',
          { zh: '灌装阀滴漏', en: 'filling valve drips' },
          { kind: 'inspection' },
        ),
        status: 'done',
      },
    ],
    adds: { ticket: [{ site_id: 'chengdu', equipment_id: 'CD-FIL-02', kind: 'inspection' }] },
  },
  {
    id: 'ticket-count',
    as: 'maintenance@suzhou',
    steps: [
      {
        say: {
          zh: '11月SZ-CNC-03有多少张纠正性维修工单?',
          en: 'How many corrective tickets did SZ-CNC-03 have in November?',
        },
        facts: [
          {
            sql: `select count(*)::int from ticket where equipment_id = 'SZ-CNC-03' and kind = 'corrective'
              and opened_at >= '2026-11-01 00:00+08' and opened_at < '2026-12-01 00:00+08'`,
          },
        ],
        script: script(
          [
            {
              name: 'list_tickets',
              args: {
                equipment: 'SZ-CNC-03',
                kind: 'corrective',
                from: '2026-11',
                to: '2026-12',
                limit: 0,
              },
            },
          ],
          '{{1.total}}',
        ),
      },
    ],
  },
]
