/** Files as a plant's office makes them by hand, for the import that has to guess. */
import { utils, write } from '@e965/xlsx'

type Cell = string | number | null

/** Output of two days: a title, a header of two lines, ranges of times, totals at the end. */
const output: Cell[][] = [
  ['2026年11月生产日报表', null, null, null, null, null, null],
  [],
  ['设备编号', '日期', '时间', '品种', '数量', null, '节拍(秒)', '良率'],
  [null, null, null, null, '合格数', '报废数', null, null],
  ['CNC-01', '2026/11/3', '8:00-16:00', 'P1', '1,234', '１２', '20', '99%'],
  [],
  [null, '2026/11/3', '16:00-24:00', 'P1', '９８７', '0', '20', '100%'],
  ['CNC-02', '2026/11/3', '20:00-8:00', 'P1', '1,001', '3', '25', '99.7%'],
  [null, null, null, null, null, null, null, null],
  ['CNC-02', '2026年11月4日', '8:00～16:00', 'P1', 640, 1, '25', '99.8%'],
  ['CNC-02', '2026/11/4', '16:00-24:00', 'P1', '约六百', '1', '25', ''],
  ['合计', null, null, null, '3,862', '16', null, null],
  ['制表：生产部', null, null, null, null, null, null, null],
]

const readings: Cell[][] = [
  ['测点', '时间', '数值'],
  ['CNC-01.load', '2026/11/3 8:00', '12%'],
  ['CNC-01.load', '2026/11/3 9:00', '１５%'],
  ['CNC-01.lode', '2026/11/3 9:30', '15%'],
  ['CNC-01.load', '2026/11/3 25:00', '16%'],
  [null, null, null],
  ['CNC-01.load', '2026年11月3日 10时', '0.2'],
  ['CNC-01.load', '2099/11/3 8:00', '20%'],
]

/** What must come of it: good pieces, scrap, readings, and how many rows are refused. */
export const uglyTruth = { counts: 4, good: 3862, scrap: 16, readings: 3, sum: 0.47, refused: 4 }

export function uglyBook(): Buffer {
  const book = utils.book_new()
  const first = utils.aoa_to_sheet(output)
  first['!merges'] = [
    'A1:G1',
    'A3:A4',
    'B3:B4',
    'C3:C4',
    'D3:D4',
    'E3:F3',
    'G3:G4',
    'H3:H4',
    'A5:A7',
  ].map((range) => utils.decode_range(range))
  utils.book_append_sheet(book, first, '生产日报')
  utils.book_append_sheet(book, utils.aoa_to_sheet(readings), '测量')
  return write(book, { type: 'buffer', bookType: 'xlsx' })
}

/** GBK, as a Chinese spreadsheet program saves CSV: alarms of the same machines. */
export const gbkAlarms = (): Buffer =>
  Buffer.concat([
    // 设备编号,时间,报警代码,报警内容
    Buffer.from('c9e8b1b8b1e0bac52ccab1bce42cb1a8beafb4fac2eb2cb1a8beafc4dac8dd0d0a', 'hex'),
    // CNC-01,2026/11/3 8:05,E1,缺油
    Buffer.from('CNC-01,2026/11/3 8:05,E1,'),
    Buffer.from('c8b1d3cd0d0a', 'hex'),
    Buffer.from('CNC-02,2026/11/3 9:10,E2,\r\n'),
  ])

export const uglyMachines = `
site: { id: ugly, nameZh: 手工厂, nameEn: Plant of hand-made files, zone: Asia/Shanghai }
source: base
files:
  - match: base.csv
    outputs:
      - stream: equipment
        row: { id: machine, level: { constant: machine }, nameZh: machine, nameEn: machine }
      - stream: product
        distinct: true
        row: { id: product, nameZh: product, nameEn: product, family: { constant: shaft } }
      - stream: tag
        row:
          id: { template: "{machine}.load" }
          equipmentId: machine
          nameZh: { constant: 负载 }
          nameEn: { constant: Load }
          unit: { constant: "1" }
`
export const uglyBase = 'machine,product\nCNC-01,P1\nCNC-02,P1\n'
