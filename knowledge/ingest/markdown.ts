import { isWarning } from '../sentences.ts'
import { type Block, itemNumber, joinLines, listItem, type ParsedDocument } from './block.ts'

const heading = /^ {0,3}(#{1,6})\s+(\S.*)$/
const fence = /^\s*(`{3,}|~{3,})/
/** Of a line without blanks around it. */
const tableRule = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/
const underline = /^ {0,3}(=+|-+)\s*$/
const thematicBreak = /^ {0,3}([-*_])(\s*\1){2,}\s*$/
const admonition = /^\[!(\w+)\]\s*/

/** Where a reading rule stopped: the blocks it made and the first line that it left. */
type Taken = { blocks: Block[]; next: number }

/** Headings, paragraphs, lists, tables and quotations of a Markdown text. */
export function parseMarkdown(source: string): ParsedDocument {
  const lines = bodyOf(source).split(/\r?\n/)
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    const taken = takeAt(lines, at)
    blocks.push(...taken.blocks)
    at = Math.max(taken.next, at + 1)
  }
  const title = blocks.find((block) => block.kind === 'heading')?.text ?? null
  return { title, blocks, pages: null, mediaType: 'text/markdown', parser: 'markdown/1' }
}

/** Front matter and comments are for programs. */
function bodyOf(source: string): string {
  return source
    .replace(/^\uFEFF/, '')
    .replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
}

function takeAt(lines: string[], at: number): Taken {
  const line = lines[at] ?? ''
  const below = lines[at + 1] ?? ''
  const marked = heading.exec(line)
  if (line.trim() === '' || thematicBreak.test(line)) return { blocks: [], next: at + 1 }
  if (marked !== null)
    return headingBlock(unclosed(marked[2] ?? ''), marked[1]?.length ?? 1, at + 1)
  if (fence.test(line)) return takeFence(lines, at)
  if (line.includes('|') && below.includes('|') && tableRule.test(below.trim()))
    return takeTable(lines, at)
  if (/^ {0,3}>/.test(line)) return takeQuotation(lines, at)
  if (listItem.test(line)) return takeItem(lines, at)
  const rule = underline.exec(below)
  if (rule !== null) return headingBlock(line.trim(), rule[1]?.startsWith('=') ? 1 : 2, at + 2)
  return takeParagraph(lines, at)
}

/** Without the signs that may close a heading. */
const unclosed = (text: string): string =>
  text
    .trimEnd()
    .replace(/(?<!#)#+$/, '')
    .trimEnd() || text

function headingBlock(text: string, level: number, next: number): Taken {
  return { blocks: [{ kind: 'heading', level, text: plain(text), page: null }], next }
}

function takeFence(lines: string[], at: number): Taken {
  const mark = fence.exec(lines[at] ?? '')?.[1] ?? '```'
  const end = lines.findIndex((line, i) => i > at && line.trim().startsWith(mark))
  const stop = end === -1 ? lines.length : end
  const text = lines
    .slice(at + 1, stop)
    .join('\n')
    .trimEnd()
  return { blocks: text === '' ? [] : [{ kind: 'text', text, page: null }], next: stop + 1 }
}

function takeTable(lines: string[], at: number): Taken {
  let next = at + 2
  while (next < lines.length && (lines[next] ?? '').includes('|')) next++
  const rows = lines.slice(at + 2, next).map(tableRow)
  return {
    blocks: [{ kind: 'table', header: tableRow(lines[at] ?? ''), rows, page: null }],
    next,
  }
}

function tableRow(line: string): string {
  const cells = line
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
  return `| ${cells.map((cell) => plain(cell.trim())).join(' | ')} |`
}

/** Quotations in manuals are notes and warnings; they stay with the step beside them. */
function takeQuotation(lines: string[], at: number): Taken {
  let next = at
  const quoted: string[] = []
  while (/^ {0,3}>/.test(lines[next] ?? '')) {
    quoted.push((lines[next] ?? '').replace(/^ {0,3}>\s?/, ''))
    next++
  }
  const label = admonition.exec(quoted[0] ?? '')?.[1]
  const text = quoted
    .map((line) => plain(line.replace(admonition, '')).trim())
    .filter((line) => line !== '')
    .reduce(joinLines, label === undefined ? '' : `${label}:`)
  return { blocks: text === '' ? [] : [{ kind: 'warning', text: `> ${text}`, page: null }], next }
}

/** One item with everything that is indented below it. */
function takeItem(lines: string[], at: number): Taken {
  const first = lines[at] ?? ''
  const match = first.match(listItem)
  const indent = first.search(/\S/)
  let next = at + 1
  const held = [plain(first.trim())]
  while (next < lines.length) {
    const line = lines[next] ?? ''
    const deeper = line.search(/\S/) > indent
    if (line.trim() === '') {
      if ((lines[next + 1] ?? '').search(/\S/) <= indent) break
    } else if (!deeper && (listItem.test(line) || startsBlock(line))) break
    else held.push(plain(line.trim()))
    next++
  }
  const text = held.filter((line) => line !== '').join('\n')
  const number = match === null ? null : itemNumber(match)
  return { blocks: [{ kind: 'item', text, page: null, number }], next }
}

function takeParagraph(lines: string[], at: number): Taken {
  let next = at
  let text = ''
  while (next < lines.length && (lines[next] ?? '').trim() !== '') {
    const line = lines[next] ?? ''
    if (next > at && (startsBlock(line) || listItem.test(line))) break
    text = joinLines(text, line.trim())
    next++
  }
  const shown = plain(text)
  const kind = isWarning(shown) ? 'warning' : 'text'
  return { blocks: [{ kind, text: shown, page: null }], next }
}

function startsBlock(line: string): boolean {
  return heading.test(line) || fence.test(line) || /^ {0,3}>/.test(line) || thematicBreak.test(line)
}

/**
 * Inline markup is not text: emphasis, code marks, links and pictures become their words. Lengths are
 * bounded, so that a line of nothing but opening marks takes no longer than any other.
 */
function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]{0,500})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=[^\s*])([^*]{1,500}?)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/`([^`]{1,500})`/g, '$1')
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/\\([\\`*_{}[\]()#+.!|>-])/g, '$1')
}
