import type { Language } from '../app/format.ts'

/** What rows of a stream are, in the plural. */
const streams: Record<string, Record<Language, string>> = {
  site: { zh: '工厂', en: 'Sites' },
  equipment_class: { zh: '设备类型', en: 'Equipment classes' },
  equipment: { zh: '设备', en: 'Equipment' },
  tag: { zh: '测点', en: 'Measuring points' },
  team: { zh: '班组', en: 'Teams' },
  shift: { zh: '班次', en: 'Shifts' },
  roster: { zh: '排班', en: 'Shift roster' },
  downtime_reason: { zh: '停机原因', en: 'Downtime reasons' },
  product: { zh: '产品', en: 'Products' },
  routing_operation: { zh: '工艺路线', en: 'Routings' },
  bom_line: { zh: '物料清单（BOM）', en: 'Bills of material' },
  characteristic: { zh: '检验特性', en: 'Quality characteristics' },
  failure_mode: { zh: '失效模式', en: 'Failure modes' },
  material: { zh: '物料', en: 'Materials' },
  supplier: { zh: '供应商', en: 'Suppliers' },
  machine_parameter: { zh: '设备参数', en: 'Machine parameters' },
  stock: { zh: '库存', en: 'Stock counts' },
  metric_target: { zh: '指标目标值', en: 'Metric targets' },
  production_order: { zh: '生产工单', en: 'Production orders' },
  order_operation: { zh: '工单工序', en: 'Order operations' },
  schedule: { zh: '排程', en: 'Schedules' },
  ticket: { zh: '维修工单', en: 'Maintenance tickets' },
  lot: { zh: '批次', en: 'Lots' },
  purchase_line: { zh: '采购订单行', en: 'Purchase lines' },
  machine_state: { zh: '设备状态', en: 'Machine states' },
  production_count: { zh: '产量记录', en: 'Production counts' },
  measurement: { zh: '测量值', en: 'Measurements' },
  failure_event: { zh: '故障事件', en: 'Failures' },
  machine_alarm: { zh: '设备报警', en: 'Machine alarms' },
  quality_sample: { zh: '检验样本', en: 'Quality samples' },
  state_sample: { zh: '状态采样', en: 'State samples' },
  counter_sample: { zh: '计数器采样', en: 'Counter samples' },
}

export const streamName = (stream: string, language: Language): string =>
  streams[stream]?.[language] ?? stream
