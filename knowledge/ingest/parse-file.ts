import type { ParsedDocument } from './block.ts'
import { withCaptions } from './captions.ts'
import { decodeText } from './decode-text.ts'
import { documentFault } from './document-fault.ts'
import { decodeHtml } from './html/decode-html.ts'
import { parseHtml } from './html/parse-html.ts'
import { parseMarkdown } from './markdown.ts'
import { parseDocx } from './office/docx.ts'
import { parsePptx } from './office/pptx.ts'
import { parseXlsx } from './office/xlsx.ts'
import { parsePdf } from './pdf/parse-pdf.ts'
import type { Reading } from './pdf/read-pages.ts'
import { parsePlainText } from './plain-text.ts'
import { type SourceFile, type SourceKind, sourceKind } from './source-kind.ts'

export const mostDocumentBytes = 50 * 1024 * 1024
/** About 4,000 pages. */
const mostCharacters = 12_000_000

/** Kinds of which a document is made here; archives and pictures are somebody else's. */
export type DocumentKind = Exclude<SourceKind, 'zip' | 'picture'>

/** @throws AppError that says what is wrong with the size of a file */
export function checkSize({ fileName: name, bytes }: SourceFile): void {
  if (bytes.length === 0) throw documentFault('empty', { name })
  if (bytes.length <= mostDocumentBytes) return
  const mb = (bytes.length / 1024 / 1024).toFixed(1)
  throw documentFault('large', { name, mb }, { code: 'too_large' })
}

/**
 * What a file is made of. It may take long and much memory: run it where that does no harm. A PDF
 * without text layer has no blocks.
 *
 * @throws AppError that says what is wrong with the file and what to send instead
 */
export async function parseFile(file: SourceFile, reading: Reading = {}): Promise<ParsedDocument> {
  checkSize(file)
  const kind = await sourceKind(file)
  if (kind === 'zip') throw documentFault('zipInZip', { name: file.fileName })
  if (kind === 'picture') throw documentFault('picture', { name: file.fileName, command: '' })
  const parsed = completed(await parseAs(kind, file, reading), file)
  if (parsed.blocks.length > 0 || kind === 'pdf') return parsed
  throw documentFault('noText', { name: file.fileName })
}

/** @throws AppError where there is too much to read */
export function completed(parsed: ParsedDocument, { fileName: name }: SourceFile): ParsedDocument {
  const blocks = withCaptions(parsed.blocks)
  let size = 0
  for (const block of blocks) {
    size +=
      block.kind === 'table'
        ? block.rows.reduce((sum, row) => sum + row.length, 0)
        : block.text.length
  }
  if (size <= mostCharacters) return { ...parsed, blocks }
  throw documentFault('muchText', { name, most: mostCharacters / 1_000_000 }, { code: 'too_large' })
}

async function parseAs(
  kind: DocumentKind,
  file: SourceFile,
  reading: Reading,
): Promise<ParsedDocument> {
  const { fileName, bytes } = file
  switch (kind) {
    case 'markdown':
      return parseMarkdown(decodeText(bytes, fileName))
    case 'plain':
      return parsePlainText(decodeText(bytes, fileName))
    case 'html':
      return parseHtml(decodeHtml(bytes, fileName))
    case 'pdf':
      return parsePdf(file, reading)
    case 'docx':
      return parseDocx(file, reading.signal)
    case 'xlsx':
      return parseXlsx(file, reading.signal)
    case 'pptx':
      return parsePptx(file, reading.signal)
  }
}
