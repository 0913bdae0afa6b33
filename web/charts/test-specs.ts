/** Charts as tools gave them for the demo factory, some of them shortened. */
import type { ChartSpec } from '../../server/http/contract.ts'

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
