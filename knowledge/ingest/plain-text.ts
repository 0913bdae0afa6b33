import { AppError } from '../../base/app-error.ts'
import type { Block, ParsedDocument } from './block.ts'
import { blocksOf, type Line } from './lines.ts'

const longestTitle = 80

export function parsePlainText(source: string): ParsedDocument {
  let gap = true
  const lines: Line[] = source.split(/\r\n|[\r\n\f]/).map((text) => {
    const line = { text: text.replaceAll('\t', ' '), page: null, size: 1, gap }
    gap = text.trim() === ''
    return line
  })
  const blocks = blocksOf(lines)
  return {
    title: firstLine(blocks),
    blocks,
    pages: null,
    mediaType: 'text/plain',
    parser: 'plain-text/1',
  }
}

/** A paper names itself in its first line, unless that is already prose. */
export function firstLine([first]: Block[]): string | null {
  if (first === undefined || first.kind === 'table') return null
  return first.text.length <= longestTitle && !/[。.；;]$/.test(first.text) ? first.text : null
}

/** UTF-8, UTF-16 with its mark, or GB 18030, the encoding of older Chinese text files. */
export function decodeText(bytes: Uint8Array, fileName: string): string {
  const text = decodings(bytes).find((decoded) => decoded !== null && !looksBinary(decoded))
  if (text !== undefined && text !== null) return text.replace(/^\uFEFF/, '')
  throw new AppError('invalid_input', `"${fileName}" is not text: it holds binary data.`, {
    field: 'file',
    hint: 'Send text as UTF-8 (.md, .txt) or the original as .pdf.',
  })
}

function decodings(bytes: Uint8Array): (string | null)[] {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return [decode(bytes, 'utf-16le')]
  if (first === 0xfe && second === 0xff) return [decode(bytes, 'utf-16be')]
  return [decode(bytes, 'utf-8'), decode(bytes, 'gb18030')]
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function looksBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)
}
