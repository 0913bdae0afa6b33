import { expect, test } from 'vitest'
import { chunksOf } from '../chunk.ts'
import { linesOfBlock } from '../prose.ts'
import { parsePdf } from './parse-pdf.ts'
import { type PdfLine, testPdf } from './test-pdf.ts'

async function read(pages: PdfLine[][], options = {}) {
  const bytes = testPdf(pages, options)
  const { blocks } = await parsePdf({ fileName: 'a.pdf', bytes })
  return { blocks, lines: blocks.map((block) => linesOfBlock(block).join('\n')) }
}

const row = (y: number, cells: string[], left = 72): PdfLine[] =>
  cells.map((text, at) => ({ text, x: left + 130 * at, y })).filter(({ text }) => text !== '')

test('two columns are read one after the other, below what goes over both', async () => {
  const words = 'bearing housing clearance'
  const column = (side: string, x: number) =>
    Array.from({ length: 10 }, (_, at) => ({
      text: `${side} column line ${at}, ${words} of it`,
      ...{ x, y: 700 - 12 * at },
    }))
  const whole = {
    text: 'Lubrication of the spindle and what to look for every week and every month, at a glance',
    y: 730,
  }
  const interleaved = column('Left', 60).flatMap((line, at) => [
    line,
    column('Right', 330)[at] ?? line,
  ])
  const { lines } = await read([[whole, ...interleaved]])
  const text = lines.join('\n')
  expect(text.indexOf('Lubrication')).toBe(0)
  expect(text.indexOf('Left column line 9')).toBeLessThan(text.indexOf('Right column line 0'))
  expect(text).not.toMatch(/Left column line 0[^\n]*Right column/)
})

test('a table keeps its columns, cells of several lines, and the header on the next page', async () => {
  const { blocks } = await read([
    [
      ...row(700, ['Code', 'Cause', 'Remedy']),
      ...row(680, ['E-217', 'Overload', 'Reduce the feed']),
      ...row(668, ['', '', 'and look at the tool']),
      ...row(648, ['E-218', 'Low oil', 'Fill up']),
    ],
    [
      ...row(700, ['E-219', 'No air', 'Open the valve']),
      ...row(680, ['E-220', 'Door', 'Close it']),
    ],
  ])
  expect(blocks).toMatchObject([
    {
      kind: 'table',
      header: '| Code | Cause | Remedy |',
      rows: [
        '| E-217 | Overload | Reduce the feed and look at the tool |',
        '| E-218 | Low oil | Fill up |',
      ],
    },
    {
      kind: 'table',
      header: '| Code | Cause | Remedy |',
      rows: ['| E-219 | No air | Open the valve |', '| E-220 | Door | Close it |'],
      page: 2,
    },
  ])
})

test('steps with their numbers apart are steps, not a table; figures keep their captions', async () => {
  const { blocks } = await read([
    [
      { text: '1.', x: 72, y: 700 },
      { text: 'Stop the machine.', x: 96, y: 700 },
      { text: '2.', x: 72, y: 686 },
      { text: 'Open the door.', x: 96, y: 686 },
      { text: 'Figure 3: door lock', x: 200, y: 600 },
    ],
  ])
  expect(blocks).toMatchObject([
    { kind: 'item', number: 1, text: '1. Stop the machine.' },
    { kind: 'item', number: 2, text: '2. Open the door.' },
    { kind: 'text', text: 'Figure 3: door lock' },
  ])
})

test.each([0, 90, 180, 270])(
  'turned by %i degrees, lines read alike and boxes lie on the page as shown',
  async (rotate) => {
    const { blocks, lines } = await read(
      [
        [
          { text: 'Wear gloves', y: 700 },
          { text: 'Stop it', y: 680 },
        ],
      ],
      { rotate },
    )
    expect(lines).toEqual(['Wear gloves', 'Stop it'])
    const [width, height] = rotate % 180 === 0 ? [612, 792] : [792, 612]
    for (const block of blocks) {
      const [left = 0, top = 0, right = 0, bottom = 0] =
        ('spans' in block && block.spans?.[0]?.box) || []
      expect(left).toBeGreaterThan(0)
      expect(top).toBeGreaterThan(0)
      expect(right).toBeGreaterThan(left)
      expect(right).toBeLessThan(width)
      expect(bottom).toBeLessThan(height)
    }
  },
)

test('places follow the text into its passage, word for word', async () => {
  const { blocks } = await read([
    [
      { text: 'Torque', size: 16, y: 740 },
      ...row(700, ['Bolt', 'Nm']),
      ...row(680, ['M8', '25']),
      { text: 'Tighten twice.', y: 640 },
    ],
  ])
  const [chunk] = chunksOf(blocks)
  const told = chunk?.spans.map(({ from, to, box }) => [chunk.text.slice(from, to), box[0]])
  expect(told).toEqual([
    ['Bolt', 72],
    ['Nm', 202],
    ['M8', 72],
    ['25', 202],
    ['Tighten twice.', 72],
  ])
})
