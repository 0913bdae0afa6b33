import { describe, expect, it } from 'vitest'
import { readHere } from './reader/open-reader.ts'
import { sourceKind } from './source-kind.ts'

const file = (text: string, fileName = 'a.md') => ({
  fileName,
  bytes: new TextEncoder().encode(text),
})

/** Patterns with two ways to read such a run go over it for minutes or years: it would not end here either. */
describe('a text of one thing over and over', () => {
  it('is told to be HTML or not, however many comments it begins with', async () => {
    const comments = '<!-- by nobody -->\n'.repeat(40)
    expect(await sourceKind(file(comments))).toBe('markdown')
    expect(await sourceKind(file(`${comments.slice(0, 800)}<html>`))).toBe('html')
  })

  it.each(['# ', '|a\n|', '. '])(
    'is read to its end: %j and a hundred thousand blanks or signs',
    async (start) => {
      for (const run of [' ', '\t', '#', '|', ':-', '。']) {
        const { chunks } = await readHere(file(`${start}${run.repeat(100_000 / run.length)}x`))
        expect(chunks.at(-1)?.text.at(-1)).toBe('x')
      }
    },
  )

  it('becomes passages of bounded length, whatever counts as a word, and none with half a character', async () => {
    for (const text of [
      '。'.repeat(50_000),
      `a${'\u{1F600}'.repeat(30_000)}`,
      '> 注意。\n\n'.repeat(9_000),
    ]) {
      const { chunks } = await readHere(file(`${text}\n\nend`, 'a.txt'))
      expect(Math.max(...chunks.map((chunk) => chunk.text.length))).toBeLessThanOrEqual(20_000)
      expect(chunks.every((chunk) => chunk.text.isWellFormed())).toBe(true)
    }
  })
})

describe('a heading', () => {
  it.each([
    ['# Lubrication', 'Lubrication'],
    ['## Lubrication ##  ', 'Lubrication'],
    ['# Grade # 4 #', 'Grade # 4'],
  ])('is what stands between its signs: %s', async (line, expected) => {
    const { chunks } = await readHere(file(`${line}\n\nOil it.`))
    expect(chunks[0]?.headingPath).toEqual([expected])
  })
})
