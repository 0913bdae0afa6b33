import type { Entry } from './entry.ts'

/**
 * What the shop floor calls the metrics, beside the names that the catalogue gives. They weigh less
 * than those: a word that a plant uses for something of its own means that.
 */
const words: Record<string, string[]> = {
  availability: [
    'how available',
    '开机率',
    '开动率',
    '设备开动率',
    '稼动率',
    '时间稼动率',
    '嫁动率',
    'uptime',
    'up time',
  ],
  effectiveness: ['速度效率', '节拍达成', 'speed efficiency'],
  quality_ratio: ['quality', '质量', '合格', '良品比例', '品质'],
  output: ['良品', '合格品', '好件', '出货件数', 'good parts', 'good units', '产能', 'volume'],
  scrap_quantity: [
    '废件',
    '报废件',
    '报废品',
    '次品',
    'junk',
    'rejects',
    'rejected parts',
    'bad parts',
    'waste',
  ],
  scrap_ratio: ['次品率', '坏品率', '报废比例', 'scrap percentage', 'defect rate'],
  rework_ratio: ['返工', '返修', 'rework', '返工比例', '返修比例'],
  first_pass_yield: [
    '一次良率',
    '一次合格',
    'first pass',
    '一次过',
    '一次通过率',
    'passed first time',
    'right first time',
  ],
  downtime: [
    '停工时间',
    '停机多久',
    '停线时间',
    '宕机',
    '宕机时间',
    'stoppage',
    'stoppage time',
    'stop time',
    'time lost',
  ],
  stops: [
    ...['停机数', '停线次数', '停机几次', '停机几回', '停机多少次', '停机多少回', '停线几次'],
    ...['stoppages', 'stop count', 'number of stops'],
  ],
  failures: ['坏机次数', '故障件数', 'breakdown count'],
  mttr: ['修复时间', '维修时长', 'repair time', 'time to repair'],
  mtbf: [
    '无故障时间',
    '故障间隔',
    '平均故障间隔',
    'time between failures',
    'time between breakdowns',
  ],
  energy_per_piece: [
    '单件电耗',
    '电耗',
    '用电',
    '耗电',
    '费电',
    '耗能',
    'energy use',
    'power consumption',
    'energy consumption',
    'power use',
    'energy',
  ],
  supplier_on_time: [
    ...['供应商准时率', '供应商交付', '供货准时率', '供应商准交率', '来料及时率', '到货及时率'],
    ...['supplier punctuality', 'supplier on time', 'supplier delivery'],
  ],
  on_time_delivery: [
    '交付率',
    '交付准时率',
    '交货准时率',
    '交货率',
    '准交',
    '准时交货率',
    '按时交货率',
    'on time rate',
    'delivery performance',
  ],
  lead_time: ['交付周期', '制造周期', 'lead time'],
  setup_ratio: [
    ...['换型时间占', '换线时间占', '换模时间占', 'time spent on changeovers', 'changeover ratio'],
    '换线率',
    '换模率',
    '换型比例',
    '换型占比',
    '换线占比',
    'set-up share',
    'changeover share',
  ],
  plan_attainment: ['计划达成', '达成率', '计划完成', 'plan fulfilment'],
  utilization_efficiency: ['利用率', '设备利用率'],
  wip: ['在制数量', '半成品'],
}

/** Terms of a metric that people say and its definition does not. */
export const shopWords = ({ kind, id }: Entry): string[] =>
  kind === 'metric' ? (words[id] ?? []) : []
