import { isWarning } from '../sentences.ts'
import { type Block, type Box, itemNumber, listItem, type Span } from './block.ts'
import { joinCells } from './table.ts'

/** One line as it stands on paper. */
export type Line = {
  text: string
  page: number | null
  /** Letter height relative to the body text: 1 is body. */
  size: number
  /** White space above it. */
  gap: boolean
  /** It reaches the end of its column; by its letters where paper does not say. */
  wraps?: boolean
  box?: Box
}

/** Lines, and what was recognised as a whole before. */
export type Entry = Line | { block: Block }

const rule = /^\s*([=\-_*#~])\1{3,}\s*$/
const chapter =
  /^(?:section|chapter|part|appendix)\b[\s:]*[\dA-Z]*|^第[一二三四五六七八九十百\d]{1,4}[章节篇]/iu
const numbered = /^(\d+(?:\.\d+){1,3})\.?\s+\S/
/** `Coverage: …` begins something new. */
const labelled = /^\s*[^:：.。]{1,30}[:：]\s/
const longestHeading = 80
const headingSize = 1.15
/** A line shorter than this share of the widest one ended because its author ended it. */
const wrappedShare = 0.7

/** Blocks from lines without markup: headings are guessed from rules, size and numbering. */
export function blocksOf(entries: Entry[]): Block[] {
  const lines = entries.map((entry) => ('block' in entry ? undefined : entry))
  const known = lines.filter((line) => line !== undefined)
  const wrapWidth = wrappedShare * known.reduce((most, { text }) => Math.max(most, text.length), 0)
  const sizes = new Set(known.map(({ size }) => size).filter((size) => size >= headingSize))
  const sizeRanks = [...sizes].sort((a, b) => b - a)
  const blocks: Block[] = []
  let wraps = false
  entries.forEach((entry, at) => {
    const line = lines[at]
    const isEmpty = line !== undefined && (line.text.trim() === '' || rule.test(line.text))
    if ('block' in entry) blocks.push(entry.block)
    if (line === undefined || isEmpty) {
      wraps = false
      return
    }
    const level = headingLevel({ lines, at, sizeRanks })
    const last = blocks.at(-1)
    if (level !== null) blocks.push(headingBlock(line, level))
    else if (wraps && !line.gap && continues(last, line)) extend(last, line)
    else blocks.push(blockOf(line))
    wraps = level === null && (line.wraps ?? line.text.length >= wrapWidth)
  })
  return blocks
}

type Place = { lines: (Line | undefined)[]; at: number; sizeRanks: number[] }

function headingLevel({ lines, at, sizeRanks }: Place): number | null {
  const line = lines[at]
  const text = line?.text.trim() ?? ''
  if (line === undefined || text.length > longestHeading || /[。.；;，,]$/.test(text)) return null
  if (isRule(lines[at - 1]) && isRule(lines[at + 1])) return 1
  if (line.size >= headingSize) return 1 + sizeRanks.indexOf(line.size)
  if (chapter.test(text) && line.gap) return 1
  const number = numbered.exec(text)?.[1]
  if (number !== undefined && line.gap) return number.split('.').length
  return leadsList(text, lines[at + 1]) ? 6 : null
}

/** `Bearing noise:` above a list names it. */
function leadsList(text: string, below: Line | undefined): boolean {
  return /[:：]$/.test(text) && !listItem.test(text) && listItem.test(below?.text ?? '')
}

const isRule = (line: Line | undefined): boolean => line !== undefined && rule.test(line.text)

function headingBlock(line: Line, level: number): Block {
  const text = line.text.trim().replace(/[:：]$/, '')
  return { kind: 'heading', level, text, ...placeOf(line, text.length) }
}

function blockOf(line: Line): Block {
  const text = line.text.trim()
  const place = placeOf(line, text.length)
  const match = text.match(listItem)
  if (match !== null) return { kind: 'item', text, number: itemNumber(match), ...place }
  return { kind: isWarning(text) ? 'warning' : 'text', text, ...place }
}

function placeOf({ page, box }: Line, to: number): { page: number | null; spans?: Span[] } {
  if (box === undefined || page === null) return { page }
  return { page, spans: [{ from: 0, to, page, box }] }
}

type Prose = Extract<Block, { kind: 'text' | 'item' | 'warning' }>

function continues(last: Block | undefined, line: Line): last is Prose {
  const prose = last?.kind === 'text' || last?.kind === 'item' || last?.kind === 'warning'
  const opens = listItem.test(line.text) || isWarning(line.text) || labelled.test(line.text)
  return prose && last.page === line.page && !opens
}

function extend(last: Prose, line: Line): void {
  const { text, spans = [] } = joinCells(last, { text: line.text.trim(), ...spansOf(line) })
  last.text = text
  if (spans.length > 0) last.spans = spans
}

function spansOf(line: Line): { spans?: Span[] } {
  const { spans } = placeOf(line, line.text.trim().length)
  return spans === undefined ? {} : { spans }
}
