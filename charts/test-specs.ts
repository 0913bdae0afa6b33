/** Charts as tools gave them for the demo factory, some of them shortened. */
import type { ChartSpec } from './spec.ts'

export const oeeByLine: ChartSpec = {
  kind: 'bar',
  title: { zh: '设备综合效率（按产线）', en: 'Overall equipment effectiveness by line' },
  unit: '%',
  labels: ['精加工装配线', '车削线', '铣削线'],
  series: [
    {
      name: { zh: '设备综合效率', en: 'Overall equipment effectiveness' },
      values: [76.3319, 74.5922, 73.7289],
    },
  ],
  caption: {
    zh: '2026-11-16 00:00 – 2026-11-23 00:00（Asia/Shanghai）；单位 %；3 行；事实行 2016；数据截至 2026-11-23 00:00',
    en: '2026-11-16 00:00 – 2026-11-23 00:00 (Asia/Shanghai); unit %; 3 rows; 2016 fact rows; data until 2026-11-23 00:00',
  },
}

export const compared: ChartSpec = {
  kind: 'bar',
  title: {
    zh: '设备综合效率（按工厂、产线）',
    en: 'Overall equipment effectiveness by site and line',
  },
  unit: '%',
  labels: ['Dongguan plant · SMT line 2', 'Chengdu plant · Filling line 1'],
  series: [
    {
      name: { zh: '设备综合效率', en: 'Overall equipment effectiveness' },
      values: [81.6616, 81.4948],
    },
    {
      name: { zh: '设备综合效率（对比期）', en: 'Overall equipment effectiveness (before)' },
      values: [81.6758, 80.8875],
      role: 'before',
    },
  ],
  caption: {
    zh: '2026-11-16 00:00 – 2026-11-23 00:00（Asia/Shanghai）；单位 %；9 行；事实行 6048；数据截至 2026-11-23 00:00',
    en: '2026-11-16 00:00 – 2026-11-23 00:00 (Asia/Shanghai); unit %; 9 rows; 6048 fact rows; data until 2026-11-23 00:00',
  },
}

export const daily: ChartSpec = {
  kind: 'line',
  title: { zh: '设备综合效率（按日）', en: 'Overall equipment effectiveness by day' },
  unit: '%',
  labels: ['2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14'],
  series: [
    {
      name: { zh: '设备综合效率', en: 'Overall equipment effectiveness' },
      values: [67.1723, 76.6192, 79.5904, 79.3366],
    },
  ],
  caption: {
    zh: '2026-11-11 00:00 – 2026-11-24 19:00（Asia/Shanghai）；单位 %；14 行；事实行 3972；数据截至 2026-11-24 18:02',
    en: '2026-11-11 00:00 – 2026-11-24 19:00 (Asia/Shanghai); unit %; 14 rows; 3972 fact rows; data until 2026-11-24 18:02',
  },
}

export const reasons: ChartSpec = {
  kind: 'pareto',
  title: { zh: '停机时间（按原因）', en: 'Downtime by reason' },
  unit: 'min',
  labels: [
    'Tool changer fault',
    'Axis servo alarm',
    'Press sensor off',
    'Wheel spindle noise',
    'Dresser out of position',
    'Coolant pump leak',
    'Wash pump seal leak',
  ],
  series: [
    {
      name: { zh: '停机时间', en: 'Downtime' },
      values: [893.8833, 429.35, 142.4, 122.3667, 106, 104.0333, 76.7833],
    },
  ],
  caption: {
    zh: '2026-11-16 00:00 – 2026-11-23 00:00（Asia/Shanghai）；单位 min；7 行；事实行 53；数据截至 2026-11-22 19:00',
    en: '2026-11-16 00:00 – 2026-11-23 00:00 (Asia/Shanghai); unit min; 7 rows; 53 fact rows; data until 2026-11-22 19:00',
  },
}

export const hourly: ChartSpec = {
  kind: 'line',
  title: { zh: '良品产量（按小时）', en: 'Good output by hour' },
  unit: 'pieces',
  labels: [
    '2026-11-23T00:00+08:00',
    '2026-11-23T01:00+08:00',
    '2026-11-23T02:00+08:00',
    '2026-11-23T03:00+08:00',
  ],
  series: [{ name: { zh: '良品产量', en: 'Good output' }, values: [495, 666, 740, 710] }],
  caption: {
    zh: '2026-11-23 00:00 – 2026-11-24 00:00（Asia/Shanghai）；单位 pieces；24 行；事实行 288；数据截至 2026-11-24 00:00',
    en: '2026-11-23 00:00 – 2026-11-24 00:00 (Asia/Shanghai); unit pieces; 24 rows; 288 fact rows; data until 2026-11-24 00:00',
  },
}

export const byMachineAndHour: ChartSpec = {
  kind: 'heat',
  title: {
    zh: '设备综合效率（按设备、小时）',
    en: 'Overall equipment effectiveness by machine and hour',
  },
  unit: '%',
  labels: Array.from({ length: 8 }, (_, at) => `2026-11-23T0${at}:00+08:00`),
  series: [
    '数控车床 1',
    '数控车床 2',
    '卧式加工中心 1',
    '平面磨床',
    '清洗机',
    '装配工位 2',
    '终检台',
  ].map((name, row) => ({
    name: { zh: name, en: `Machine ${row + 1}` },
    values: Array.from({ length: 8 }, (_, at) =>
      row === 3 && at > 4 ? null : 55 + ((row * 17 + at * 11) % 40) + 0.4,
    ),
  })),
  caption: {
    zh: '2026-11-23 00:00 – 2026-11-23 08:00（Asia/Shanghai）；单位 %；56 行；事实行 672；数据截至 2026-11-23 08:00；来源 oee@1',
    en: '2026-11-23 00:00 – 2026-11-23 08:00 (Asia/Shanghai); unit %; 56 rows; 672 fact rows; data until 2026-11-23 08:00; source oee@1',
  },
}

const scrap = [
  1.8,
  2.1,
  1.9,
  2.4,
  2,
  1.7,
  2.2,
  1.9,
  null,
  2.3,
  2,
  5.6,
  2.1,
  1.8,
  2.2,
  2,
  1.9,
  2.1,
  2.3,
  1.8,
]
const flat = (value: number) => scrap.map(() => value)

export const scrapControl: ChartSpec = {
  kind: 'control',
  title: { zh: '废品率控制图（按日）', en: 'Control chart of scrap rate by day' },
  unit: '%',
  labels: scrap.map((_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`),
  series: [
    { name: { zh: '废品率', en: 'Scrap rate' }, values: scrap },
    { name: { zh: '中心线 CL', en: 'Centre line CL' }, values: flat(2.21), role: 'centre' },
    { name: { zh: '控制上限 UCL', en: 'Upper limit UCL' }, values: flat(4.02), role: 'limit' },
    { name: { zh: '控制下限 LCL', en: 'Lower limit LCL' }, values: flat(0.4), role: 'limit' },
  ],
  signals: [{ at: 11, rules: [1] }],
  caption: {
    zh: '2026-11-01 00:00 – 2026-11-21 00:00（Asia/Shanghai）；单位 %；规则 1：超出控制限',
    en: '2026-11-01 00:00 – 2026-11-21 00:00 (Asia/Shanghai); unit %; rule 1: beyond the limits',
  },
}

export const schedule: ChartSpec = {
  kind: 'gantt',
  title: { zh: '排程（按设备）', en: 'Schedule by machine' },
  unit: 'h',
  rows: ['数控车床 1', '数控车床 2', '卧式加工中心 1'],
  groups: [
    { zh: '轴类', en: 'Shafts' },
    { zh: '壳体', en: 'Housings' },
  ],
  spans: [
    { row: 0, group: 0, from: '2026-11-23 06:00', to: '2026-11-23 13:30', name: 'PO-1001 · 10' },
    { row: 0, group: 1, from: '2026-11-23 14:00', to: '2026-11-24 02:00', name: 'PO-1002 · 10' },
    { row: 1, group: 0, from: '2026-11-23 08:00', to: '2026-11-23 08:40', name: 'PO-1003 · 10' },
    { row: 2, group: 1, from: '2026-11-23 22:00', to: '2026-11-24 06:00', name: 'PO-1002 · 20' },
  ],
  labels: ['PO-1001 · 10', 'PO-1002 · 10', 'PO-1003 · 10', 'PO-1002 · 20'],
  series: [{ name: { zh: '时长', en: 'Length' }, values: [7.5, 12, 0.667, 8] }],
  caption: {
    zh: '苏州工厂时区 Asia/Shanghai；4 道工序；来源：排程建议',
    en: 'Asia/Shanghai; 4 operations; source: proposed schedule',
  },
}

export const againstTarget: ChartSpec = {
  ...oeeByLine,
  kind: 'bar',
  series: [
    ...oeeByLine.series,
    { name: { zh: '目标', en: 'Target' }, values: [80, 75, null], role: 'target' },
  ],
}

const lines = ['车削线', '铣削线', '精加工装配线', '热处理线', '冲压线', '注塑线']
export const manyLines: ChartSpec = {
  ...daily,
  kind: 'line',
  title: {
    zh: '设备综合效率（按产线、日）',
    en: 'Overall equipment effectiveness by line and day',
  },
  labels: Array.from({ length: 28 }, (_, at) => `2026-10-${String(at + 1).padStart(2, '0')}`),
  series: [
    ...lines.map((zh, row) => ({
      name: { zh, en: `Line ${row + 1}` },
      values: Array.from({ length: 28 }, (_, at) =>
        row === 1 && at > 9 && at < 13 ? null : 60 + row * 4 + 5 * Math.sin(at / (2 + row)),
      ),
    })),
    {
      name: { zh: '目标', en: 'Target' },
      values: Array.from({ length: 28 }, () => 85),
      role: 'target',
    },
  ],
}
