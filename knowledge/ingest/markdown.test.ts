import { expect, test } from 'vitest'
import { parseMarkdown } from './markdown.ts'

const kindsOf = (source: string) =>
  parseMarkdown(source).blocks.map((block) => [
    block.kind,
    block.kind === 'table' ? [block.header, ...block.rows] : block.text,
  ])

test('headings of both styles, paragraphs and the title', () => {
  const source = '---\ntitle: x\n---\n# 主轴维护\n\n第一段\n第二行\n\nChecks\n------\nOne\ntwo.'
  expect(parseMarkdown(source).title).toBe('主轴维护')
  expect(kindsOf(source)).toEqual([
    ['heading', '主轴维护'],
    ['text', '第一段第二行'],
    ['heading', 'Checks'],
    ['text', 'One two.'],
  ])
})

test('steps keep their number and what is indented below them', () => {
  const source =
    '1. Stop **the pump**.\n   - Lock it out.\n\n   > Wait 5 min.\n2. 拆下 `M8` 螺栓。\n1、检查'
  expect(parseMarkdown(source).blocks).toMatchObject([
    { kind: 'item', number: 1, text: '1. Stop the pump.\n- Lock it out.\n> Wait 5 min.' },
    { kind: 'item', number: 2, text: '2. 拆下 M8 螺栓。' },
    { kind: 'item', number: 1, text: '1、检查' },
  ])
})

test('tables, quotations and admonitions', () => {
  const source =
    '| 部位 | 扭矩 |\n|---|---|\n| M8 | 25 N·m |\n\n> [!WARNING]\n> Hot\n> surface\n\n**注意：** 断电。'
  expect(kindsOf(source)).toEqual([
    ['table', ['| 部位 | 扭矩 |', '| M8 | 25 N·m |']],
    ['warning', '> WARNING: Hot surface'],
    ['warning', '注意： 断电。'],
  ])
})

test('code stays as it is, comments and rules are left out', () => {
  expect(kindsOf('<!-- note -->\n\n***\n```\nG1 X*2*\n```')).toEqual([['text', 'G1 X*2*']])
})

test('unclosed markup loses nothing', () => {
  expect(kindsOf('```\nM104 S0')).toEqual([['text', 'M104 S0']])
  expect(kindsOf('**bold\n| a | b')).toEqual([['text', '**bold | a | b']])
})
