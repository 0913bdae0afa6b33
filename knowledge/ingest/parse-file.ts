import { AppError } from '../../base/app-error.ts'
import type { ParsedDocument } from './block.ts'
import { parseMarkdown } from './markdown.ts'
import { parsePdf } from './pdf.ts'
import { decodeText, parsePlainText } from './plain-text.ts'

export type SourceFile = { fileName: string; bytes: Uint8Array }

const mostBytes = 50 * 1024 * 1024
const kinds = ['.md', '.markdown', '.txt', '.pdf']

/** @throws AppError that says what is wrong with the file and what to send instead */
export async function parseFile({ fileName, bytes }: SourceFile): Promise<ParsedDocument> {
  if (bytes.length === 0) throw refused(fileName, 'is empty', 'Send a file that has content.')
  if (bytes.length > mostBytes) throw tooLarge(fileName, bytes.length)
  const parsed = await parseAs(extensionOf(fileName), { fileName, bytes })
  if (parsed.blocks.length > 0) return parsed
  throw refused(fileName, 'has no text', 'Send a file that has words in it.')
}

async function parseAs(
  extension: string,
  { fileName, bytes }: SourceFile,
): Promise<ParsedDocument> {
  switch (extension) {
    case '.md':
    case '.markdown':
      return parseMarkdown(decodeText(bytes, fileName))
    case '.txt':
      return parsePlainText(decodeText(bytes, fileName))
    case '.pdf':
      if (!isPdf(bytes)) throw notPdf(fileName)
      return parsePdf(bytes, fileName)
    default:
      throw refused(
        fileName,
        `is of a kind that is not read (${extension === '' ? 'no extension' : extension})`,
        `Known kinds: ${kinds.join(', ')}. Export it as PDF or Markdown.`,
      )
  }
}

/** The mark may stand behind some bytes of a mail program; PDF readers look in the first 1,024. */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
}

function extensionOf(fileName: string): string {
  return /\.[^./\\]+$/.exec(fileName)?.[0].toLowerCase() ?? ''
}

function notPdf(fileName: string): AppError {
  return refused(
    fileName,
    'is not a PDF, whatever its name says: it does not begin with %PDF-',
    'Send the PDF itself, or name the file by what it is (.md, .txt).',
  )
}

function refused(fileName: string, what: string, hint: string): AppError {
  return new AppError('invalid_input', `"${fileName}" ${what}.`, { field: 'file', hint })
}

function tooLarge(fileName: string, bytes: number): AppError {
  const megabytes = (bytes / 1024 / 1024).toFixed(1)
  return new AppError('too_large', `"${fileName}" has ${megabytes} MB; at most 50 MB are taken.`, {
    field: 'file',
    hint: 'Split it by chapter and add the parts.',
  })
}
