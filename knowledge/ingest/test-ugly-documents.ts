/** Documents as they come from the field: whole ones, broken ones, and some that mean harm. */
import { deflateSync, gzipSync } from 'node:zlib'
import { utils, write } from '@e965/xlsx'
import { seeded } from '../../base/random.ts'
import { docxOf, line, paragraph, pptxOf, shape, zipOf } from './office/test-office.ts'
import { testPdf } from './pdf/test-pdf.ts'

export type UglyFile = {
  fileName: string
  bytes: Uint8Array
  /** Text that must come of it, or why nothing can; absent: either, but one of them. */
  expects?: { text: string } | { refusal: RegExp }
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const manual = '# 主轴维护\n\n警告：先断电。\n\n1. 断电。\n2. 拆下端盖 SS-25-316。\n'

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes)
}

function workbook(rows: unknown[][]): Uint8Array {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '扭矩')
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }))
}

/** 断电。上锁。 as GBK. */
const gbk = Buffer.from('b6cfb5e7a1a3c9cfcbf8a1a30a', 'hex')

async function wholeFiles(): Promise<Record<string, Uint8Array>> {
  const lines = Array.from({ length: 12 }, (_, at) => ({
    text: `${at + 1}. Check bolt M${at}`,
    y: 740 - 14 * at,
  }))
  return {
    'a.pdf': testPdf([lines, lines]),
    'a.docx': await docxOf({ body: paragraph('断电。') + paragraph('上锁。') }),
    'a.xlsx': workbook([
      ['部位', 'N·m'],
      ['M8', 25],
    ]),
    'a.pptx': await pptxOf([shape([line('断电')], 'title') + shape([line('上锁')])]),
    'a.html': utf8('<h1>主轴</h1><ol><li>断电<li>上锁</ol>'),
    'a.md': utf8(manual),
    'utf16le.txt': utf16(manual, false),
    'utf16be.txt': utf16(manual, true),
    'gbk.txt': new Uint8Array(gbk),
  }
}

/** Each whole file cut short, with bytes changed, and under the names of the others. */
function* broken(files: Record<string, Uint8Array>): Generator<UglyFile> {
  const random = seeded(20_261_127)
  for (const [fileName, bytes] of Object.entries(files)) {
    yield { fileName, bytes, expects: { text: '' } }
    for (const share of [0.1, 0.4, 0.7, 0.95]) {
      yield {
        fileName: `cut-${share}-${fileName}`,
        bytes: bytes.subarray(0, Math.floor(share * bytes.length)),
      }
    }
    for (let times = 1; times <= 8; times++) {
      const changed = Uint8Array.from(bytes)
      for (let at = 0; at < times * 2; at++) {
        changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256)
      }
      yield { fileName: `changed-${times}-${fileName}`, bytes: changed }
    }
    for (const other of Object.keys(files).filter((name) => !/\.txt$|\.md$/.test(name))) {
      yield { fileName: `named-by-mistake-${fileName}${other.slice(1)}`, bytes }
    }
    yield { fileName: `behind-${fileName}`, bytes: new Uint8Array([...bytes, ...gbk, 0, 0, 0xff]) }
  }
}

const refused = (fileName: string, bytes: Uint8Array, refusal: RegExp): UglyFile => ({
  fileName,
  bytes,
  expects: { refusal },
})
const taken = (fileName: string, bytes: Uint8Array, text: string): UglyFile => ({
  fileName,
  bytes,
  expects: { text },
})
const starting = (start: string) =>
  new Uint8Array(Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(600)]))

async function hostile(): Promise<UglyFile[]> {
  const zeros = Buffer.alloc(60 * 1024 * 1024, 0x20)
  const macro = { 'word/vbaProject.bin': Buffer.from('Sub AutoOpen()\nShell "calc"\nEnd Sub') }
  const bomb = await docxOf({ body: '', more: { 'word/document.xml': zeros } })
  const laughs = `<!DOCTYPE a [${Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('')}]><a>&e9;</a>`
  return [
    refused('empty.pdf', new Uint8Array(), /is empty/),
    refused('spaces.txt', utf8(' \n\t\n'), /has no text/),
    refused('locked.pdf', testPdf([[]], { encrypted: true }), /encrypted/),
    refused('scan.pdf', testPdf([[], []], { scanned: true }), /no text layer/),
    refused('bomb.docx', bomb, /as a zip bomb does/),
    refused(
      'laughs.docx',
      await docxOf({ body: '', more: { 'word/document.xml': laughs } }),
      /DOCTYPE/,
    ),
    refused('old.doc', starting('\xd0\xcf\x11\xe0'), /before 2007/),
    refused('a.rar', starting('Rar!'), /RAR archive/),
    refused('a.7z', starting("7z\xbc\xaf'"), /7-Zip/),
    refused('a.gz', new Uint8Array(gzipSync('x')), /gzip/),
    refused('a.rtf', starting('{\\rtf1'), /RTF/),
    refused('setup.exe', starting('MZ'), /Windows program/),
    refused('tool', starting('\x7fELF'), /a program/),
    refused('photo.jpg', starting('\xff\xd8\xff'), /is a picture/),
    refused('noise.txt', starting('\x01\x02\x03'), /binary/),
    refused('nested.zip', await zipOf({ 'a.md': manual }), /archive in an archive/),
    refused(
      'odt.docx',
      await zipOf({ mimetype: 'application/vnd.oasis', 'content.xml': '<a/>' }),
      /OpenDocument/,
    ),
    refused(
      'bodiless.docx',
      await zipOf({ '[Content_Types].xml': '<Types/>', 'word/styles.xml': '<a/>' }),
      /main part/,
    ),
    taken('macro.docm', await docxOf({ body: paragraph('断电。'), more: macro }), '断电。'),
    taken('macro.docx', await docxOf({ body: paragraph('断电。'), more: macro }), '断电。'),
    taken(
      'turned.pdf',
      testPdf([[{ text: 'Wear gloves', y: 700 }]], { rotate: 90 }),
      'Wear gloves',
    ),
    taken(
      'wide.xlsx',
      workbook([
        Array.from({ length: 300 }, (_, at) => `p${at}`),
        Array.from({ length: 300 }, (_, at) => at),
      ]),
      'p299',
    ),
    taken('mixed.txt', new Uint8Array([...utf8('断电。\n检查。\n'), ...gbk]), '上锁。'),
    taken('deep.html', utf8(`${'<div>'.repeat(400)}断电${'</div>'.repeat(400)}`), '断电'),
    taken('login.html', utf8('<html><title>Sign in</title><body>Please sign in'), 'sign in'),
    { fileName: 'deeper.html', bytes: utf8(`${'<div>'.repeat(30_000)}断电`) },
    { fileName: 'brackets.md', bytes: utf8('['.repeat(20_000)) },
    { fileName: 'stars.md', bytes: utf8('**a '.repeat(30_000)) },
    { fileName: 'rows.md', bytes: utf8(`|a|b|\n|-|-|\n${'|1|2|\n'.repeat(5_000)}`) },
    { fileName: 'warnings.txt', bytes: utf8('Warning: hot\n'.repeat(5_000)) },
    { fileName: 'one-line.txt', bytes: utf8('轴承'.repeat(150_000)) },
    { fileName: 'flate.pdf', bytes: flateBomb() },
    {
      fileName: 'loop.pdf',
      bytes: utf8(
        '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9999999>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
      ),
    },
  ]
}

/** A page whose content unpacks to 100 MB of nothing. */
function flateBomb(): Uint8Array {
  const packed = deflateSync(Buffer.alloc(100 * 1024 * 1024, 0x20), { level: 1 })
  const head = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n4 0 obj<</Filter/FlateDecode/Length ${packed.length}>>stream\n`
  return new Uint8Array(
    Buffer.concat([
      Buffer.from(head),
      packed,
      Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
    ]),
  )
}

export async function uglyDocuments(): Promise<UglyFile[]> {
  return [...broken(await wholeFiles()), ...(await hostile())]
}
