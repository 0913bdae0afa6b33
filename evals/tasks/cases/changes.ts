import type { TaskPair } from '../task.ts'
import { approved, asksStatus, done, script } from './steps.ts'

const change = (what: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  script(
    [{ name: 'propose_change', args: { change: what, reason: 'asked in a task', ...more } }],
    '{{1.proposal.status}}: {{1.proposal.action_id}}',
  )

export const changes: TaskPair[] = [
  {
    id: 'close-a-ticket',
    as: 'maintenance@suzhou',
    steps: [
      {
        say: {
          zh: '关闭工单 OPEN-SZ-CNC-05,泵密封已更换',
          en: 'Close ticket OPEN-SZ-CNC-05: the pump seal was replaced',
        },
        script: change({ kind: 'ticket', ticket: 'OPEN-SZ-CNC-05', status: 'closed' }),
      },
      approved('supervisor@suzhou'),
      asksStatus(done),
    ],
    proposals: [{ tool: 'change_ticket', status: 'done', args: { ticketId: 'OPEN-SZ-CNC-05' } }],
    changes: { ticket: [{ id: 'OPEN-SZ-CNC-05', status: 'closed' }] },
  },
  {
    id: 'hold-a-lot',
    as: 'operator@suzhou',
    steps: [
      {
        say: { zh: '冻结批次 SZ-LOT-1199', en: 'Put lot SZ-LOT-1199 on hold' },
        script: change({ kind: 'lot', lot: 'SZ-LOT-1199', disposition: 'held' }),
      },
      approved('manager@group'),
    ],
    proposals: [
      { tool: 'dispose_lot', status: 'done', args: { lotId: 'SZ-LOT-1199', disposition: 'held' } },
    ],
    changes: { lot: [{ id: 'SZ-LOT-1199', disposition: 'held' }] },
  },
  {
    id: 'request-a-purchase',
    as: 'planner@suzhou',
    steps: [
      {
        say: {
          zh: '向东港铸件请购500件铝合金铸件毛坯,12月10日前到货',
          en: 'Request 500 pcs of SZ-M20 from SZ-S2 by 2026-12-10',
        },
        script: change({
          kind: 'purchase',
          material: 'SZ-M20',
          quantity: 500,
          supplier: 'SZ-S2',
          needed_by: '2026-12-10',
        }),
      },
    ],
    proposals: [
      {
        tool: 'request_purchase',
        status: 'pending',
        args: { materialId: 'SZ-M20', supplierId: 'SZ-S2', quantity: 500 },
      },
    ],
  },
  {
    id: 'set-an-alert',
    as: 'supervisor@suzhou',
    steps: [
      {
        say: { zh: 'SZ-L1的OEE低于60%时报警', en: 'Set an alert when OEE of SZ-L1 is below 60 %' },
        script: change({
          kind: 'alert_rule',
          rule: 'oee_l1_low',
          metric: 'oee',
          equipment: 'SZ-L1',
          comparison: 'below',
          threshold: 60,
        }),
      },
      approved('manager@group'),
    ],
    proposals: [
      {
        tool: 'set_alert_rule',
        status: 'done',
        args: { metricId: 'oee', scopeId: 'SZ-L1', threshold: 60 },
      },
    ],
    adds: { alert_rule: [{ metric_id: 'oee', scope_id: 'SZ-L1', threshold: 60 }] },
  },
]
