export type Call = { name: string; arguments: Record<string, unknown> }

const call = (name: string, args: Record<string, unknown> = {}): Call => ({ name, arguments: args })

const lastWeek = { period: 'last_week' }
const suzhou = { site: ['suzhou'] }

/** One call of each tool that is right; malformed ones are made from it. */
export const rightCalls: Call[] = [
  call('list_metrics', { search: 'oee' }),
  call('query_kpi', {
    ...{ metrics: ['oee'], dimensions: ['line'], filters: suzhou, window: lastWeek, limit: 20 },
    ...{ grain: 'none', order: { by: 'oee', direction: 'asc' }, compare: 'previous_period' },
  }),
  call('explain_kpi', { metric: 'oee', window: lastWeek, filters: suzhou, most: 5 }),
  call('find_equipment', { text: 'CNC-03', site: 'suzhou', level: 'machine', limit: 5 }),
  call('read_machine_state', { machine: 'SZ-CNC-03', site: 'suzhou', hours: 24 }),
  call('machine_health', { equipment: 'SZ-CNC-03', site: 'suzhou', days: 7, reference_days: 28 }),
  call('search_knowledge', { query: 'torque wrench check', site: 'suzhou', limit: 3 }),
  call('read_document', { document: 'SOP-SZ-014-EN', site: 'suzhou', revision: 1, from: 1, to: 3 }),
  call('list_tickets', { site: 'suzhou', status: 'open', limit: 10 }),
  call('list_orders', { site: 'suzhou', late_only: true, limit: 10 }),
  call('simulate_schedule', { site: 'suzhou', runs: 20 }),
  call('project_stock', {
    ...{ material: 'SZ-M10', site: 'suzhou', days: 14, risk_percent: 10, demand_percent: 5 },
    ...{ late: [{ of: 'SZ-S1', days: 2 }], limit: 5 },
  }),
  call('trace_lot', {
    ...{ lots: ['SZ-LOT-1198', 'SZ-LOT-1199'], cause: 'machine:SZ-CNC-03' },
    ...{ site: 'suzhou', days: 60, limit: 5 },
  }),
  call('process_window', {
    ...{ equipment: 'SZ-CNC-03', site: 'suzhou', response: 'energy_per_piece', days: 60 },
    detect_percent: 25,
  }),
  call('propose_schedule', { site: 'suzhou', horizon_hours: 24, objective: 'due_dates' }),
  call('open_maintenance_ticket', {
    ...{ equipment: 'SZ-CNC-03', site: 'suzhou', kind: 'corrective', priority: 'high' },
    ...{ title: 'Spindle vibration', description: '8.1 mm/s since the night shift' },
  }),
  call('propose_metric_change', {
    metric: 'oee',
    scope: 'group',
    action: 'change',
    definition: {},
  }),
  call('propose_change', {
    change: { kind: 'ticket', ticket: 'no such', status: 'closed' },
    ...{ site: 'suzhou', reason: 'repaired and tested' },
  }),
  call('action_status', { action_id: 'act_unknown' }),
]

const kpi = (metrics: string[], more: Record<string, unknown>) =>
  call('query_kpi', { metrics, window: lastWeek, ...more })

/** What clients ask in a working day, for what their answers cost. */
export const workingDay: Call[] = [
  ...['oee', '停机', 'mtbf', 'scrap', '交付'].map((search) => call('list_metrics', { search })),
  kpi(['oee', 'availability', 'effectiveness', 'quality_ratio'], { dimensions: ['line'] }),
  kpi(['oee'], { dimensions: ['machine'], filters: suzhou }),
  kpi(['oee'], { grain: 'day', window: { period: 'last_n_days', n: 14 } }),
  kpi(['oee'], { grain: 'day', dimensions: ['line'], filters: suzhou }),
  kpi(['good_output'], { dimensions: ['team'], compare: 'previous_period' }),
  kpi(['good_output', 'scrap'], { dimensions: ['product'], filters: suzhou }),
  kpi(['downtime'], { dimensions: ['reason'], filters: suzhou }),
  kpi(['downtime'], { dimensions: ['machine'], order: { by: 'downtime', direction: 'desc' } }),
  kpi(['mtbf', 'mttr'], { dimensions: ['machine'], window: { period: 'last_n_days', n: 30 } }),
  kpi(['good_output'], { grain: 'hour', window: { period: 'last_shift' } }),
  kpi(['oee'], { dimensions: ['shift', 'team'], filters: suzhou }),
  ...['oee', 'good_output', 'downtime'].map((metric) =>
    call('explain_kpi', { metric, window: lastWeek, filters: suzhou }),
  ),
  ...['3号机', 'CNC-03', 'filler', '贴片'].map((text) =>
    call('find_equipment', { text, limit: 5 }),
  ),
  call('find_equipment', { level: 'line' }),
  ...['SZ-CNC-03', 'SZ-CNC-01', 'SZ-CNC-05'].map((machine) =>
    call('read_machine_state', { machine }),
  ),
  call('search_knowledge', { query: 'spindle vibration limit' }),
  call('search_knowledge', { query: '主轴振动报警怎么处理' }),
  call('search_knowledge', { query: 'torque wrench check', limit: 3 }),
  call('search_knowledge', { query: '换刀故障', site: 'suzhou' }),
  call('read_document', { document: 'SOP-SZ-014-EN', site: 'suzhou', from: 1, to: 5 }),
  call('list_tickets', { site: 'suzhou', limit: 10 }),
  call('list_tickets', { equipment: 'SZ-CNC-03' }),
  call('list_tickets', { group_by: 'equipment', limit: 0 }),
  call('list_orders', { site: 'suzhou', late_only: true }),
  call('list_orders', { site: 'suzhou', limit: 10 }),
  call('propose_schedule', { site: 'suzhou', horizon_hours: 72 }),
  call('open_maintenance_ticket', {
    ...{ equipment: 'SZ-CNC-03', title: 'Spindle vibration above the limit' },
    description: '8.1 mm/s since the night shift',
  }),
]
