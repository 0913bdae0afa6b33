import type { MetricDraft } from '../definition.ts'
import { iso, percentOf, site } from './common.ts'

const ofSupply = { owner: 'planner', level: 'site' } as const

/** Stock and deliveries. */
export const supplyMetrics: MetricDraft[] = [
  {
    ...ofSupply,
    id: 'supplier_on_time',
    names: { zh: '供应商准时率', en: 'Supplier on-time rate' },
    synonyms: { zh: ['到货准时率', '来料准时率'], en: ['supplier delivery performance'] },
    unit: '%',
    better: 'up',
    formula: percentOf(['lines_on_time'], ['lines_due']),
    dimensions: ['site', 'material', 'supplier'],
    source: site,
    note: {
      zh: '时间窗内到期的采购行中按期收货的比例；未到货计为不准时。',
      en: 'Of the purchase lines due in the window, those received by then; open ones are late.',
    },
  },
  {
    ...ofSupply,
    id: 'inventory_turns',
    names: { zh: '库存周转次数', en: 'Inventory turns' },
    synonyms: { zh: ['库存周转率', '库存周转'], en: ['stock turns', 'inventory turnover'] },
    unit: 'turns',
    better: 'up',
    formula: {
      factors: [
        { numerator: ['use_value'], denominator: ['stock_value_s'] },
        { numerator: ['span_s'] },
      ],
      without: ['uncosted_use', 'uncosted_stock'],
    },
    dimensions: ['site', 'material'],
    source: iso(24),
    note: {
      zh: '时间窗内完成订单按物料清单耗用的金额 ÷ 平均库存金额；不折算为年。',
      en: 'Value used by orders completed in the window over the mean stock value; not made a year.',
    },
  },
  {
    ...ofSupply,
    id: 'stock_days',
    names: { zh: '库存天数', en: 'Days of stock' },
    synonyms: { zh: ['库存可用天数', '库存覆盖天数'], en: ['stock days', 'days on hand', 'DOH'] },
    unit: 'days',
    better: 'down',
    formula: {
      factors: [{ numerator: ['stock_value_s'], denominator: ['use_value'] }],
      scale: 1 / 86_400,
      needs: ['stock_value_s'],
      without: ['uncosted_use', 'uncosted_stock'],
    },
    dimensions: ['site', 'material'],
    source: site,
    note: {
      zh: '平均库存金额 ÷ 时间窗内每日耗用金额（完成订单 × 物料清单）。',
      en: 'Mean stock value over the value used per day in the window (orders completed × BOM).',
    },
  },
]
