import type { MetricDraft } from '../definition.ts'
import { iso } from './common.ts'

const ofSamples = {
  owner: 'quality',
  level: 'line',
  unit: 'index',
  better: 'up',
  dimensions: ['site', 'line', 'machine', 'product'],
} satisfies Partial<MetricDraft>

const own = {
  zh: '每个样本以自身公差宽度为单位；请按产品和设备查看，混合会放大离散。',
  en: 'Each sample counts in widths of its own tolerance; ask by product and machine, mixtures spread.',
}
const overall = { zh: '标准差取全部样本。', en: 'Deviation of all samples.' }
const moving = {
  zh: '标准差按移动极差估计（÷ 1.128），因为样本没有分组。',
  en: 'Deviation from moving ranges (÷ 1.128), as samples come one by one, without subgroups.',
}
const noteOf = (deviation: typeof overall) => ({
  zh: `${deviation.zh}${own.zh}`,
  en: `${deviation.en} ${own.en}`,
})

/**
 * Capability of machines and processes, from samples with both limits. Ids end in `index`: `cm`
 * alone is a length to whoever reads a question.
 */
export const capabilityMetrics: MetricDraft[] = [
  {
    ...ofSamples,
    id: 'cm_index',
    names: { zh: '设备能力指数', en: 'Machine capability index' },
    synonyms: { zh: ['机器能力指数', 'Cm值'], en: ['Cm value'] },
    formula: { capability: { deviation: 'overall', centred: false } },
    source: iso(19),
    note: noteOf(overall),
  },
  {
    ...ofSamples,
    id: 'cmk_index',
    names: { zh: '临界设备能力指数', en: 'Critical machine capability index' },
    synonyms: { zh: ['关键机器能力指数', 'Cmk值'], en: ['Cmk'] },
    formula: { capability: { deviation: 'overall', centred: true } },
    source: iso(20),
    note: noteOf(overall),
  },
  {
    ...ofSamples,
    id: 'cp_index',
    names: { zh: '过程能力指数', en: 'Process capability index' },
    synonyms: { zh: ['工序能力指数', 'Cp值'], en: ['Cp value'] },
    formula: { capability: { deviation: 'moving_range', centred: false } },
    source: iso(21),
    note: noteOf(moving),
  },
  {
    ...ofSamples,
    id: 'cpk_index',
    names: { zh: '临界过程能力指数', en: 'Critical process capability index' },
    synonyms: { zh: ['关键过程能力指数', 'Cpk值'], en: ['Cpk'] },
    formula: { capability: { deviation: 'moving_range', centred: true } },
    source: iso(22),
    note: noteOf(moving),
  },
]
