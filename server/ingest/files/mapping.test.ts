import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { codesIn, rowsOf } from '../../../test/support/pages.ts'
import { expressionKeys } from './expression.ts'
import { recordMapper } from './map-record.ts'
import { fileMappingsOf, inMappingOrder, loadMapping, parseMapping } from './mapping.ts'

const mappings = fileURLToPath(new URL('../../../demo/mappings', import.meta.url))

const yaml = (output: string) => `
site: suzhou
source: erp
files:
  - match: 'orders*.csv'
    outputs:
      - ${output.replaceAll('\n', '\n        ')}
`
const mapped = (output: string, header: string[], ...records: string[][]) => {
  const [part] = fileMappingsOf(parseMapping(yaml(output), 'm.yaml'), 'orders.csv')
  if (part === undefined) throw new Error('no part')
  const find = (_kind: string, typed: string) => (typed === '3 号机' ? 'M3' : undefined)
  const { map } = recordMapper(part, header, { find })
  return records.flatMap((cells) => map(cells).map(({ row }) => row))
}

it('takes every mapping file that is shipped', async () => {
  const names = await readdir(mappings)
  expect(names.length).toBeGreaterThan(1)
  for (const name of names) await loadMapping(`${mappings}/${name}`)
})

it.each([
  [
    '{ stream: team, row: { id: x }, distinkt: true }',
    /unknown key .*distinkt; nearest known: distinct/,
  ],
  [
    '{ stream: taem, row: { id: x } }',
    /outputs\.0\.stream cannot be "taem"; nearest known: .*team/,
  ],
  ['{ stream: team, row: { nameZH: x } }', /nameZH: unknown field of team; nearest known: nameZh/],
  ['{ stream: team, row: { id: { colum: x } } }', /unknown key .*colum; nearest known: column/],
  ['{ stream: team, row: { id: { column: x, constant: y } } }', /needs exactly one of column/],
])('refuses %s', (output, message) => {
  expect(() => parseMapping(yaml(output), 'm.yaml')).toThrow(message)
})

it('refuses text that is not YAML', () => {
  expect(() => parseMapping('site: [', 'm.yaml')).toThrow(/m\.yaml is not YAML/)
})

it('reads columns, constants, templates, lists, numbers, maps and dates', () => {
  const output = `{ stream: equipment, row: {
    id: { template: 'M-{no:000}' }, level: { constant: machine }, nameZh: name, nameEn: name,
    criticality: { column: class, map: { '1': A }, default: C }, lineId: line,
    aliases: { list: [name, { template: '{no}号机' }, line] } } }`
  expect(
    mapped(
      output,
      ['no', 'name', 'class', 'line'],
      ['7.0', ' Mill ', '1', ''],
      ['x', 'Lathe', '9', 'L1'],
    ),
  ).toEqual([
    {
      id: 'M-007',
      level: 'machine',
      nameZh: 'Mill',
      nameEn: 'Mill',
      criticality: 'A',
      aliases: ['Mill', '7.0号机'],
    },
    {
      id: 'M-x',
      level: 'machine',
      nameZh: 'Lathe',
      nameEn: 'Lathe',
      criticality: 'C',
      lineId: 'L1',
      aliases: ['Lathe', 'x号机', 'L1'],
    },
  ])
})

it('leaves what it cannot read to the schema of the stream', () => {
  const output = `{ stream: measurement, row: { tagId: { constant: t }, at: { column: at, date: dd/MM/yyyy },
    value: { column: value, number: true } } }`
  expect(mapped(output, ['at', 'value'], ['32/01/2015', '1,5'])).toEqual([
    { tagId: 't', at: '32/01/2015', value: '1,5' },
  ])
})

it('reads what people write: joined dates, ranges, durations, percent, words, suffixes', () => {
  const output = `{ stream: machine_state, row: {
    machineId: { column: m, find: machine },
    startAt: { join: [day, shift], date: auto, range: start, zone: Asia/Shanghai },
    endAt: { column: begin, date: auto, zone: Asia/Shanghai, plus: { column: for, unit: min } },
    category: { column: what, map: { 停机: down } }, note: { column: note, blank: [无, '-'] },
    state: { column: speed, number: lenient, suffix: 件, times: 60 },
    sourceKey: { column: n, every: { from: '2026-01-01T00:00:00Z', seconds: 30 } } } }`
  const header = ['m', 'day', 'shift', 'begin', 'for', 'what', 'note', 'speed', 'n']
  const record = [
    '3 号机',
    '2026-11-03',
    '20:00-8:00',
    '2026/11/3 8:00',
    '1:20',
    '停机',
    '-',
    '1,200件',
    '4',
  ]
  expect(mapped(output, header, record)).toEqual([
    {
      machineId: 'M3',
      startAt: new Date('2026-11-03T12:00:00Z'),
      endAt: new Date('2026-11-03T01:20:00Z'),
      category: 'down',
      state: 72_000,
      sourceKey: new Date('2026-01-01T00:02:00Z'),
    },
  ])
})

it('leaves out an end that nobody noted, and keeps a duration that it cannot read', () => {
  const output = `{ stream: machine_state, row: { endAt: { column: begin, date: auto, plus: { column: for, unit: min } } } }`
  expect(mapped(output, ['begin', 'for'], ['2026-11-03', ''], ['2026-11-03', 'long'])).toEqual([
    {},
    { endAt: 'long' },
  ])
})

it('takes the first of several date formats that reads', () => {
  const output = `{ stream: purchase_line, row: { orderedAt: { column: d, date: [M/d/yy, 20MM-dd-yy] } } }`
  expect(mapped(output, ['d'], ['11/13/06'], ['2012-01-06'], ['soon'])).toEqual([
    { orderedAt: new Date('2006-11-13T00:00:00Z') },
    { orderedAt: new Date('2006-12-01T00:00:00Z') },
    { orderedAt: 'soon' },
  ])
})

it('sends distinct rows once, and only records that meet the conditions', () => {
  const output = `{ stream: team, distinct: true, when: { kind: [a, b] }, unless: { id: T9 },
    row: { id: id } }`
  const records = [
    ['T1', 'a'],
    ['T1', 'b'],
    ['T2', 'c'],
    ['T9', 'a'],
    ['T3', 'b'],
  ]
  expect(mapped(output, ['id', 'kind'], ...records)).toEqual([{ id: 'T1' }, { id: 'T3' }])
})

it('names a column that the file does not have', () => {
  expect(() => mapped('{ stream: team, row: { id: team_id } }', ['team_ids', 'x'])).toThrow(
    'the file has no column team_id',
  )
})

it('finds the mapping of a file by its name, and the order of several', async () => {
  const azure = await loadMapping(`${mappings}/azure-pdm.yaml`)
  const files = ['errors.csv.gz.refused.csv', 'd/machines.csv', 'unknown.csv']
  expect(inMappingOrder(azure, files)).toEqual([
    'unknown.csv',
    'd/machines.csv',
    'errors.csv.gz.refused.csv',
  ])
  expect(() => fileMappingsOf(azure, 'd/orders.csv')).toThrow(
    'the mapping knows no file named orders.csv',
  )
})

it('docs/import.md has every key of an expression', () => {
  const told = rowsOf('docs/import.md').flatMap((cells) => cells.flatMap(codesIn))
  const keys = told.flatMap((code) => code.split(/[^\w]+/))
  expect(expressionKeys.filter((key) => !keys.includes(key))).toEqual([])
})
