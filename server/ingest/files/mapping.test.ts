import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { recordMapper } from './map-record.ts'
import { fileMappingOf, inMappingOrder, loadMapping, parseMapping } from './mapping.ts'

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
  const { map } = recordMapper(
    fileMappingOf(parseMapping(yaml(output), 'm.yaml'), 'orders.csv'),
    header,
  )
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
  expect(() => fileMappingOf(azure, 'd/orders.csv')).toThrow(
    'the mapping knows no file named orders.csv',
  )
})
