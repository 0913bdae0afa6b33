import { utils, write } from '@e965/xlsx'
import { expect, test } from 'vitest'
import { chunksOf } from '../chunk.ts'
import { linesOfBlock } from '../prose.ts'
import { parsePptx } from './pptx.ts'
import { line, pptxOf, shape } from './test-office.ts'
import { parseXlsx } from './xlsx.ts'

test('slides come in the order of the show, each under its title, hidden ones left out', async () => {
  const auto = '<a:buAutoNum type="arabicPeriod"/>'
  const bytes = await pptxOf([
    shape([line('换刀')], 'title') +
      shape([line('断电', auto), line('换刀', auto)]) +
      shape([line('3')], 'sldNum'),
    '<p:sld xmlns:p="p" xmlns:a="a" show="0"><p:sp><p:txBody><a:p><a:r><a:t>old</a:t></a:r></a:p></p:txBody></p:sp></p:sld>',
    `${shape([line('扭矩')], 'ctrTitle')}<a:tbl><a:tr><a:tc><a:txBody>${line('螺栓')}</a:txBody></a:tc><a:tc><a:txBody>${line('N·m')}</a:txBody></a:tc></a:tr>
      <a:tr><a:tc><a:txBody>${line('M8')}</a:txBody></a:tc><a:tc><a:txBody>${line('25')}</a:txBody></a:tc></a:tr></a:tbl>`,
  ])
  const { blocks, pages } = await parsePptx({ fileName: 'a.pptx', bytes })
  expect(pages).toBe(3)
  expect(blocks.map((block) => [block.page, block.kind, linesOfBlock(block).join(' / ')])).toEqual([
    [1, 'heading', '换刀'],
    [1, 'item', '1. 断电'],
    [1, 'item', '2. 换刀'],
    [3, 'heading', '扭矩'],
    [3, 'table', '| 螺栓 | N·m | / | M8 | 25 |'],
  ])
})

function book(sheets: Record<string, unknown[][]>): Uint8Array {
  const made = utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) {
    utils.book_append_sheet(made, utils.aoa_to_sheet(rows), name)
  }
  return new Uint8Array(write(made, { type: 'buffer', bookType: 'xlsx' }))
}

test('a sheet is a section: titles above its tables, an empty line ends one', async () => {
  const bytes = book({
    扭矩表: [['2026年扭矩'], ['部位', 'N·m'], ['M8', 25], [], ['代码', '原因'], ['E-217', '过载']],
  })
  const { blocks } = await parseXlsx({ fileName: 'a.xlsx', bytes })
  expect(blocks.map((block) => [block.kind, linesOfBlock(block).join(' / ')])).toEqual([
    ['heading', '扭矩表'],
    ['text', '2026年扭矩'],
    ['table', '| 部位 | N·m | / | M8 | 25 |'],
    ['table', '| 代码 | 原因 | / | E-217 | 过载 |'],
  ])
})

test('a sheet of 300 columns is cut by columns, each passage with its names and its key', async () => {
  const header = Array.from({ length: 300 }, (_, at) => `parameter ${at}`)
  const rows = [1, 2].map((row) => header.map((_, at) => (at === 0 ? `M${row}` : row * 1000 + at)))
  const { blocks } = await parseXlsx({ fileName: 'a.xlsx', bytes: book({ S: [header, ...rows] }) })
  const chunks = chunksOf(blocks)
  const holding = chunks.find(({ text }) => text.includes('2217'))
  expect(holding?.text).toMatch(/\| parameter 0 \|[^\n]*parameter 217.*\n\| M2 \|/s)
  for (const { text } of chunks) expect(text.length).toBeLessThan(2500)
})
