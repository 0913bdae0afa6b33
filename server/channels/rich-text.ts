/**
 * The Markdown that answers are made of, as a tree: each vendor marks words up in its own way, and
 * what is no markup of ours must not become markup of theirs.
 */
export type Span =
  | { kind: 'text' | 'strong' | 'emphasis' | 'code'; text: string }
  | { kind: 'link'; text: string; url: string }

export type Block =
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'heading'; spans: Span[] }
  | { kind: 'item'; depth: number; mark: string; spans: Span[] }
  | { kind: 'quote'; spans: Span[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; head: string[]; rows: string[][] }

export const plain = (text: string): Block => ({
  kind: 'paragraph',
  spans: [{ kind: 'text', text }],
})

/** Lines are kept as they are written: an answer says one thing a line. */
export function readRichText(markdown: string): Block[] {
  const lines = markdown.replaceAll('\r\n', '\n').split('\n')
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    const [block, taken] = readBlock(lines, at)
    if (block !== null) blocks.push(block)
    at += taken
  }
  return blocks
}

const fence = /^\s*```/
const item = /^(\s*)([-*+]|\d{1,3}[.)])\s+(.*)$/

function readBlock(lines: string[], at: number): [block: Block | null, taken: number] {
  const line = lines[at] ?? ''
  if (line.trim() === '') return [null, 1]
  if (fence.test(line)) return readCode(lines, at)
  if (isTable(lines, at)) return readTable(lines, at)
  const heading = /^#{1,6}\s+(.*)$/.exec(line)
  if (heading) return [{ kind: 'heading', spans: readSpans(heading[1] ?? '') }, 1]
  const quote = /^>\s?(.*)$/.exec(line)
  if (quote) return [{ kind: 'quote', spans: readSpans(quote[1] ?? '') }, 1]
  const [, indent = '', sign = '', text = ''] = item.exec(line) ?? []
  if (sign !== '') {
    const mark = /\d/.test(sign) ? sign : '•'
    return [{ kind: 'item', depth: Math.floor(indent.length / 2), mark, spans: readSpans(text) }, 1]
  }
  return [{ kind: 'paragraph', spans: readSpans(line) }, 1]
}

function readCode(lines: string[], at: number): [Block, number] {
  const end = lines.findIndex((line, place) => place > at && fence.test(line))
  const last = end < 0 ? lines.length : end
  return [{ kind: 'code', text: lines.slice(at + 1, last).join('\n') }, last - at + 1]
}

const isTable = (lines: string[], at: number): boolean =>
  /\|/.test(lines[at] ?? '') &&
  withoutEdges(lines[at + 1] ?? '')
    .split('|')
    .every((cell) => /^:?-{2,}:?$/.test(cell.trim()))

const withoutEdges = (line: string): string => line.trim().replace(/^\||\|$/g, '')

const cellsOf = (line: string): string[] =>
  withoutEdges(line)
    .split(/(?<!\\)\|/)
    .map((cell) => plainOf(readSpans(cell.trim().replaceAll('\\|', '|'))))

function readTable(lines: string[], at: number): [Block, number] {
  const end = lines.findIndex((line, place) => place > at + 1 && !line.includes('|'))
  const last = end < 0 ? lines.length : end
  const rows = lines.slice(at + 2, last).map(cellsOf)
  return [{ kind: 'table', head: cellsOf(lines[at] ?? ''), rows }, last - at]
}

const inline =
  /`([^`]+)`|\*\*([^*]+)\*\*|\[([^[\]]+)\]\((https?:\/\/[^\s)]+)\)|(?<![\w*])[*_]([^*_\s][^*_]*)[*_](?![\w*])/g

function readSpans(text: string): Span[] {
  const spans: Span[] = []
  let past = 0
  for (const found of text.matchAll(inline)) {
    if (found.index > past) spans.push({ kind: 'text', text: text.slice(past, found.index) })
    spans.push(spanOf(found))
    past = found.index + found[0].length
  }
  if (past < text.length) spans.push({ kind: 'text', text: text.slice(past) })
  return spans
}

function spanOf([all, code, strong, label, url, emphasis]: RegExpMatchArray): Span {
  if (code !== undefined) return { kind: 'code', text: code }
  if (strong !== undefined) return { kind: 'strong', text: strong }
  if (label !== undefined && url !== undefined) return { kind: 'link', text: label, url }
  return { kind: 'emphasis', text: emphasis ?? all }
}

export const plainOf = (spans: Span[]): string => spans.map(({ text }) => text).join('')
