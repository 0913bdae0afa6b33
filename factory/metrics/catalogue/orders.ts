import type { MetricDraft } from '../definition.ts'
import { iso, ofOrders, percentOf, site } from './common.ts'

const ofPlan = { owner: 'planner', level: 'site', dimensions: ofOrders } as const

/** Orders against their dates and plans. */
export const orderMetrics: MetricDraft[] = [
  {
    ...ofPlan,
    id: 'on_time_delivery',
    names: { zh: '准时交付率', en: 'On-time delivery' },
    synonyms: { zh: ['订单准时率', '按期交付率', '准交率'], en: ['OTD', 'on time delivery rate'] },
    unit: '%',
    better: 'up',
    formula: percentOf(['orders_on_time'], ['orders_due']),
    source: site,
    note: {
      zh: '时间窗内到期的订单中按期完成的比例；到期未完成的计为不准时，取消的不计。',
      en: 'Of the orders due in the window, those completed by then; open ones are late, cancelled ones out.',
    },
  },
  {
    ...ofPlan,
    id: 'plan_attainment',
    names: { zh: '计划达成率', en: 'Plan attainment' },
    synonyms: {
      zh: ['计划完成率', '生产达成率'],
      en: ['plan completion', 'production attainment'],
    },
    unit: '%',
    better: 'up',
    formula: percentOf(['quantity_made'], ['quantity_due']),
    source: site,
    note: {
      zh: '时间窗内到期订单的已产数量 ÷ 订单数量；超产不抵消欠产。',
      en: 'Pieces made of the orders due in the window over pieces ordered; surplus makes up for nothing.',
    },
  },
  {
    ...ofPlan,
    id: 'schedule_adherence',
    names: { zh: '排程遵守率', en: 'Schedule adherence' },
    synonyms: { zh: ['排程执行率', '计划遵守率'], en: ['schedule compliance'] },
    unit: '%',
    better: 'up',
    formula: percentOf(['kept_slot_s'], ['planned_slot_s']),
    dimensions: ['site', 'line', 'machine', 'product'],
    source: site,
    note: {
      zh: '按当时有效的排程，设备在计划时段内生产或换型计划产品的时间占比；只计已过去的整小时。',
      en: 'Of the machine time planned by the schedule then in force, what ran or set up the planned product; whole past hours.',
    },
  },
  {
    ...ofPlan,
    id: 'throughput_rate',
    names: { zh: '产出速率', en: 'Throughput rate' },
    synonyms: { zh: ['订单产出速率', '吞吐率'], en: ['throughput'] },
    unit: 'pieces/h',
    better: 'up',
    formula: {
      factors: [{ numerator: ['order_pieces'], denominator: ['order_s'] }],
      scale: 3600,
      without: ['unstarted_orders'],
    },
    source: iso(3),
    note: {
      zh: '时间窗内完成订单的产出 ÷ 从实际开始到完成的时间（PQ ÷ AOET）。',
      en: 'Pieces of orders completed in the window over time from start to completion (PQ ÷ AOET).',
    },
  },
  {
    ...ofPlan,
    id: 'lead_time',
    names: { zh: '订单执行时间', en: 'Order execution time' },
    synonyms: { zh: ['生产周期', '订单周期'], en: ['AOET', 'production lead time'] },
    unit: 'h',
    better: 'down',
    formula: {
      factors: [{ numerator: ['order_s'], denominator: ['orders_done'] }],
      scale: 1 / 3600,
      without: ['unstarted_orders'],
    },
    source: site,
    note: {
      zh: '时间窗内完成订单从实际开始到完成的平均时间。',
      en: 'Mean time from actual start to completion of the orders completed in the window.',
    },
  },
  {
    ...ofPlan,
    id: 'wip',
    names: { zh: '在制品数量', en: 'Work in progress' },
    synonyms: { zh: ['在制品', '在制'], en: ['WIP'] },
    unit: 'pieces',
    better: 'down',
    formula: { factors: [{ numerator: ['wip_piece_s'], denominator: ['span_s'] }] },
    source: site,
    note: {
      zh: '已下达未完成订单的件数，按时间窗平均。',
      en: 'Pieces of orders between release and completion, as the mean over the window.',
    },
  },
]
