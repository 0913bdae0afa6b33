import { isWarning } from '../sentences.ts'
import { type Block, joinLines, type Span } from './block.ts'

/** A cell as it reads; `spans` where its text has places, offsets in `text`. */
export type Cell = { text: string; spans?: Span[] }

type Given = { rows: Cell[][]; page: number | null }

/** Letters of a header that may be repeated in each passage; a wider table is cut by columns. */
const widestHeader = 300

/**
 * A table as blocks: its first row is the header. What is laid out as a table but has one column or
 * cell is text; a row of its own that begins with a warning is one.
 */
export function tableBlocks({ rows, page }: Given): Block[] {
  const full = withoutEmpty(rows)
  const [header, ...body] = full
  if (header === undefined) return []
  if (header.length === 1) return full.flat().map((cell) => proseOf(cell, page))
  if (body.length === 0 && isWarning(header[0]?.text ?? '')) return [proseOf(joined(header), page)]
  return columnGroups(header).map((columns) => {
    const pick = (row: Cell[]) => rowOf(columns.map((at) => row[at] ?? { text: '' }))
    const top = pick(header)
    const below = body.map(pick)
    const placed = [top, ...below].some(({ spans }) => spans.length > 0)
    const places = { header: top.spans, rows: below.map(({ spans }) => spans) }
    return {
      kind: 'table',
      header: top.text,
      rows: below.map(({ text }) => text),
      page,
      ...(placed ? { places } : {}),
    }
  })
}

function withoutEmpty(rows: Cell[][]): Cell[][] {
  const trimmed = rows.map((row) => row.map(trim))
  const width = Math.max(0, ...trimmed.map((row) => row.length))
  const used = Array.from({ length: width }, (_, at) =>
    trimmed.some((row) => (row[at]?.text ?? '') !== ''),
  )
  return trimmed
    .filter((row) => row.some(({ text }) => text !== ''))
    .map((row) => used.flatMap((isUsed, at) => (isUsed ? [row[at] ?? { text: '' }] : [])))
}

/** One line, without the spaces around it; spaces only shrink where there are no places. */
function trim(cell: Cell): Cell {
  if (cell.spans !== undefined && cell.spans.length > 0) return cell
  return { text: cell.text.replace(/\s+/g, ' ').trim() }
}

function proseOf({ text, spans = [] }: Cell, page: number | null): Block {
  const kind = isWarning(text) ? 'warning' : 'text'
  return { kind, text, page, ...(spans.length > 0 ? { spans } : {}) }
}

function joined(cells: Cell[]): Cell {
  return gathered(
    cells.filter(({ text }) => text !== ''),
    { before: '', between: ' ', after: '' },
  )
}

const rowOf = (cells: Cell[]) => gathered(cells, { before: '| ', between: ' | ', after: ' |' })

type Glue = { before: string; between: string; after: string }

function gathered(cells: Cell[], { before, between, after }: Glue): Required<Cell> {
  let text = before
  const spans: Span[] = []
  cells.forEach((cell, at) => {
    if (at > 0) text += between
    spans.push(...moved(cell.spans ?? [], text.length))
    text += cell.text
  })
  return { text: text + after, spans }
}

/** Spans of a text that stands `by` characters further on in another. */
export const moved = (spans: Span[], by: number): Span[] =>
  spans.map((span) => ({ ...span, from: span.from + by, to: span.to + by }))

/** Two lines of one text, with their places. */
export function joinCells(before: Cell, after: Cell): Cell {
  const text = joinLines(before.text, after.text)
  const from = text.length - after.text.length
  const kept = (before.spans ?? []).map((span): Span => ({ ...span, to: Math.min(span.to, from) }))
  return { text, spans: [...kept, ...moved(after.spans ?? [], from)] }
}

/** All columns, or as many at a time as a passage can carry, the first one with each group. */
function columnGroups(header: Cell[]): number[][] {
  const groups: number[][] = []
  let size = 0
  header.forEach(({ text }, at) => {
    const open = groups.at(-1)
    if (open !== undefined && (size + text.length <= widestHeader || open.length < 2)) {
      open.push(at)
      size += text.length + 3
    } else {
      groups.push(at === 0 ? [0] : [0, at])
      size = text.length + 3
    }
  })
  return groups
}
