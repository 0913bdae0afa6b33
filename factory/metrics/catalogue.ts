import type { Dimension, Measure, MetricDraft } from './definition.ts'

/** PBT of ISO 22400-2: what was planned to be busy, whatever became of it. */
const plannedBusy: Measure[] = ['production_s', 'setup_s', 'delay_s', 'down_s']
/** PQ: every piece that was made. */
const produced: Measure[] = ['good', 'scrap', 'rework']

const ofHours: Dimension[] = ['site', 'line', 'machine', 'product', 'team', 'shift']
const ofDowntime: Dimension[] = ['site', 'line', 'machine', 'team', 'shift', 'reason']

const common = { owner: 'group', level: 'line' } as const
const percent = { ...common, unit: '%', dimensions: ofHours }
const iso = (number: number) => ({ standard: 'ISO 22400-2' as const, number })
const site = { standard: 'site' as const }

/** Version 1 of the group's metrics. Afterwards the table is the truth: see `seedMetrics`. */
export const catalogue: MetricDraft[] = [
  {
    ...percent,
    id: 'oee',
    names: { zh: '设备综合效率', en: 'Overall equipment effectiveness' },
    synonyms: {
      zh: ['综合效率'],
      en: ['OEE', 'overall equipment efficiency'],
    },
    better: 'up',
    formula: {
      factors: [
        { numerator: ['planned_run_s'], denominator: plannedBusy },
        { numerator: ['good'], denominator: produced },
      ],
      scale: 100,
    },
    source: iso(6),
    note: {
      zh: '可用率 × 效率 × 合格率，实际生产时间约去；各比值先求和再相除。',
      en: 'Availability × effectiveness × quality ratio; production time cancels out. Ratios of sums.',
    },
  },
  {
    ...percent,
    id: 'availability',
    names: { zh: '可用率', en: 'Availability' },
    synonyms: {
      zh: ['时间开动率', '可动率'],
      en: ['availability rate', 'uptime ratio'],
    },
    better: 'up',
    formula: {
      factors: [{ numerator: ['production_s'], denominator: plannedBusy }],
      scale: 100,
    },
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
    synonyms: {
      zh: ['性能稼动率', '性能率'],
      en: ['performance', 'performance rate'],
    },
    better: 'up',
    formula: {
      factors: [{ numerator: ['planned_run_s'], denominator: ['production_s'] }],
      scale: 100,
    },
    source: iso(9),
    note: {
      zh: '单件计划运行时间 × 产出件数 ÷ 实际生产时间。',
      en: 'Planned run time per item × pieces made over production time (PRI · PQ ÷ APT).',
    },
  },
  {
    ...percent,
    id: 'quality_ratio',
    names: { zh: '合格率', en: 'Quality ratio' },
    synonyms: {
      zh: ['良率', '良品率', '质量率'],
      en: ['quality rate', 'yield'],
    },
    better: 'up',
    formula: {
      factors: [{ numerator: ['good'], denominator: produced }],
      scale: 100,
    },
    source: iso(10),
    note: {
      zh: '良品 ÷ 全部产出（良品 + 报废 + 返工）。',
      en: 'Good pieces over all pieces made (good + scrap + rework).',
    },
  },
  {
    ...common,
    id: 'output',
    names: { zh: '良品产量', en: 'Good output' },
    synonyms: {
      zh: ['产量', '产出', '良品数', '合格品数量'],
      en: ['output', 'production', 'production volume', 'good quantity', 'good pieces'],
    },
    unit: 'pieces',
    better: 'up',
    formula: { factors: [{ numerator: ['good'] }] },
    dimensions: ofHours,
    source: site,
    note: {
      zh: '良品件数（GQ）；报废与返工不计入。',
      en: 'Good pieces only (GQ); scrap and rework are not in it.',
    },
  },
  {
    ...common,
    id: 'scrap_quantity',
    names: { zh: '报废数量', en: 'Scrap quantity' },
    synonyms: {
      zh: ['报废', '废品', '废品数'],
      en: ['scrap', 'scrapped pieces', 'rejects'],
    },
    unit: 'pieces',
    better: 'down',
    formula: { factors: [{ numerator: ['scrap'] }] },
    dimensions: ofHours,
    source: site,
    note: { zh: '报废件数（SQ）。', en: 'Pieces scrapped (SQ).' },
  },
  {
    ...percent,
    id: 'scrap_ratio',
    names: { zh: '报废率', en: 'Scrap ratio' },
    synonyms: { zh: ['废品率', '不良率'], en: ['scrap rate', 'reject rate'] },
    better: 'down',
    formula: {
      factors: [{ numerator: ['scrap'], denominator: produced }],
      scale: 100,
    },
    source: iso(16),
    note: {
      zh: '报废 ÷ 全部产出。',
      en: 'Scrap over all pieces made (SQ ÷ PQ).',
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
    formula: {
      factors: [{ numerator: ['first_pass'], denominator: produced }],
      scale: 100,
    },
    source: iso(15),
    note: {
      zh: '一次即合格的件数 ÷ 全部产出；视为全数检验。',
      en: 'Pieces good at the first pass over all pieces made; every piece counts as inspected.',
    },
  },
  {
    ...common,
    id: 'mtbf',
    names: { zh: '平均故障间隔时间', en: 'Mean time between failures' },
    synonyms: { zh: ['平均无故障时间'], en: ['MTBF'] },
    unit: 'h',
    better: 'up',
    formula: {
      factors: [{ numerator: ['production_s'], denominator: ['failures'] }],
      scale: 1 / 3600,
      needs: ['production_s'],
    },
    dimensions: ofHours,
    source: iso(31),
    note: {
      zh: '实际生产时间 ÷ 故障次数（按 ISO 14224 除以故障次数，而非“故障次数 + 1”）。',
      en: 'Production time over failures (ISO 14224: failures, not failures + 1).',
    },
  },
  {
    ...common,
    id: 'mttr',
    names: { zh: '平均修复时间', en: 'Mean time to repair' },
    synonyms: { zh: ['平均维修时间'], en: ['MTTR', 'mean time to restore'] },
    unit: 'min',
    better: 'down',
    formula: {
      factors: [{ numerator: ['repair_s'], denominator: ['repairs'] }],
      scale: 1 / 60,
    },
    dimensions: ofHours,
    source: iso(33),
    note: {
      zh: '修复时间 ÷ 修复次数；只计已知修复时间的故障。',
      en: 'Time to restore over repairs; only failures whose repair time is known.',
    },
  },
  {
    ...common,
    id: 'downtime',
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
    ...common,
    id: 'stops',
    names: { zh: '停机次数', en: 'Stops' },
    synonyms: { zh: ['停机频次'], en: ['number of stops', 'stop count'] },
    unit: 'count',
    better: 'down',
    formula: { factors: [{ numerator: ['stops'] }] },
    dimensions: ofDowntime,
    source: site,
    note: {
      zh: '停机次数，计入其开始的小时。',
      en: 'Stops, counted in the hour they began in.',
    },
  },
  {
    ...common,
    id: 'failures',
    names: { zh: '故障次数', en: 'Failures' },
    synonyms: {
      zh: ['故障数', '故障'],
      en: ['number of failures', 'breakdowns', 'failure count'],
    },
    unit: 'count',
    better: 'down',
    formula: { factors: [{ numerator: ['failures'] }] },
    dimensions: ofHours,
    source: site,
    note: {
      zh: 'ISO 14224 故障事件数。',
      en: 'Failure events in ISO 14224 terms.',
    },
  },
  {
    ...common,
    id: 'energy_per_piece',
    names: { zh: '单件能耗', en: 'Energy per piece' },
    synonyms: {
      zh: ['单位能耗', '能耗'],
      en: ['energy consumption', 'specific energy'],
    },
    unit: 'kWh/piece',
    better: 'down',
    formula: {
      factors: [{ numerator: ['energy_kwh'], denominator: produced }],
      needs: ['energy_kwh'],
    },
    dimensions: ofHours,
    source: iso(23),
    note: {
      zh: '能耗 ÷ 全部产出（含报废与返工）。',
      en: 'Energy over all pieces made (E ÷ PQ).',
    },
  },
]
