import type { Localized } from '../../../base/language.ts'
import type { TaskPair } from '../task.ts'
import { approved, asks, asksStatus, done, rejected, script } from './steps.ts'

const tool = 'propose_schedule'
const again: Localized = { zh: '重新排程', en: 'reschedule' }
const plan = (site: string) =>
  script(
    [{ name: tool, args: { site } }],
    '{{1.operations}} / {{1.moved_count}}: {{1.proposal.action_id}}',
  )

/** Open orders, and those whose last operation ends after they are due in the schedule that holds. */
const openOrders = (site: string) => ({
  sql: `select count(*)::int from production_order
    where site_id = '${site}' and status in ('planned', 'released', 'running', 'held')`,
})
const lateOrders = (site: string) => ({
  sql: `select count(*)::int from (select o.due_at, max(s.end_at) as ends from production_order o
    join schedule_version v on v.site_id = o.site_id and v.status = 'current'
    join schedule_slot s on s.site_id = o.site_id and s.schedule_id = v.id and s.order_id = o.id
    where o.site_id = '${site}' and o.status in ('planned', 'released', 'running', 'held')
    group by o.id, o.due_at) x where ends > due_at`,
})
const late = (site: string): TaskPair['steps'][number] => ({
  say: { zh: '哪些订单会延期?', en: 'Which orders are late?' },
  facts: [openOrders(site), lateOrders(site)],
  script: script(
    [{ name: 'list_orders', args: { site, late_only: true } }],
    '{{1.total}}, {{1.late}}',
  ),
})
const filed = (siteId: string, status: string) => [{ tool, status, args: { siteId } }]

export const schedule: TaskPair[] = [
  { id: 'late-suzhou', as: 'planner@suzhou', steps: [late('suzhou')] },
  { id: 'late-chengdu', as: 'operator@chengdu', steps: [late('chengdu')] },
  { id: 'late-dongguan', as: 'supervisor@dongguan', steps: [late('dongguan')] },
  {
    id: 'late-then-reschedule',
    as: 'planner@suzhou',
    steps: [late('suzhou'), { say: again, script: plan('suzhou') }],
    proposals: filed('suzhou', 'pending'),
  },
  {
    id: 'reschedule-approved',
    as: 'planner@suzhou',
    steps: [
      { say: again, script: plan('suzhou') },
      approved('supervisor@suzhou'),
      asksStatus(done),
    ],
    proposals: filed('suzhou', 'done'),
    adds: {
      schedule_version: [{ site_id: 'suzhou', status: 'current', origin: 'action' }],
      schedule_slot: 121,
    },
    changes: { schedule_version: [{ site_id: 'suzhou', status: 'superseded' }] },
  },
  {
    id: 'reschedule-rejected',
    as: 'planner@suzhou',
    steps: [
      { say: again, script: plan('suzhou') },
      { decide: 'reject', as: 'supervisor@suzhou', outcome: 'rejected' },
      asksStatus(rejected),
    ],
    proposals: filed('suzhou', 'rejected'),
  },
  {
    id: 'reschedule-which-site',
    as: 'manager@group',
    steps: [
      { say: again, outcome: 'asks', script: asks({ zh: '哪个工厂?', en: 'Which site?' }) },
      { say: { zh: '东莞', en: 'Dongguan' }, script: plan('dongguan') },
    ],
    proposals: filed('dongguan', 'pending'),
  },
]
