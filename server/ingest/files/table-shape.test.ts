import { expect, it } from 'vitest'
import type { Merge } from '../../../files/index.ts'
import type { CsvRecord } from './read-csv.ts'
import { shapeTable, type TableShape } from './table-shape.ts'

async function all<Item>(items: AsyncIterable<Item> | Iterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

type Given = { merges?: Merge[] | null; shape?: TableShape; pieces?: number }

async function shaped(rows: string[], { merges = null, shape = {}, pieces = 2 }: Given = {}) {
  const records = rows.map((row, at): CsvRecord => ({ cells: row.split('|'), line: at + 1 }))
  async function* inPieces() {
    for (let at = 0; at < records.length; at += pieces) yield records.slice(at, at + pieces)
  }
  const table = await shapeTable({ pieces: inPieces(), name: 'f.csv', merges }, shape)
  const found = (await all(table.pieces)).flat()
  const texts = found.map(({ cells, line }) => `${line}: ${cells.join('|')}`)
  return { columns: table.columns, rows: texts, skipped: table.skipped() }
}

it.each([1, 2, 100])('finds the header and what is below it, in pieces of %i', async (pieces) => {
  const rows = ['日报||', '', '机台| 良品 |良品', 'A|1|2', 'B|3|4']
  expect(await shaped(rows, { shape: { header: 3 }, pieces })).toEqual({
    columns: ['机台', '良品', '良品 (2)'],
    rows: ['4: A|1|2', '5: B|3|4'],
    skipped: 0,
  })
})

it('joins two lines of a header by the cells that were merged', async () => {
  const merges: Merge[] = [
    { fromLine: 1, toLine: 2, fromColumn: 0, toColumn: 0 },
    { fromLine: 1, toLine: 1, fromColumn: 1, toColumn: 2 },
  ]
  const rows = ['机台|产量||', '|良品|报废|备注', 'A|1|2|x']
  const { columns } = await shaped(rows, { merges, shape: { headerLines: 2 } })
  expect(columns).toEqual(['机台', '产量 / 良品', '产量 / 报废', '备注'])
})

it('guesses from text files, which have no merged cells, how far a title reaches', async () => {
  const rows = ['机台|产量||备注', '|良品|报废|', 'A|1|2|x']
  const { columns } = await shaped(rows, { shape: { headerLines: 2 } })
  expect(columns).toEqual(['机台', '产量 / 良品', '产量 / 报废', '备注'])
})

it('leaves out totals, empty lines and the header of the next page, and counts them', async () => {
  const rows = ['机台|良品', 'A|1', '|', '机台|良品', '小计：|1', 'B|2', '合计|3']
  expect(await shaped(rows, { shape: { skip: ['合计', '小计'] } })).toEqual({
    columns: ['机台', '良品'],
    rows: ['2: A|1', '6: B|2'],
    skipped: 4,
  })
})

it('fills cells that were merged with the one above, and no others', async () => {
  const merges: Merge[] = [{ fromLine: 2, toLine: 4, fromColumn: 0, toColumn: 0 }]
  const rows = ['机台|良品', 'A|1', '|2', '|3', '|4', 'B|5', '|6']
  const found = await shaped(rows, { merges, shape: { fill: ['机台'] } })
  expect(found.rows).toEqual(['2: A|1', '3: A|2', '4: A|3', '5: |4', '6: B|5', '7: |6'])
})

it('fills empty cells of a text file with the one above where the mapping says so', async () => {
  const { rows } = await shaped(['m|n', 'A|1', '|2', 'B|'], { shape: { fill: ['m'] } })
  expect(rows).toEqual(['2: A|1', '3: A|2', '4: B|'])
})

it('makes rows of a sheet as wide as its header, and forgives empty cells behind in text', async () => {
  expect((await shaped(['a|b', 'x', 'x|y|z'], { merges: [] })).rows).toEqual(['2: x|', '3: x|y'])
  expect((await shaped(['a|b', 'x', 'x|y| |', 'x|y|z'])).rows).toEqual([
    '2: x',
    '3: x|y',
    '4: x|y|z',
  ])
})

it('says where a header was looked for and not found', async () => {
  await expect(shaped([])).rejects.toMatchObject({ message: 'f.csv, line 1: the file is empty' })
  await expect(shaped(['a'], { shape: { header: 5 } })).rejects.toMatchObject({
    message: 'f.csv, line 5: there is no header',
    hint: 'Mend `header` in the mapping.',
  })
})
