import type { MetricDraft } from '../definition.ts'
import { busy, iso, ofHours, percentOf, plannedBusy, processing, produced } from './common.ts'

const percent = {
  owner: 'supervisor',
  level: 'line',
  unit: '%',
  better: 'up',
  dimensions: ofHours,
} as const

/** How machine time is used; OEE and its factors. */
export const machineTimeMetrics: MetricDraft[] = [
  {
    ...percent,
    id: 'oee',
    names: { zh: '设备综合效率', en: 'Overall equipment effectiveness' },
    synonyms: { zh: ['综合效率'], en: ['OEE', 'overall equipment efficiency'] },
    formula: {
      factors: [
        { numerator: ['planned_run_s'], denominator: plannedBusy },
        { numerator: ['good'], denominator: produced },
      ],
      scale: 100,
    },
    drivers: ['availability', 'effectiveness', 'quality_ratio'],
    source: iso(6),
    note: {
      zh: '可用率 × 效率 × 合格率，实际生产时间约去；各比值先求和再相除。',
      en: 'Availability × effectiveness × quality ratio; production time cancels out. Ratios of sums.',
    },
  },
  {
    ...percent,
    id: 'nee',
    names: { zh: '净设备效率', en: 'Net equipment effectiveness' },
    synonyms: { zh: ['设备净效率'], en: ['NEE'] },
    formula: {
      factors: [
        { numerator: processing, denominator: plannedBusy },
        { numerator: ['planned_run_s'], denominator: ['production_s'] },
        { numerator: ['good'], denominator: produced },
      ],
      scale: 100,
    },
    source: iso(7),
    note: {
      zh: '（生产 + 换型时间）÷ 计划忙碌时间 × 效率 × 合格率：换型不算损失。',
      en: 'AUPT ÷ PBT × effectiveness × quality ratio: set-up does not count as a loss.',
    },
  },
  {
    ...percent,
    id: 'availability',
    names: { zh: '可用率', en: 'Availability' },
    synonyms: { zh: ['时间开动率', '可动率'], en: ['availability rate', 'uptime ratio'] },
    formula: percentOf(['production_s'], plannedBusy),
    source: iso(8),
    note: {
      zh: '实际生产时间 ÷ 计划忙碌时间；计划停机不计入。',
      en: 'Production time over planned busy time (APT ÷ PBT); planned stops are outside.',
    },
  },
  {
    ...percent,
    id: 'effectiveness',
    names: { zh: '性能效率', en: 'Effectiveness' },
    synonyms: { zh: ['性能稼动率', '性能率'], en: ['performance', 'performance rate'] },
    formula: percentOf(['planned_run_s'], ['production_s']),
    source: iso(9),
    note: {
      zh: '单件计划运行时间 × 产出件数 ÷ 实际生产时间。',
      en: 'Planned run time per item × pieces made over production time (PRI · PQ ÷ APT).',
    },
  },
  {
    ...percent,
    id: 'allocation_efficiency',
    names: { zh: '分配效率', en: 'Allocation efficiency' },
    synonyms: { zh: ['设备占用率'], en: ['allocated time share'] },
    formula: percentOf(busy, plannedBusy),
    source: iso(4),
    note: {
      zh: '用于订单的时间（生产 + 换型 + 等待）÷ 计划忙碌时间（AUBT ÷ PBT）。',
      en: 'Time used for orders, delays included, over planned busy time (AUBT ÷ PBT).',
    },
  },
  {
    ...percent,
    id: 'utilization_efficiency',
    names: { zh: '利用效率', en: 'Utilization efficiency' },
    synonyms: { zh: ['时间利用率'], en: ['utilisation efficiency', 'utilization'] },
    formula: percentOf(['production_s'], busy),
    source: iso(5),
    note: {
      zh: '实际生产时间 ÷ 实际忙碌时间（APT ÷ AUBT）。',
      en: 'Production time over busy time (APT ÷ AUBT).',
    },
  },
  {
    ...percent,
    id: 'setup_ratio',
    names: { zh: '换型率', en: 'Set-up ratio' },
    synonyms: { zh: ['换型时间占比', '准备时间占比'], en: ['changeover ratio', 'setup rate'] },
    better: 'down',
    formula: percentOf(['setup_s'], processing),
    source: iso(11),
    note: {
      zh: '换型时间 ÷（生产 + 换型时间）（AUST ÷ AUPT）。',
      en: 'Set-up time over processing time (AUST ÷ AUPT).',
    },
  },
  {
    ...percent,
    id: 'technical_efficiency',
    names: { zh: '技术效率', en: 'Technical efficiency' },
    synonyms: { zh: [], en: ['technical availability'] },
    formula: percentOf(['production_s'], ['production_s', 'delay_s']),
    source: iso(12),
    note: {
      zh: '实际生产时间 ÷（生产 + 等待时间）（APT ÷ (APT + ADET)）。',
      en: 'Production time over production time and delays (APT ÷ (APT + ADET)).',
    },
  },
]
