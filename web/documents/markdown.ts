import { type Inline, readInline } from './inline.ts'

/** The little Markdown that models and manuals write. There is no raw HTML in it, ever. */
export type Block =
  | { kind: 'heading'; level: number; parts: Inline[] }
  | { kind: 'paragraph' | 'warning'; lines: Inline[][] }
  /** Where the quote above it stands. */
  | { kind: 'source'; parts: Inline[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  /** `text` is the quote as it was written. */
  | { kind: 'quote'; blocks: Block[]; text: string }
  | { kind: 'table'; head: Inline[][] | null; rows: Inline[][][] }
  | { kind: 'code'; text: string }

type Options = {
  /** Manuals lose the rule under a head when they are taken in: their first row is the head. */
  firstRowIsHead?: boolean
}

const mostDepth = 6
const fence = /^\s*```/
const heading = /^(#{1,6})\s+(.*)$/
const quoted = /^\s*>\s?/
const row = /^\s*\|.*\|\s*$/
const item = /^(\s*)(?:[-*+•]|(\d{1,3})[.)])\s+(.*)$/
const warning = /^(?:\*\*)?(?:⚠|(?:warning|caution|danger|警告|注意|危险)\s*[:：])/iu
const rule = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/

/** @param depth how many quotes and lists it stands in; deeper ones stay plain words */
export function readMarkdown(text: string, options: Options = {}, depth = 0): Block[] {
  const lines = text.split(/\r?\n|\f/)
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    const [block, next] = readBlock({ lines, at, options, depth })
    if (block !== null) blocks.push(attributed(block, blocks.at(-1)))
    at = next
  }
  return blocks
}

type Place = { lines: string[]; at: number; options: Options; depth: number }
type Read = [block: Block | null, next: number]

function readBlock(place: Place): Read {
  const { lines, at, depth } = place
  const line = lines[at] ?? ''
  if (line.trim() === '' || rule.test(line)) return [null, at + 1]
  if (fence.test(line)) return readCode(place)
  const head = heading.exec(line)
  if (head) {
    const [, marks = '', words = ''] = head
    return [{ kind: 'heading', level: marks.length, parts: readInline(words) }, at + 1]
  }
  if (row.test(line)) return readTable(place)
  if (depth < mostDepth && quoted.test(line)) return readQuote(place)
  if (depth < mostDepth && item.test(line)) return readList(place)
  if (warning.test(line)) {
    const words = line.replace(/^\s*⚠\uFE0F?\s*/u, '')
    return [{ kind: 'warning', lines: [readInline(words)] }, at + 1]
  }
  return readParagraph(place)
}

/** Lines from `at` for as long as each of them fits. */
function run({ lines, at }: Place, fits: (line: string) => boolean): string[] {
  const end = lines.findIndex((line, index) => index > at && !fits(line))
  return lines.slice(at, end === -1 ? lines.length : end)
}

function readCode(place: Place): Read {
  const taken = run(place, (line) => !fence.test(line))
  const text = taken.slice(1).join('\n')
  return [{ kind: 'code', text }, place.at + taken.length + 1]
}

function readParagraph(place: Place): Read {
  const plain = (line: string) =>
    line.trim() !== '' &&
    ![fence, heading, quoted, row, item, warning].some((other) => other.test(line))
  const taken = run(place, plain)
  return [{ kind: 'paragraph', lines: taken.map(readInline) }, place.at + taken.length]
}

function readQuote(place: Place): Read {
  const taken = run(place, (line) => quoted.test(line))
  const text = taken.map((line) => line.replace(quoted, '')).join('\n')
  const blocks = readMarkdown(text, place.options, place.depth + 1)
  return [{ kind: 'quote', blocks, text }, place.at + taken.length]
}

function readTable(place: Place): Read {
  const taken = run(place, (line) => row.test(line))
  const isRule = (line: string) => /^[\s|:-]*-[\s|:-]*$/.test(line)
  const hasHead = isRule(taken[1] ?? '') || (place.options.firstRowIsHead && taken.length > 1)
  const rows = taken.filter((line) => !isRule(line)).map(cellsOf)
  const [head = null] = hasHead ? rows.splice(0, 1) : []
  return [{ kind: 'table', head, rows }, place.at + taken.length]
}

const cellsOf = (line: string): Inline[][] =>
  line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => readInline(cell.trim().replaceAll('\\|', '|')))

/** Items of one depth; what is indented further belongs to the item above it. */
function readList(place: Place): Read {
  const [, indent = '', number] = item.exec(place.lines[place.at] ?? '') ?? []
  const ordered = number !== undefined
  const isDeeper = (line: string) => line.trim() !== '' && leading(line) > indent.length
  const isNext = (line: string) => {
    const found = item.exec(line)
    return found !== null && leading(line) >= indent.length && (found[2] !== undefined) === ordered
  }
  const taken = run(place, (line) => isDeeper(line) || isNext(line))
  const items: string[][] = []
  for (const line of taken) {
    const found = leading(line) <= indent.length ? item.exec(line) : null
    if (found) items.push([found[3] ?? ''])
    else items.at(-1)?.push(line)
  }
  const blocks = items.map((lines) =>
    readMarkdown(unindented(lines), place.options, place.depth + 1),
  )
  const start = Number(number ?? 1)
  return [{ kind: 'list', ordered, start, items: blocks }, place.at + taken.length]
}

const leading = (line: string): number => line.length - line.trimStart().length

function unindented([first = '', ...rest]: string[]): string {
  const least = Math.min(...rest.map(leading))
  return [first, ...rest.map((line) => line.slice(least))].join('\n')
}

function attributed(block: Block, before: Block | undefined): Block {
  const [first, ...more] = block.kind === 'paragraph' ? block.lines : []
  const [opening] = first ?? []
  const isSource =
    before?.kind === 'quote' &&
    more.length === 0 &&
    opening?.kind === 'text' &&
    /^(?:—|——)\s*/.test(opening.text)
  return isSource && first ? { kind: 'source', parts: first } : block
}
