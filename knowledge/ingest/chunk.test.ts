import { expect, test } from 'vitest'
import { type Chunk, chunksOf } from './chunk.ts'
import { parseMarkdown } from './markdown.ts'
import { parsePlainText } from './plain-text.ts'

const cut = (markdown: string): Chunk[] => chunksOf(parseMarkdown(markdown).blocks)
const textsOf = (chunks: Chunk[]) => chunks.map(({ text }) => text)

test('a passage carries its heading path and never crosses a heading', () => {
  const chunks = cut('# 手册\n前言。\n## 安装\n放平。\n### 对中\n拧紧。\n## 附录')
  expect(chunks.map(({ headingPath, text }) => [headingPath, text])).toEqual([
    [['手册'], '前言。'],
    [['手册', '安装'], '放平。'],
    [['手册', '安装', '对中'], '拧紧。'],
    [['手册', '附录'], '附录'],
  ])
})

test('long text is cut at sentence ends, in Chinese and in English', () => {
  const chinese = `${'轴承温度不得超过七十度，否则停机检查。'.repeat(60)}`
  const english = 'The bearing must stay below seventy degrees or the machine stops. '.repeat(60)
  for (const text of textsOf(cut(chinese))) expect(text).toMatch(/。$/)
  for (const text of textsOf(cut(english))) expect(text).toMatch(/stops\.$/)
  expect(textsOf(cut(chinese)).join('')).toBe(chinese)
  for (const text of textsOf(cut(chinese))) expect(text.length).toBeLessThan(600)
  for (const text of textsOf(cut(english))) {
    expect(text.split(' ').length).toBeLessThanOrEqual(300)
  }
})

test('text without sentence ends is cut all the same and nothing is lost', () => {
  const line = '轴承，'.repeat(2000)
  const chunks = textsOf(cut(line))
  expect(chunks.length).toBeGreaterThan(5)
  expect(chunks.join('')).toBe(line)
})

test('a numbered procedure stays in one passage, with the warning at its step', () => {
  const filler = '背景说明很长。'.repeat(80)
  const steps = '1. 断电。\n> 小心余压。\n\n2. 拆下端盖。\n3. 取出轴承。'
  const procedure = textsOf(cut(`# 更换\n${filler}\n\n${steps}\n\n> 完工后复位。`)).at(-1)
  expect(procedure).toBe('1. 断电。\n> 小心余压。\n2. 拆下端盖。\n3. 取出轴承。\n> 完工后复位。')
})

test('a table that is cut repeats its header', () => {
  const rows = Array.from({ length: 80 }, (_, i) => `| M${i} | 拧紧扭矩为二十五牛米 |`)
  const chunks = textsOf(cut(['# 扭矩', '| 螺栓 | 扭矩 |', '|--|--|', ...rows].join('\n')))
  expect(chunks.length).toBeGreaterThan(1)
  for (const text of chunks) expect(text.startsWith('| 螺栓 | 扭矩 |\n| M')).toBe(true)
})

test('a section of warnings only is a passage of its own', () => {
  expect(textsOf(cut('# 安全\n> 断电。\n\n> 戴手套。'))).toEqual(['> 断电。\n> 戴手套。'])
})

test('a form feed marks each page that a procedure turns', () => {
  const chunks = chunksOf([
    { kind: 'item', text: '1. Stop.', page: 3, number: 1 },
    { kind: 'item', text: '2. Open.', page: 4, number: 2 },
    { kind: 'text', text: 'Notes.', page: 5 },
  ])
  expect(chunks).toEqual([
    { headingPath: [], page: 3, text: '1. Stop.\f2. Open.', spans: [] },
    { headingPath: [], page: 5, text: 'Notes.', spans: [] },
  ])
})

test('plain text: rules, chapters and lines above lists are headings', () => {
  const source =
    '====\nSECTION 1: DATA\n====\n\nBearing noise:\n- Check it\n\n第二章 安装\n\n放平。'
  expect(chunksOf(parsePlainText(source).blocks)).toMatchObject([
    { headingPath: ['SECTION 1: DATA', 'Bearing noise'], text: '- Check it' },
    { headingPath: ['第二章 安装'], text: '放平。' },
  ])
})
