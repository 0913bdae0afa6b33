import { describe, expect, test } from 'vitest'
import { AppError } from '../../base/app-error.ts'
import { parseFile } from './parse-file.ts'
import { testPdf } from './pdf/test-pdf.ts'

const oldOffice = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Array(600).fill(0)])
const emptyZip = new Uint8Array([0x50, 0x4b, 5, 6, ...new Array(18).fill(0)])
const bytesOf = (text: string) => new TextEncoder().encode(text)

async function refusal(fileName: string, bytes: Uint8Array): Promise<AppError> {
  const error = await parseFile({ fileName, bytes }).catch((thrown: unknown) => thrown)
  if (error instanceof AppError) return error
  throw new Error(`${fileName} was taken`)
}

describe('a file that cannot be read is refused by name, with what to do', () => {
  test.each([
    ['an empty file', 'a.md', new Uint8Array(), /"a.md" is empty/, /has content/],
    ['a file of spaces', 'a.txt', bytesOf(' \n\n '), /has no text/, /words/],
    [
      'a PDF that is none',
      'a.pdf',
      bytesOf('hello'),
      /is not a PDF/,
      /name the file by what it is/,
    ],
    ['a damaged PDF', 'a.pdf', bytesOf('%PDF-1.4\ngarbage'), /damaged/, /export it again/],
    ['binary named as text', 'a.txt', new Uint8Array([1, 2, 0, 255]), /binary/, /UTF-8/],
    ['text that calls itself DOCX', 'a.docx', bytesOf('PK'), /is not a DOCX/, /what it is/],
    ['an old workbook', 'a.xlsx', oldOffice, /before 2007/, /PDF or DOCX/],
    ['another archive', 'a.zip', bytesOf('Rar!x'), /RAR archive/, /Unpack/],
    ['rich text', 'a.txt', bytesOf('{\\rtf1 x}'), /is RTF/, /PDF or DOCX/],
    ['an archive in an archive', 'b.zip', emptyZip, /without any file/, /again/],
    ['an encrypted PDF', 'e.pdf', testPdf([[]], { encrypted: true }), /encrypted/, /password/],
  ])('%s', async (_, fileName, bytes, message, hint) => {
    const error = await refusal(fileName, bytes)
    expect(error.code).toBe('invalid_input')
    expect(error.field).toBe('file')
    expect(error.message).toMatch(message)
    expect(error.hint).toMatch(hint)
    expect(error.zh?.message).toMatch(/\p{Script=Han}/u)
  })

  test('a file above 50 MB, with its size', async () => {
    const error = await refusal('big.pdf', new Uint8Array(51 * 1024 * 1024))
    expect(error.code).toBe('too_large')
    expect(error.message).toBe('"big.pdf" has 51.0 MB; at most 50 MB are taken.')
  })
})

test('Chinese text files in GB 18030 and UTF-16 read as those in UTF-8', async () => {
  const gb = new Uint8Array([0xd6, 0xe1, 0xb3, 0xd0]) // 轴承
  const utf16 = new Uint8Array([0xff, 0xfe, 0x74, 0x8f, 0x7f, 0x62])
  for (const bytes of [gb, utf16, bytesOf('轴承')]) {
    const { blocks } = await parseFile({ fileName: 'a.txt', bytes })
    expect(blocks).toEqual([{ kind: 'text', text: '轴承', page: null }])
  }
})

test('a PDF keeps pages, guesses headings by size and drops running lines', async () => {
  const page = (number: number, text: string) => [
    { text: 'Pump manual', y: 780 },
    { text: `${number}. Upkeep`, size: 16, y: 740 },
    { text, y: 710 },
    { text: `Page ${number} of 3`, y: 20 },
  ]
  const bytes = testPdf([
    page(1, 'Oil it every week.'),
    page(2, 'Clean it every day.'),
    page(3, 'Test it.'),
  ])
  const { blocks, pages } = await parseFile({ fileName: 'pump.pdf', bytes })
  expect(pages).toBe(3)
  expect(blocks).toMatchObject(
    ['Oil it every week.', 'Clean it every day.', 'Test it.'].flatMap((text, at) => [
      { kind: 'heading', level: 1, text: `${at + 1}. Upkeep`, page: at + 1 },
      { kind: 'text', text, page: at + 1 },
    ]),
  )
})

test('parsing takes a Buffer as it comes from a file, and leaves its bytes as they were', async () => {
  const bytes = Buffer.from(testPdf([[{ text: 'Oil it.', y: 700 }]]))
  await parseFile({ fileName: 'a.pdf', bytes })
  expect(bytes.length).toBeGreaterThan(100)
})

test('lines of several encodings are read each in its own', async () => {
  const gbk = [0xd6, 0xe1, 0xb3, 0xd0, 0x0a]
  const latin = [...bytesOf('0.05 mm '), 0xb1, ...bytesOf(' 5\n')]
  const bytes = new Uint8Array([...bytesOf('断电。\n'), ...gbk, ...bytesOf('上锁。\n'), ...latin])
  const { blocks } = await parseFile({ fileName: 'a.txt', bytes })
  expect(blocks.map((block) => 'text' in block && block.text).join(' ')).toMatch(
    /断电。.*轴承.*上锁。.*0\.05 mm ± 5/s,
  )
})
