import type { Localized } from '../../../base/language.ts'

/** An indicator of ISO 22400-2 that the stored facts do not support. */
export type MissingMetric = {
  number: number
  names: Localized
  /** In the elements of the standard. */
  formula: string
  /** What would have to be recorded. */
  missing: Localized
}

const consumed = {
  zh: '订单的实际物料消耗量（CM）',
  en: 'material actually consumed by orders (CM)',
}
const lossOf = (zh: string, en: string): Localized => ({
  zh: `${zh}，以及${consumed.zh}`,
  en: `${en}, and ${consumed.en}`,
})

export const missingMetrics: MissingMetric[] = [
  {
    number: 1,
    names: { zh: '工人效率', en: 'Worker efficiency' },
    formula: 'APWT ÷ APAT',
    missing: {
      zh: '人员的实际工作时间（APWT）与出勤时间（APAT）',
      en: 'work time (APWT) and attendance time (APAT) of persons',
    },
  },
  {
    number: 2,
    names: { zh: '分配率', en: 'Allocation ratio' },
    formula: 'Σ AUBT ÷ AOET',
    missing: {
      zh: '按订单记录的设备忙碌时间（AUBT）',
      en: 'busy time of machines by order (AUBT)',
    },
  },
  {
    number: 13,
    names: { zh: '生产过程率', en: 'Production process ratio' },
    formula: 'Σ APT ÷ AOET',
    missing: {
      zh: '按订单记录的设备生产时间（APT）',
      en: 'production time of machines by order (APT)',
    },
  },
  {
    number: 14,
    names: { zh: '实际与计划报废比', en: 'Actual to planned scrap ratio' },
    formula: 'SQ ÷ PSQ',
    missing: { zh: '计划报废数量（PSQ）', en: 'planned scrap quantity (PSQ)' },
  },
  {
    number: 18,
    names: { zh: '脱落率', en: 'Fall-off ratio' },
    formula: 'SQ ÷ PQ of the first operation',
    missing: {
      zh: '计数所属的工序（首道工序的产出）',
      en: 'the operation that a count belongs to',
    },
  },
  {
    number: 25,
    names: { zh: '成品率', en: 'Finished goods ratio' },
    formula: 'GQ ÷ CM',
    missing: consumed,
  },
  {
    number: 26,
    names: { zh: '综合成品率', en: 'Integrated goods ratio' },
    formula: 'IGQ ÷ CM',
    missing: lossOf('综合良品数量（IGQ）', 'integrated good quantity (IGQ)'),
  },
  {
    number: 27,
    names: { zh: '生产损失率', en: 'Production loss ratio' },
    formula: 'PL ÷ CM',
    missing: lossOf('生产损失量（PL）', 'production loss (PL)'),
  },
  {
    number: 28,
    names: { zh: '仓储与运输损失率', en: 'Storage and transportation loss ratio' },
    formula: 'STL ÷ CM',
    missing: lossOf('仓储与运输损失量（STL）', 'storage and transportation loss (STL)'),
  },
  {
    number: 29,
    names: { zh: '其他损失率', en: 'Other loss ratio' },
    formula: 'OL ÷ CM',
    missing: lossOf('其他损失量（OL）', 'other loss (OL)'),
  },
  {
    number: 30,
    names: { zh: '设备负荷率', en: 'Equipment load ratio' },
    formula: 'PQ ÷ EPC',
    missing: { zh: '设备的最大产能（EPC）', en: 'production capacity of machines (EPC)' },
  },
  {
    number: 34,
    names: { zh: '纠正性维修率', en: 'Corrective maintenance ratio' },
    formula: 'CMT ÷ (CMT + PMT)',
    missing: {
      zh: '预防性维修所用的时间（PMT）',
      en: 'time worked on planned maintenance (PMT)',
    },
  },
]
