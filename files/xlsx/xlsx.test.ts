import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { openXlsx } from './index.ts'

async function all<Item>(items: AsyncIterable<Item> | NodeJS.ReadableStream): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item as Item)
  return found
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jidoka-xlsx-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function save(bytes: Uint8Array | Buffer, name = 'book.xlsx'): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

async function cellsOf(path: string, sheet?: string) {
  const book = await openXlsx(path)
  try {
    const rows = await all(book.rows(sheet ?? book.sheets[0]?.name ?? ''))
    return rows
  } finally {
    book.close()
  }
}

/** A book of the parts given, beside the least that makes it one. */
async function bookOf(sheet: string, others: Record<string, string> = {}): Promise<string> {
  const parts = {
    '_rels/.rels':
      '<Relationships xmlns="r"><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheet,
    ...others,
  }
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  return save(Buffer.concat((await all(zip.outputStream)) as Buffer[]))
}

describe('a book as SheetJS writes it', () => {
  it('reads as a person sees it: dates, times, numbers, texts, truth, gaps', async () => {
    const sheet = utils.aoa_to_sheet([])
    const at = (place: string, cell: object) => {
      sheet[place] = cell
    }
    at('A1', { t: 's', v: '设备' })
    at('C1', { t: 's', v: ' 时间 ' })
    at('A2', { t: 's', v: 'CNC-01' })
    at('C2', { t: 'n', v: 46329.33333333334, z: 'yyyy/m/d h:mm' })
    at('D2', { t: 'n', v: 46329, z: 'm/d/yy' })
    at('E2', { t: 'n', v: 0.3333333333333333, z: 'h:mm' })
    at('F2', { t: 'n', v: 0.12, z: '0%' })
    at('G2', { t: 'n', v: 1234567890123, z: '0.00E+00' })
    at('H2', { t: 'b', v: true })
    at('I2', { t: 'n', v: 1.1041666666666667, z: '[h]:mm' })
    at('J2', { t: 'e', v: 0x2a })
    at('K2', { t: 'n', v: 46329, z: 'yyyy"年"m"月"d"日";@' })
    at('A5', { t: 'n', v: -0.5 })
    sheet['!ref'] = 'A1:K5'
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, '产量')
    utils.book_append_sheet(book, utils.aoa_to_sheet([['x']]), 'Other')
    const path = await save(write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true }))

    expect(await cellsOf(path)).toEqual([
      { line: 1, cells: ['设备', '', ' 时间 '] },
      {
        line: 2,
        cells: [
          ...['CNC-01', '', '2026-11-03T08:00:00', '2026-11-03', '08:00:00', '0.12'],
          ...['1234567890123', 'TRUE', '26:30:00', '#N/A', '2026-11-03'],
        ],
      },
      { line: 5, cells: ['-0.5'] },
    ])
    expect(await cellsOf(path, 'Other')).toEqual([{ line: 1, cells: ['x'] }])
  })

  it('knows the 1904 calendar, merged cells, and which sheets are hidden', async () => {
    const sheet = utils.aoa_to_sheet([['a', null, 'b'], [], ['c']])
    sheet.A2 = { t: 'n', v: 44867, z: 'yyyy-mm-dd' }
    sheet['!merges'] = [utils.decode_range('A1:B1'), utils.decode_range('AB3:AC12')]
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, 'S')
    utils.book_append_sheet(book, utils.aoa_to_sheet([['x']]), 'Hidden')
    book.Workbook = { WBProps: { date1904: true }, Sheets: [{}, { Hidden: 1 }] }
    const path = await save(write(book, { type: 'buffer', bookType: 'xlsx' }))

    const opened = await openXlsx(path)
    expect(opened.sheets).toEqual([
      { name: 'S', hidden: false },
      { name: 'Hidden', hidden: true },
    ])
    expect(await opened.merges('S')).toEqual([
      { fromLine: 1, toLine: 1, fromColumn: 0, toColumn: 1 },
      { fromLine: 3, toLine: 12, fromColumn: 27, toColumn: 28 },
    ])
    opened.close()
    expect((await cellsOf(path))[1]?.cells).toEqual(['2026-11-03'])
  })
})

describe('a book of another hand', () => {
  it('may prefix its tags, leave places out, and write rich and phonetic text', async () => {
    const sheet =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r><x:t>a </x:t></x:r><x:r><x:t>b</x:t></x:r></x:is></x:c><x:c t="s"><x:v>0</x:v></x:c><x:c t="str"><x:f>1&amp;2</x:f><x:v>12_x000A_3</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    const strings = '<sst><si><t>設備</t><rPh sb="0" eb="2"><t>せつび</t></rPh></si></sst>'
    const path = await bookOf(sheet, { 'xl/sharedStrings.xml': strings })
    expect(await cellsOf(path)).toEqual([{ line: 1, cells: ['a b', '設備', '12\n3'] }])
  })

  it('is refused where it would make the parser expand entities', async () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    await expect(cellsOf(await bookOf(bomb))).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('it has a DOCTYPE'),
    })
  })

  it.each([
    ['entities upon entities', '<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">', '&c;'],
    ['a file of this machine', '<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;'],
    ['parameters', '<!ENTITY % p "<!ENTITY q \'ha\'>"> %p;', '&q;'],
  ])('is refused where its texts are made of %s', async (_, entities, text) => {
    const strings = `<!DOCTYPE sst [${entities}]><sst><si><t>${text}</t></si></sst>`
    const sheet = '<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>'
    const book = await bookOf(sheet, { 'xl/sharedStrings.xml': strings })
    await expect(openXlsx(book)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('damaged in xl/sharedStrings.xml: it has a DOCTYPE'),
    })
  })

  it('is refused where one of its sheets is packed to burst, before a row of it is read', async () => {
    const row = '<row><c><v>1</v></c></row>'
    const rows = row.repeat(Math.ceil((12 * 1024 * 1024) / row.length))
    const book = await bookOf(`<worksheet><sheetData>${rows}</sheetData></worksheet>`)
    await expect(cellsOf(book)).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringMatching(/packs xl\/worksheets\/sheet1\.xml \d+ times/),
      zh: { message: expect.stringContaining('疑似压缩炸弹') },
    })
  })

  it('is refused where a row is wider or longer than any sheet', async () => {
    const wide =
      '<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>'
    await expect(cellsOf(await bookOf(wide))).rejects.toMatchObject({ code: 'too_large' })
    const long = `<worksheet><sheetData><row r="7"><c t="inlineStr"><is><t>${'x'.repeat(1_100_000)}</t></is></c></row></sheetData></worksheet>`
    await expect(cellsOf(await bookOf(long))).rejects.toMatchObject({
      code: 'too_large',
      message: 'row 7 of sheet S is too large',
    })
  })
})

describe('what is no book', () => {
  it('is refused with what to do: a broken zip, a part that is missing, damaged XML', async () => {
    const fine = await bookOf('<worksheet><sheetData/></worksheet>')
    expect(await cellsOf(fine)).toEqual([])
    await expect(openXlsx(await save(Buffer.from('PK\x03\x04 nothing')))).rejects.toMatchObject({
      code: 'invalid_input',
      hint: expect.stringContaining('save it as XLSX'),
    })
    await expect(
      cellsOf(await bookOf('<worksheet><sheetData><row></worksheet>')),
    ).rejects.toMatchObject({
      message: expect.stringContaining('damaged in xl/worksheets/sheet1.xml'),
    })
  })

  it('is refused as a zip bomb before it is unpacked', async () => {
    const path = await save(bombOf({ declared: 48 * 1024 * 1024, real: 48 * 1024 * 1024 }))
    const before = process.memoryUsage().arrayBuffers
    await expect(openXlsx(path)).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringMatching(/packs .* \d+ times, as a zip bomb does/),
    })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * 1024 * 1024)
  })

  it('is stopped at the first byte beyond the size that it claims to have', async () => {
    const path = await save(bombOf({ declared: 1_000, real: 48 * 1024 * 1024 }))
    const before = process.memoryUsage().arrayBuffers
    await expect(openXlsx(path)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('too many bytes'),
    })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * 1024 * 1024)
  })
})

/** A zip whose one part says another size than it has. */
function bombOf({ declared, real }: { declared: number; real: number }): Buffer {
  const content = Buffer.alloc(real)
  const packed = deflateRawSync(content)
  const name = Buffer.from('_rels/.rels')
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(crc32(content), 0)
  sizes.writeUInt32LE(packed.length, 4)
  sizes.writeUInt32LE(declared, 8)
  const nameLength = Buffer.from([name.length, 0, 0, 0])
  const start = Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0])
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), start, sizes, nameLength, name, packed])
  const entry = Buffer.concat([
    Buffer.from('PK\x01\x02'),
    Buffer.from([20, 0]),
    start,
    sizes,
    nameLength,
    Buffer.alloc(14),
    name,
  ])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, entry, end])
}
