import type { StructuredTextItem } from 'unpdf'
import { AppError } from '../../base/app-error.ts'
import type { ParsedDocument } from './block.ts'
import { blocksOf, type Line } from './lines.ts'
import { firstLine } from './plain-text.ts'

type PageLine = { text: string; y: number; fontSize: number }

/** White space above a line, in letter heights, that begins something new. */
const gapHeights = 1.7

/** The text layer of a PDF, page by page. Scans have none and are refused. */
export async function parsePdf(bytes: Uint8Array, fileName: string): Promise<ParsedDocument> {
  const pages = await readPages(bytes, fileName)
  const text = withoutRunningLines(pages.map(linesOfPage))
  if (text.every((lines) => lines.length === 0)) throw noTextLayer(fileName)
  const body = bodySize(text.flat())
  const lines = text.flatMap((page, at) => placed(page, at + 1, body))
  const blocks = blocksOf(lines)
  return {
    title: firstLine(blocks),
    blocks,
    pages: pages.length,
    mediaType: 'application/pdf',
    parser: 'pdf/1',
  }
}

async function readPages(bytes: Uint8Array, fileName: string): Promise<StructuredTextItem[][]> {
  const { extractTextItems, getDocumentProxy } = await import('unpdf')
  try {
    // PDF.js takes the buffer away from its owner, refuses a Node Buffer, and warns on stdout.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    try {
      return (await extractTextItems(pdf)).items
    } finally {
      await pdf.loadingTask.destroy()
    }
  } catch (cause) {
    throw unreadable(fileName, cause)
  }
}

function unreadable(fileName: string, cause: unknown): AppError {
  const encrypted = cause instanceof Error && cause.name === 'PasswordException'
  const what = encrypted ? 'is encrypted' : 'cannot be read as a PDF: the file is damaged'
  const hint = encrypted
    ? 'Save a copy without a password and add that.'
    : 'Open it in a PDF reader and export it again, then add the new file.'
  return new AppError('invalid_input', `"${fileName}" ${what}.`, { cause, field: 'file', hint })
}

function noTextLayer(fileName: string): AppError {
  return new AppError('invalid_input', `"${fileName}" has no text layer: its pages are pictures.`, {
    field: 'file',
    hint: 'Run text recognition on it first (for example `ocrmypdf in.pdf out.pdf`), then add the result.',
  })
}

function linesOfPage(items: StructuredTextItem[]): PageLine[] {
  const lines: PageLine[] = []
  let open = false
  for (const item of items) {
    const last = lines.at(-1)
    if (open && last !== undefined && Math.abs(last.y - item.y) < 2) {
      last.text += item.str
      last.fontSize = Math.max(last.fontSize, item.fontSize)
    } else if (item.str.trim() !== '') {
      lines.push({ text: item.str, y: item.y, fontSize: item.fontSize })
    }
    open = !item.hasEOL
  }
  return lines
    .map((line) => ({ ...line, text: line.text.replaceAll('\u0000', '').trim() }))
    .filter(({ text }) => text !== '')
}

/** Headers, footers and page numbers: the same first or last line on most pages. */
function withoutRunningLines(pages: PageLine[][]): PageLine[][] {
  const shapeOf = (line: PageLine | undefined) => line?.text.replace(/\d+/g, '#') ?? ''
  const counts = new Map<string, number>()
  for (const page of pages) {
    for (const shape of new Set([shapeOf(page[0]), shapeOf(page.at(-1))])) {
      counts.set(shape, (counts.get(shape) ?? 0) + 1)
    }
  }
  const runs = (line: PageLine) => (counts.get(shapeOf(line)) ?? 0) >= Math.max(3, pages.length / 2)
  return pages.map((page) =>
    page.filter((line, at) => (at > 0 && at < page.length - 1) || !runs(line)),
  )
}

/** The letter height in which most of the text is set. */
function bodySize(lines: PageLine[]): number {
  const letters = new Map<number, number>()
  for (const { fontSize, text } of lines) {
    letters.set(fontSize, (letters.get(fontSize) ?? 0) + text.length)
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 1
}

function placed(lines: PageLine[], page: number, body: number): Line[] {
  return lines.map((line, at) => {
    const above = lines[at - 1]
    const gap = above === undefined || Math.abs(above.y - line.y) > gapHeights * line.fontSize
    return { text: line.text, page, size: Math.round((line.fontSize / body) * 20) / 20, gap }
  })
}
