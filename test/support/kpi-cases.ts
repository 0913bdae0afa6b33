import type { KpiQuery } from '../../factory/index.ts'

/** Windows in Shanghai, as instants that were looked up in a calendar. */
export const windows = {
  yesterday: ['2026-11-22T16:00Z', '2026-11-23T16:00Z'],
  today: ['2026-11-23T16:00Z', '2026-11-24T03:00Z'],
  last_week: ['2026-11-15T16:00Z', '2026-11-22T16:00Z'],
  this_month: ['2026-10-31T16:00Z', '2026-11-24T03:00Z'],
  last_month: ['2026-09-30T16:00Z', '2026-10-31T16:00Z'],
  days_30: ['2026-10-25T16:00Z', '2026-11-24T03:00Z'],
  hours_5: ['2026-11-23T22:00Z', '2026-11-24T03:00Z'],
  night: ['2026-11-23T16:00Z', '2026-11-24T00:00Z'],
  odd: ['2026-11-12T05:00Z', '2026-11-18T21:00Z'],
} as const
export type Name = keyof typeof windows

export const requests: Record<Name, KpiQuery['window']> = {
  yesterday: { period: 'yesterday' },
  today: { period: 'today' },
  last_week: { period: 'last_week' },
  this_month: { period: 'this_month' },
  last_month: { period: 'last_month' },
  days_30: { period: 'last_n_days', n: 30 },
  hours_5: { period: 'last_n_hours', n: 5 },
  night: { period: 'last_shift', shift: 'night' },
  odd: { from: '2026-11-12T13:00', to: '2026-11-19T05:00' },
}

export type Case = {
  metric: string
  window: Name
  split?: NonNullable<KpiQuery['dimensions']>
  grain?: 'hour' | 'shift' | 'day' | 'week' | 'month'
  filters?: KpiQuery['filters']
}

/** Facts of machine hours and of lost time. */
export const machineCases: Case[] = [
  { metric: 'oee', window: 'last_week' },
  { metric: 'oee', window: 'last_week', split: ['line'] },
  { metric: 'oee', window: 'days_30', split: ['machine'] },
  { metric: 'oee', window: 'this_month', split: ['team', 'shift'] },
  { metric: 'oee', window: 'odd', grain: 'shift', filters: { site: ['suzhou'] } },
  { metric: 'nee', window: 'last_month', split: ['site'] },
  { metric: 'availability', window: 'yesterday', split: ['machine'] },
  { metric: 'availability', window: 'today', grain: 'hour', filters: { line: ['SZ-L1'] } },
  { metric: 'effectiveness', window: 'last_week', split: ['product'] },
  { metric: 'quality_ratio', window: 'days_30', split: ['product'], filters: { team: ['B', 'D'] } },
  { metric: 'allocation_efficiency', window: 'odd', split: ['line', 'shift'] },
  { metric: 'utilization_efficiency', window: 'last_month', grain: 'week' },
  { metric: 'setup_ratio', window: 'days_30', split: ['line'] },
  { metric: 'technical_efficiency', window: 'hours_5', split: ['machine'] },
  { metric: 'output', window: 'days_30', split: ['team'] },
  { metric: 'output', window: 'night', split: ['line'] },
  { metric: 'output', window: 'last_month', grain: 'day', split: ['site'] },
  { metric: 'scrap_quantity', window: 'this_month', split: ['shift'] },
  { metric: 'scrap_ratio', window: 'days_30', grain: 'week', filters: { machine: ['CD-FIL-02'] } },
  { metric: 'rework_ratio', window: 'last_month', split: ['machine'] },
  { metric: 'first_pass_yield', window: 'last_week', split: ['team'] },
  { metric: 'defect_ppm', window: 'yesterday', split: ['product', 'shift'] },
  {
    metric: 'energy_per_piece',
    window: 'last_week',
    split: ['line'],
    filters: { shift: ['night'] },
  },
  { metric: 'mtbf', window: 'days_30', split: ['machine'] },
  { metric: 'mttf', window: 'last_month', split: ['line'] },
  { metric: 'mttr', window: 'days_30', split: ['product'] },
  { metric: 'failures', window: 'last_month', grain: 'month', split: ['line'] },
  { metric: 'downtime', window: 'last_week', split: ['reason'] },
  { metric: 'downtime', window: 'odd', split: ['machine', 'reason'], filters: { line: ['SZ-L1'] } },
  { metric: 'downtime', window: 'today', grain: 'hour', filters: { machine: ['SZ-CNC-03'] } },
  { metric: 'stops', window: 'days_30', split: ['team'] },
]
