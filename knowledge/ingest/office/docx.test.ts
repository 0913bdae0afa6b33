import { expect, test } from 'vitest'
import { linesOfBlock } from '../prose.ts'
import { parseDocx } from './docx.ts'
import { docxOf, paragraph, tableXml } from './test-office.ts'

const level = (at: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
const numbering = `
  <w:abstractNum w:abstractNumId="7">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%2)')}</w:abstractNum>
  <w:abstractNum w:abstractNumId="8">${level(0, 'chineseCounting', '第%1步')}</w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>`

async function blocksOf(body: string) {
  const bytes = await docxOf({ body, numbering })
  const { blocks, title } = await parseDocx({ fileName: 'a.docx', bytes })
  return {
    title,
    blocks,
    lines: blocks.map((block) => [block.kind, linesOfBlock(block).join(' / ')]),
  }
}

test('steps have the numbers that paper shows, whatever stands between them', async () => {
  const step = (text: string, list: [number, number] = [1, 0]) => paragraph(text, { list })
  const { lines, blocks } = await blocksOf(
    [
      paragraph('主轴', { style: '1' }),
      step('断电'),
      step('挂锁', [1, 1]),
      paragraph('警告：余压。'),
      step('拆盖'),
      paragraph('Second', { style: '2' }),
      step('Again', [2, 0]),
      step('Next', [2, 0]),
      step('开机', [3, 0]),
    ].join(''),
  )
  expect(lines).toEqual([
    ['heading', '主轴'],
    ['item', '1. 断电 / a) 挂锁'],
    ['warning', '警告：余压。'],
    ['item', '2. 拆盖'],
    ['heading', 'Second'],
    ['item', '1. Again'],
    ['item', '2. Next'],
    ['item', '第一步 开机'],
  ])
  expect(blocks[3]).toMatchObject({ number: 2 })
})

test('merged cells are said in each row; a box of one cell is a warning', async () => {
  const cell = (text: string, more = '') => `<w:tcPr>${more}</w:tcPr>${paragraph(text)}`
  const { lines } = await blocksOf(
    tableXml([
      [cell('部位'), cell('扭矩')],
      [cell('端盖', '<w:vMerge w:val="restart"/>'), cell('25 N·m')],
      [cell('', '<w:vMerge/>'), cell('30 N·m')],
    ]) + tableXml([[cell('注意：高温')]]),
  )
  expect(lines).toEqual([
    ['table', '| 部位 | 扭矩 | / | 端盖 | 25 N·m | / | 端盖 | 30 N·m |'],
    ['warning', '注意：高温'],
  ])
})

test('what is deleted, hidden, in a table of contents or a second form of a drawing is left out', async () => {
  const { lines } = await blocksOf(
    `<w:p><w:r><w:t>Torque </w:t></w:r><w:del><w:r><w:delText>45</w:delText></w:r></w:del>
      <w:ins><w:r><w:t>50 N·m</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>
      ${paragraph('Torque 3', { style: 'T1' })}
      <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph('In a box')}</w:txbxContent></mc:Choice>
      <mc:Fallback><w:txbxContent>${paragraph('In a box')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>
      <w:p><w:r><w:drawing><wp:docPr descr="Bearing and cap, cut open"/></w:drawing></w:r></w:p>`,
  )
  expect(lines).toEqual([
    ['text', 'Torque 50 N·m'],
    ['text', 'In a box'],
    ['figure', 'Bearing and cap, cut open'],
  ])
})

test('a document with macros is read and its macros are not opened', async () => {
  const more = { 'word/vbaProject.bin': Buffer.from('Sub AutoOpen()') }
  const bytes = await docxOf({ body: paragraph('断电。'), more })
  const { blocks } = await parseDocx({ fileName: 'a.docm', bytes })
  expect(blocks).toEqual([{ kind: 'text', text: '断电。', page: null }])
})
