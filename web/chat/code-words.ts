import type { Language } from '../app/format.ts'

type Words = Record<string, Record<Language, string>>

/** What a tool is doing, while it runs and after. */
const toolWords: Words = {
  list_metrics: { zh: '查找指标口径', en: 'Looking up metrics' },
  query_kpi: { zh: '查询指标', en: 'Reading KPIs' },
  find_equipment: { zh: '查找设备', en: 'Looking up equipment' },
  read_machine_state: { zh: '读取设备状态', en: 'Reading the machine state' },
  machine_health: { zh: '检查设备健康', en: 'Looking at machine health' },
  search_knowledge: { zh: '检索文档', en: 'Searching the documents' },
  read_document: { zh: '阅读文档', en: 'Reading a document' },
  list_tickets: { zh: '查询工单', en: 'Reading tickets' },
  list_orders: { zh: '查询订单', en: 'Reading orders' },
  simulate_schedule: { zh: '模拟排程', en: 'Trying a schedule' },
  project_stock: { zh: '推演库存', en: 'Projecting the stock' },
  trace_lot: { zh: '追溯批次', en: 'Tracing a lot' },
  process_window: { zh: '分析工艺参数', en: 'Comparing settings' },
  propose_schedule: { zh: '计算排程并提交提案', en: 'Planning a schedule to propose' },
  open_maintenance_ticket: { zh: '提交维修工单提案', en: 'Filing a ticket proposal' },
  action_status: { zh: '查询提案状态', en: 'Reading the state of a proposal' },
}

const reasonWords: Words = {
  outside: { zh: '没有能回答这个问题的数据或工具', en: 'No data or tool answers this question' },
  no_data: { zh: '没有查到相关数据或文档', en: 'No data or document was found for it' },
  refused: { zh: '查询被拒绝', en: 'The look-up was refused' },
  unverified_number: {
    zh: '模型写了查不到来源的数字，以下只列出实际读到的数据',
    en: 'The model wrote a number without a source; what was read is listed instead',
  },
  unverified_quote: {
    zh: '模型的引文与原文不一致，以下只列出实际读到的原文',
    en: 'The model quoted words that stand nowhere; what was read is listed instead',
  },
  wrong_language: {
    zh: '模型没有用提问的语言回答，以下只列出实际读到的数据',
    en: 'The model answered in another language; what was read is listed instead',
  },
  budget_spent: {
    zh: '本轮查询次数已用完，以下是已经读到的数据',
    en: 'This turn used up its look-ups; what was read so far is listed',
  },
  empty_answer: {
    zh: '模型没有给出回答，以下是实际读到的数据',
    en: 'The model gave no answer; what was read is listed',
  },
  too_long: {
    zh: '模型的回答太长，以下只列出实际读到的数据',
    en: 'The model answered at too great a length; what was read is listed instead',
  },
}

const nullWords: Words = {
  zero_denominator: { zh: '无法计算：分母为零', en: 'cannot be computed: zero denominator' },
  no_data: { zh: '没有数据', en: 'no data' },
  not_recorded: { zh: '无法计算：未记录', en: 'cannot be computed: not recorded' },
  no_count: { zh: '无法推演：没有盘点', en: 'not projected: nobody counted it' },
  count_too_old: { zh: '无法推演：盘点太旧', en: 'not projected: its count is too old' },
  no_bom: { zh: '无法推演：没有物料清单', en: 'not projected: in no bill of materials' },
  no_demand: { zh: '无法推演：没有用量记录', en: 'not projected: no use is known' },
  too_few_samples: { zh: '无法计算：样本太少', en: 'cannot be computed: too few samples' },
}

const dimensionWords: Words = {
  site: { zh: '工厂', en: 'Site' },
  line: { zh: '产线', en: 'Line' },
  machine: { zh: '设备', en: 'Machine' },
  model: { zh: '模型', en: 'Model' },
  equipment: { zh: '设备', en: 'Equipment' },
  product: { zh: '产品', en: 'Product' },
  team: { zh: '班组', en: 'Team' },
  shift: { zh: '班次', en: 'Shift' },
  reason: { zh: '原因', en: 'Reason' },
  material: { zh: '物料', en: 'Material' },
  supplier: { zh: '供应商', en: 'Supplier' },
  hour: { zh: '小时', en: 'Hour' },
  day: { zh: '日期', en: 'Day' },
  week: { zh: '周', en: 'Week of' },
  month: { zh: '月份', en: 'Month' },
  status: { zh: '状态', en: 'Status' },
  kind: { zh: '类型', en: 'Kind' },
  schedule: { zh: '排程', en: 'Schedule' },
}

const valueWords: Words = {
  'schedule.before': { zh: '现排程', en: 'current' },
  'schedule.after': { zh: '新排程', en: 'proposed' },
  'status.open': { zh: '未完成', en: 'open' },
  'status.in_progress': { zh: '处理中', en: 'in progress' },
  'status.closed': { zh: '已关闭', en: 'closed' },
  'kind.corrective': { zh: '纠正性维修', en: 'corrective' },
  'kind.preventive': { zh: '预防性', en: 'preventive' },
  'kind.inspection': { zh: '点检', en: 'inspection' },
}

/** Figures that the metric centre does not define. */
const countWords: Words = {
  order_count: { zh: '订单数', en: 'Orders' },
  late_order_count: { zh: '延期订单数', en: 'Late orders' },
  stock_out_risk: { zh: '断料风险', en: 'Risk of running out' },
  stock_now: { zh: '现有库存', en: 'Stock now' },
  remaining_life: { zh: '剩余寿命', en: 'Remaining life' },
  ticket_count: { zh: '工单数', en: 'Tickets' },
  schedule_on_time_share: { zh: '按期订单占比', en: 'Orders on time' },
  schedule_late_orders: { zh: '延期订单', en: 'Late orders' },
  schedule_tardiness: { zh: '延期总时长', en: 'Total tardiness' },
  schedule_makespan: { zh: '完工跨度', en: 'Makespan' },
  schedule_setup: { zh: '换型时间', en: 'Set-up time' },
  schedule_utilisation: { zh: '设备利用率', en: 'Utilisation' },
}

/** A code in words; one that is not known here is shown as it is. */
const wordIn = (words: Words) => (code: string, language: Language) =>
  words[code]?.[language] ?? code.replaceAll('_', ' ')

export const toolWord = wordIn(toolWords)
export const reasonWord = wordIn(reasonWords)
export const nullWord = wordIn(nullWords)
export const dimensionWord = wordIn(dimensionWords)
export const countWord = wordIn(countWords)
export const valueWord = (dimension: string, value: string, language: Language): string =>
  valueWords[`${dimension}.${value}`]?.[language] ?? value
