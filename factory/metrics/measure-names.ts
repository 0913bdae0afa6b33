import type { Localized } from '../../base/language.ts'
import {
  type Dimension,
  dimensions,
  kindOf,
  type Measure,
  measures,
  type SourceId,
  sourceOf,
} from './measures.ts'

/** Measures as people call them. */
export const measureNames: Record<Measure, Localized> = {
  production_s: { zh: '生产时间', en: 'production time' },
  setup_s: { zh: '换型', en: 'set-up' },
  delay_s: { zh: '等待与短停', en: 'waits and short stops' },
  down_s: { zh: '故障停机', en: 'down time' },
  planned_stop_s: { zh: '计划停机', en: 'planned stops' },
  good: { zh: '良品', en: 'good pieces' },
  scrap: { zh: '报废', en: 'scrap' },
  rework: { zh: '返工', en: 'rework' },
  first_pass: { zh: '一次合格品', en: 'pieces good at the first pass' },
  planned_run_s: { zh: '计划运行时间', en: 'planned run time of the pieces' },
  energy_kwh: { zh: '能耗', en: 'energy' },
  failures: { zh: '故障次数', en: 'failures' },
  repairs: { zh: '修复次数', en: 'repairs' },
  repair_s: { zh: '修复时间', en: 'repair time' },
  lost_s: { zh: '停机时间', en: 'lost time' },
  stops: { zh: '停机次数', en: 'stops' },
  scrap_cost: { zh: '报废成本', en: 'cost of scrap' },
  uncosted_scrap: { zh: '无成本的报废', en: 'scrap without a cost' },
  orders_due: { zh: '到期订单', en: 'orders due' },
  orders_on_time: { zh: '准时订单', en: 'orders on time' },
  quantity_due: { zh: '到期数量', en: 'quantity due' },
  quantity_made: { zh: '已产数量', en: 'quantity made' },
  orders_done: { zh: '完成订单', en: 'orders completed' },
  order_s: { zh: '订单执行时间', en: 'execution time of orders' },
  order_pieces: { zh: '订单产出', en: 'pieces of orders' },
  unstarted_orders: { zh: '无开始时间的订单', en: 'orders without a start' },
  wip_piece_s: { zh: '在制件 × 时间', en: 'pieces in progress × time' },
  planned_slot_s: { zh: '排程时间', en: 'scheduled time' },
  kept_slot_s: { zh: '按排程运行的时间', en: 'time run as scheduled' },
  lines_due: { zh: '到期采购行', en: 'purchase lines due' },
  lines_on_time: { zh: '准时采购行', en: 'purchase lines on time' },
  stock_value_s: { zh: '库存金额 × 时间', en: 'stock value × time' },
  uncosted_stock: { zh: '无成本的库存', en: 'stock without a cost' },
  use_value: { zh: '耗用金额', en: 'value used' },
  uncosted_use: { zh: '无成本的耗用', en: 'use without a cost' },
  samples: { zh: '样本数', en: 'samples' },
  sample_sum: { zh: '样本之和', en: 'sum of samples' },
  sample_squares: { zh: '样本平方和', en: 'sum of squares of samples' },
  ranges: { zh: '移动极差数', en: 'moving ranges' },
  range_sum: { zh: '移动极差之和', en: 'sum of moving ranges' },
  span_s: { zh: '时间窗长度', en: 'length of the window' },
}

/** What a formula can be made of. */
export type MeasureChoice = {
  id: Measure
  names: Localized
  /** The facts that hold it; null for the length of the window. */
  source: SourceId | null
  /** What those facts can be split by. */
  dimensions: readonly Dimension[]
}

export const measureChoices = (): MeasureChoice[] =>
  measures.map((id) => {
    const source = sourceOf(id)
    const split = source === null ? dimensions : kindOf(source).dimensions
    return { id, names: measureNames[id], source, dimensions: split }
  })
