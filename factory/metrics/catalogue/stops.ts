import type { MetricDraft } from '../definition.ts'
import { iso, ofDowntime, ofHours, processing, site } from './common.ts'

const ofRepair = { owner: 'maintenance', level: 'line', dimensions: ofHours } as const

/** Stops, failures and how long it takes to mend them. */
export const stopMetrics: MetricDraft[] = [
  {
    ...ofRepair,
    id: 'mtbf',
    names: { zh: '平均故障间隔时间', en: 'Mean time between failures' },
    synonyms: { zh: ['平均无故障时间'], en: ['MTBF', 'mean operating time between failures'] },
    unit: 'h',
    better: 'up',
    formula: {
      factors: [{ numerator: ['production_s'], denominator: ['failures'] }],
      scale: 1 / 3600,
      needs: ['production_s'],
    },
    source: iso(31),
    note: {
      zh: '实际生产时间 ÷ 故障次数（按 ISO 14224 除以故障次数，而非“故障次数 + 1”）。',
      en: 'Production time over failures (ISO 14224: failures, not failures + 1).',
    },
  },
  {
    ...ofRepair,
    id: 'mttf',
    names: { zh: '平均失效前时间', en: 'Mean time to failure' },
    synonyms: { zh: ['平均故障前时间'], en: ['MTTF'] },
    unit: 'h',
    better: 'up',
    formula: {
      factors: [{ numerator: processing, denominator: ['failures'] }],
      scale: 1 / 3600,
      needs: ['production_s'],
    },
    source: iso(32),
    note: {
      zh: '到故障为止的运行时间（生产 + 换型）÷ 故障次数，不加 1。',
      en: 'Processing time (production and set-up) up to the failures, over failures, not failures + 1.',
    },
  },
  {
    ...ofRepair,
    id: 'mttr',
    names: { zh: '平均修复时间', en: 'Mean time to repair' },
    synonyms: { zh: ['平均维修时间'], en: ['MTTR', 'mean time to restore'] },
    unit: 'min',
    better: 'down',
    formula: {
      factors: [{ numerator: ['repair_s'], denominator: ['repairs'] }],
      scale: 1 / 60,
    },
    source: iso(33),
    note: {
      zh: '修复时间 ÷ 修复次数；只计已知修复时间的故障。',
      en: 'Time to restore over repairs; only failures whose repair time is known.',
    },
  },
  {
    ...ofRepair,
    id: 'failures',
    names: { zh: '故障次数', en: 'Failures' },
    synonyms: {
      zh: ['故障数', '故障'],
      en: ['number of failures', 'breakdowns', 'failure count'],
    },
    unit: 'count',
    better: 'down',
    formula: { factors: [{ numerator: ['failures'] }] },
    source: site,
    note: { zh: 'ISO 14224 故障事件数。', en: 'Failure events in ISO 14224 terms.' },
  },
  {
    ...ofRepair,
    id: 'downtime',
    owner: 'supervisor',
    names: { zh: '停机时间', en: 'Downtime' },
    synonyms: {
      zh: ['停机', '停机时长', '故障停机', '停机原因'],
      en: ['down time', 'lost time', 'downtime minutes', 'downtime reasons'],
    },
    unit: 'min',
    better: 'down',
    formula: { factors: [{ numerator: ['lost_s'] }], scale: 1 / 60 },
    dimensions: ofDowntime,
    source: site,
    note: {
      zh: '非计划停机（ADOT）按原因登记的时间；未说明原因的记为 unqualified。',
      en: 'Unplanned downtime (ADOT) as booked by reason; without one it is `unqualified`.',
    },
  },
  {
    ...ofRepair,
    id: 'stops',
    owner: 'supervisor',
    names: { zh: '停机次数', en: 'Stops' },
    synonyms: { zh: ['停机频次'], en: ['number of stops', 'stop count'] },
    unit: 'count',
    better: 'down',
    formula: { factors: [{ numerator: ['stops'] }] },
    dimensions: ofDowntime,
    source: site,
    note: { zh: '停机次数，计入其开始的小时。', en: 'Stops, counted in the hour they began in.' },
  },
]
