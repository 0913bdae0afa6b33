import { expect, test } from 'vitest'
import { wordsOf } from './inline.ts'
import { findQuote, markQuote } from './mark-quote.ts'
import { type Block, readMarkdown } from './markdown.ts'

const kinds = (blocks: Block[]) => blocks.map(({ kind }) => kind)

test('an answer about figures: sentence, list, source', () => {
  const blocks = readMarkdown('OEE: **76.3%**.\n- L3: 76.3%\n- L1: 74.6%\nDefinition: oee v1.')
  expect(kinds(blocks)).toEqual(['paragraph', 'list', 'paragraph'])
  expect(blocks[0]).toMatchObject({
    lines: [[{ text: 'OEE: ' }, { kind: 'strong', parts: [{ text: '76.3%' }] }, { text: '.' }]],
  })
  expect(blocks[1]).toMatchObject({ ordered: false, items: [[{}], [{}]] })
})

test('a quote holds the warning, its steps by their numbers, and is followed by its source', () => {
  const text =
    '> ⚠ 警告:先断电。\n> 3. 拆下端盖。\n> 4. 取下油封。\n— 作业指导书 › 4 拆卸 · 第 1 版'
  const [quote, source] = readMarkdown(text)
  if (quote?.kind !== 'quote') throw new Error('no quote')
  expect(kinds(quote.blocks)).toEqual(['warning', 'list'])
  expect(quote.blocks[1]).toMatchObject({ ordered: true, start: 3 })
  expect(quote.text).toBe('⚠ 警告:先断电。\n3. 拆下端盖。\n4. 取下油封。')
  expect(source?.kind).toBe('source')
})

test('tables have a head where a rule says so, or where the manual lost it', () => {
  const ruled = readMarkdown('| a | b |\n|---|:-:|\n| 1 | 2 |')
  expect(ruled).toMatchObject([{ kind: 'table', head: [[{ text: 'a' }], [{}]], rows: [[{}, {}]] }])
  const excerpt = '| ALM-2104 | trip |\n| ALM-2201 | noise |'
  expect(readMarkdown(excerpt)).toMatchObject([{ head: null, rows: [{}, {}] }])
  expect(readMarkdown(excerpt, { firstRowIsHead: true })).toMatchObject([{ rows: [{}] }])
})

test('lists nest, and code stays as it is', () => {
  const [list, code] = readMarkdown('1. one\n   - inner\n2. two\n```\n**raw**\n```')
  expect(list).toMatchObject({ items: [[{ kind: 'paragraph' }, { kind: 'list' }], [{}]] })
  expect(code).toEqual({ kind: 'code', text: '**raw**' })
})

test('HTML and links to anywhere stay words; a link into the inbox leads there', () => {
  const [block] = readMarkdown('<img src=x onerror=alert(1)> [go](https://evil.test/?q=1)')
  if (block?.kind !== 'paragraph') throw new Error('no paragraph')
  expect(block.lines[0]).toEqual([
    { kind: 'text', text: '<img src=x onerror=alert(1)> [go](https://evil.test/?q=1)' },
  ])
  expect(readMarkdown('审批:http://localhost:3172/inbox/suzhou/act_1(明天前有效)')).toMatchObject([
    { lines: [[{}, { kind: 'inbox', siteId: 'suzhou', id: 'act_1' }, {}]] },
  ])
})

test('a lone star or an id with underscores is no emphasis', () => {
  const text = '(Σ planned_run_s ÷ Σ production_s) * 100 ** 2'
  expect(readMarkdown(text)).toMatchObject([{ lines: [[{ kind: 'text', text }]] }])
})

test.each([
  '',
  '>',
  '|',
  '```',
  '**',
  '- ',
  '> '.repeat(5000),
  `${'> '.repeat(40)}x`,
  '- '.repeat(3000),
  `${'*'.repeat(5000)}a`,
])('odd text ends', (text) => {
  expect(readMarkdown(text)).toBeInstanceOf(Array)
})

const marksIn = (blocks: Block[]) => {
  const found: string[] = []
  JSON.stringify(blocks, (_key, value) => {
    if (value?.kind === 'mark') found.push(wordsOf(value.parts))
    return value
  })
  return found
}

test('a quoted range is marked inside lists and tables', () => {
  const text = 'Before.\n- one thing. And more.\n- two\n| a | b |\n| c | d |'
  const range = findQuote(text, 'And more.\n- two\n| a | b |')
  if (range === null) throw new Error('not found')
  const blocks = readMarkdown(markQuote(text, range))
  expect(kinds(blocks)).toEqual(['paragraph', 'list', 'table'])
  expect(marksIn(blocks).map((words) => words.trim())).toEqual(['And more.', 'two', 'a', 'b'])
})

test('a quote is found in spite of white space, and only where it stands', () => {
  expect(findQuote('Put 12 g of\fgrease (each)', 'g of grease (each)')).toEqual({ from: 7, to: 25 })
  expect(findQuote('abc', 'abd')).toBeNull()
  expect(findQuote('abc', ' ')).toBeNull()
})
