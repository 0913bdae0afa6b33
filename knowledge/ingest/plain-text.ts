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
    parser: 'plain-text/2',
  }
}

/** A paper names itself in its first line, unless that is already prose. */
export function firstLine([first]: Block[]): string | null {
  if (first === undefined || first.kind === 'table') return null
  return first.text.length <= longestTitle && !/[。.；;]$/.test(first.text) ? first.text : null
}
