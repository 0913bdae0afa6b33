import type { Entry } from './lexicon/entry.ts'
import { type Lexicon, lexiconOf } from './lexicon/lexicon.ts'

/** A small group of plants for tests: two sites that share machine numbers, and an imported one. */

const every = ['site', 'line', 'machine', 'product', 'team', 'shift']
const lost = ['site', 'line', 'machine', 'team', 'shift', 'reason']

type Row = [id: string, zh: string, en: string, unit: string, better: 'up' | 'down', words: string]

const metrics: Row[] = [
  ['oee', '设备综合效率', 'Overall equipment effectiveness', '%', 'up', 'OEE,综合效率'],
  ['availability', '可用率', 'Availability', '%', 'up', '时间开动率,uptime ratio'],
  ['effectiveness', '性能效率', 'Effectiveness', '%', 'up', '性能率,performance'],
  ['quality_ratio', '合格率', 'Quality ratio', '%', 'up', '良率,yield'],
  ['output', '良品产量', 'Good output', 'pieces', 'up', '产量,产出,output,production'],
  ['scrap_quantity', '报废数量', 'Scrap quantity', 'pieces', 'down', '报废,废品,scrap'],
  ['scrap_ratio', '报废率', 'Scrap ratio', '%', 'down', '废品率,scrap rate,reject rate'],
  ['first_pass_yield', '一次合格率', 'First pass yield', '%', 'up', '直通率,FPY'],
  ['mtbf', '平均故障间隔时间', 'Mean time between failures', 'h', 'up', 'MTBF'],
  ['mttr', '平均修复时间', 'Mean time to repair', 'min', 'down', 'MTTR'],
  ['downtime', '停机时间', 'Downtime', 'min', 'down', '停机,停机原因,downtime reasons'],
  ['schedule_adherence', '排程遵守率', 'Schedule adherence', '%', 'up', '排程执行率'],
  ['on_time_delivery', '准时交付率', 'On-time delivery', '%', 'up', '订单准时率,OTD'],
  ['failures', '故障次数', 'Failures', 'count', 'down', '故障,breakdowns'],
]

const metricEntry = ([id, zh, en, unit, better, words]: Row): Entry => ({
  kind: 'metric',
  id,
  siteId: null,
  zh,
  en,
  aliases: words.split(','),
  metric: { unit, better, dimensions: id === 'downtime' ? lost : every },
})

type Plant = { siteId: string; prefix: string; machine: string; zh: string; en: string }

function plantEntries({ siteId, prefix, machine, zh, en }: Plant): Entry[] {
  const common = { siteId, aliases: [] }
  const numbered = (count: number) => Array.from({ length: count }, (_, at) => at + 1)
  return [
    {
      kind: 'site',
      id: siteId,
      siteId,
      zh: `${zh}工厂`,
      en: `${en} plant`,
      aliases: [zh, en],
      zone: 'Asia/Shanghai',
    },
    ...numbered(3).map(
      (n): Entry => ({
        ...common,
        kind: 'equipment',
        id: `${prefix}-L${n}`,
        level: 'line',
        zh: `${zh}${n}线`,
        en: `${en} line ${n}`,
      }),
    ),
    ...numbered(12).map((n): Entry => {
      const name = `${machine}-${String(n).padStart(2, '0')}`
      const id = `${prefix}-${name}`
      return {
        kind: 'equipment',
        id,
        siteId,
        level: 'machine',
        zh: `${machine} ${n}号`,
        en: id,
        aliases: [`${n}号机`, name],
      }
    }),
    ...[
      ['A', '甲班'],
      ['B', '乙班'],
    ].map(
      ([id = '', name = '']): Entry => ({
        ...common,
        kind: 'team',
        id,
        zh: name,
        en: `Team ${id}`,
      }),
    ),
    ...shifts.map(
      ([id, name, startMinute, endMinute]): Entry => ({
        ...common,
        kind: 'shift',
        id,
        zh: name,
        en: `${id} shift`,
        shift: { startMinute, endMinute },
      }),
    ),
  ]
}

const shifts: [string, string, number, number][] = [
  ['day', '白班', 480, 960],
  ['evening', '中班', 960, 1440],
  ['night', '夜班', 0, 480],
]

const suzhou = { siteId: 'suzhou', prefix: 'SZ', machine: 'CNC', zh: '苏州', en: 'Suzhou' }
const dongguan = { siteId: 'dongguan', prefix: 'DG', machine: 'SMT', zh: '东莞', en: 'Dongguan' }

const chiller: Entry = {
  kind: 'equipment',
  id: 'CWC04013',
  siteId: 'campus',
  level: 'machine',
  zh: '冷水机 CWC04013',
  en: 'Chiller CWC04013',
  aliases: [],
}
const shaft: Entry = {
  kind: 'product',
  id: 'P-100',
  siteId: 'suzhou',
  zh: '输出轴',
  en: 'Output shaft',
  aliases: [],
}

/** What somebody of Suzhou alone can name. */
export const suzhouLexicon = (): Lexicon =>
  lexiconOf([...metrics.map(metricEntry), ...plantEntries(suzhou), chiller, shaft])

/** What somebody of the whole group can name. */
export const groupLexicon = (): Lexicon =>
  lexiconOf([
    ...metrics.map(metricEntry),
    ...plantEntries(suzhou),
    ...plantEntries(dongguan),
    chiller,
    shaft,
  ])
