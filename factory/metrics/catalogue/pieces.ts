import type { MetricDraft } from '../definition.ts'
import { iso, ofHours, percentOf, produced, site } from './common.ts'

const ofQuality = { owner: 'quality', level: 'line', dimensions: ofHours } as const
const percent = { ...ofQuality, unit: '%' } as const

/** What was made, and how good it was. */
export const pieceMetrics: MetricDraft[] = [
  {
    ...ofQuality,
    id: 'output',
    owner: 'supervisor',
    names: { zh: '良品产量', en: 'Good output' },
    synonyms: {
      zh: ['产量', '产出', '良品数', '合格品数量'],
      en: ['output', 'production', 'production volume', 'good quantity', 'good pieces'],
    },
    unit: 'pieces',
    better: 'up',
    formula: { factors: [{ numerator: ['good'] }] },
    source: site,
    note: {
      zh: '良品件数（GQ）；报废与返工不计入。',
      en: 'Good pieces only (GQ); scrap and rework are not in it.',
    },
  },
  {
    ...percent,
    id: 'quality_ratio',
    names: { zh: '合格率', en: 'Quality ratio' },
    synonyms: { zh: ['良率', '良品率', '质量率'], en: ['quality rate', 'yield'] },
    better: 'up',
    formula: percentOf(['good'], produced),
    source: iso(10),
    note: {
      zh: '良品 ÷ 全部产出（良品 + 报废 + 返工）。',
      en: 'Good pieces over all pieces made (good + scrap + rework).',
    },
  },
  {
    ...percent,
    id: 'first_pass_yield',
    names: { zh: '一次合格率', en: 'First pass yield' },
    synonyms: {
      zh: ['直通率', '一次通过率'],
      en: ['FPY', 'first time yield', 'first-pass yield'],
    },
    better: 'up',
    formula: percentOf(['first_pass'], produced),
    source: iso(15),
    note: {
      zh: '一次即合格的件数 ÷ 全部产出；视为全数检验。',
      en: 'Pieces good at the first pass over all pieces made; every piece counts as inspected.',
    },
  },
  {
    ...ofQuality,
    id: 'scrap_quantity',
    names: { zh: '报废数量', en: 'Scrap quantity' },
    synonyms: { zh: ['报废', '废品', '废品数'], en: ['scrap', 'scrapped pieces', 'rejects'] },
    unit: 'pieces',
    better: 'down',
    formula: { factors: [{ numerator: ['scrap'] }] },
    source: site,
    note: { zh: '报废件数（SQ）。', en: 'Pieces scrapped (SQ).' },
  },
  {
    ...percent,
    id: 'scrap_ratio',
    names: { zh: '报废率', en: 'Scrap ratio' },
    synonyms: { zh: ['废品率', '不良率'], en: ['scrap rate', 'reject rate'] },
    better: 'down',
    formula: percentOf(['scrap'], produced),
    source: iso(16),
    note: { zh: '报废 ÷ 全部产出。', en: 'Scrap over all pieces made (SQ ÷ PQ).' },
  },
  {
    ...percent,
    id: 'rework_ratio',
    names: { zh: '返工率', en: 'Rework ratio' },
    synonyms: { zh: ['返修率'], en: ['rework rate'] },
    better: 'down',
    formula: percentOf(['rework'], produced),
    source: iso(17),
    note: { zh: '返工 ÷ 全部产出。', en: 'Rework over all pieces made (RQ ÷ PQ).' },
  },
  {
    ...ofQuality,
    id: 'defect_ppm',
    names: { zh: '不良PPM', en: 'Defective parts per million' },
    synonyms: {
      zh: ['百万件不良数', '不良品PPM'],
      en: ['PPM', 'defect rate ppm', 'parts per million'],
    },
    unit: 'ppm',
    better: 'down',
    formula: {
      factors: [{ numerator: ['scrap', 'rework'], denominator: produced }],
      scale: 1_000_000,
    },
    source: site,
    note: {
      zh: '（报废 + 返工）÷ 全部产出 × 1,000,000；厂内不良。',
      en: 'Scrap and rework over all pieces made, times a million; found inside the plant.',
    },
  },
  {
    ...ofQuality,
    id: 'scrap_cost',
    names: { zh: '报废成本', en: 'Scrap cost' },
    synonyms: { zh: ['废品成本', '报废金额', '废品损失'], en: ['cost of scrap', 'scrap value'] },
    unit: 'currency',
    better: 'down',
    formula: { factors: [{ numerator: ['scrap_cost'] }], without: ['uncosted_scrap'] },
    source: site,
    note: {
      zh: '报废件数 × 产品现行标准成本；有报废而无成本的产品时为空。',
      en: "Pieces scrapped at the product's present standard cost; empty while a cost is missing.",
    },
  },
  {
    ...ofQuality,
    id: 'energy_per_piece',
    owner: 'supervisor',
    names: { zh: '单件能耗', en: 'Energy per piece' },
    synonyms: { zh: ['单位能耗', '能耗'], en: ['energy consumption', 'specific energy'] },
    unit: 'kWh/piece',
    better: 'down',
    formula: {
      factors: [{ numerator: ['energy_kwh'], denominator: produced }],
      needs: ['energy_kwh'],
    },
    source: iso(23),
    note: {
      zh: '综合能耗：能耗 ÷ 全部产出（含报废与返工）。',
      en: 'Comprehensive energy consumption: energy over all pieces made (E ÷ PQ).',
    },
  },
]
