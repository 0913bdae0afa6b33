import type { Block, Span } from './block.ts'
import {
  append,
  type Body,
  led,
  markedOf,
  mostSize,
  type Piece,
  piecesOf,
  sizeOf,
  sliced,
} from './piece.ts'

/** A passage: what is found, read and cited. */
export type Chunk = {
  headingPath: string[]
  /** Page on which it begins; each form feed in `text` is one page on. */
  page: number | null
  text: string
  /** Where its lines stand on paper; offsets in `text`. Empty for formats without places. */
  spans: Span[]
}

/** A numbered procedure may be this much longer than other passages before it is cut. */
const procedureSize = 1.5 * mostSize
/** What stands between two steps belongs to the first, if it is no longer than this. */
const mostBetween = 6
const longestBetween = 1200

/** However much belongs together or counts as no word: a passage has no more pieces, and ends here. */
const mostPieces = 1000
const longestPassage = 20_000

/** Name and version of these rules: passages of another one are cut otherwise. */
export const cutVersion = 'cut/2'

/** A document cut along its own structure: no passage crosses a heading or cuts a sentence. */
export function chunksOf(blocks: Block[]): Chunk[] {
  return sectionsOf(blocks).flatMap(({ headingPath, body }) =>
    packed(runsOf(body))
      .flatMap(bounded)
      .map((chunk) => ({ headingPath, ...chunk })),
  )
}

type Passage = Omit<Chunk, 'headingPath'>
type Section = { headingPath: string[]; body: Body[] }

function sectionsOf(blocks: Block[]): Section[] {
  const sections: Section[] = []
  let path: { level: number; text: string }[] = []
  let open: Section | undefined
  blocks.forEach((block, at) => {
    if (block.kind !== 'heading') {
      open ??= startSection(sections, [])
      open.body.push(block)
      return
    }
    path = [...path.filter(({ level }) => level < block.level), block]
    open = startSection(
      sections,
      path.map(({ text }) => text),
    )
    // A heading that nothing follows is all there is of its section.
    if (endsSection(block.level, blocks[at + 1])) open.body.push({ ...block, kind: 'text' })
  })
  return sections
}

function startSection(sections: Section[], headingPath: string[]): Section {
  const section = { headingPath, body: [] }
  sections.push(section)
  return section
}

function endsSection(level: number, next: Block | undefined): boolean {
  return next === undefined || (next.kind === 'heading' && next.level <= level)
}

/** Pieces in runs; the pieces of one run stay together as long as a passage can hold them. */
function runsOf(body: Body[]): Piece[][] {
  const runs: Piece[][] = []
  const lastContent = body.findLastIndex(({ kind }) => kind !== 'warning')
  let procedure: Piece[] | undefined
  let next = 0
  body.forEach((block, at) => {
    if (block.kind === 'warning') return
    const pieces = withWarnings(piecesOf(block), { body, at, isLast: at === lastContent })
    const number = block.kind === 'item' ? block.number : null
    const last = procedure?.at(-1)
    if (number !== null && procedure !== undefined && number !== 1) procedure.push(...pieces)
    else if (number !== null) {
      procedure = pieces
      runs.push(procedure)
    } else if (last !== undefined && goesOnAfter(body, at, next)) {
      for (const piece of withHeaders(pieces)) append(last, piece)
    } else {
      procedure = undefined
      runs.push(...pieces.map((piece) => [piece]))
    }
    if (number !== null) next = number + 1
  })
  if (body.length > 0 && lastContent === -1) return body.flatMap(piecesOf).map((piece) => [piece])
  return runs
}

/** Whether the step of this number follows before long. */
function goesOnAfter(body: Body[], at: number, next: number): boolean {
  let size = 0
  for (const block of body.slice(at, at + mostBetween + 1)) {
    if (block.kind === 'item' && block.number === next) return true
    if (block.kind === 'item' && block.number === 1) return false
    size += block.kind === 'table' ? block.rows.join('').length : block.text.length
    if (size > longestBetween) return false
  }
  return false
}

const withHeaders = (pieces: Piece[]): Piece[] =>
  pieces.map((piece, at) => (at === 0 && piece.header !== null ? led(piece, piece.header) : piece))

type Place = { body: Body[]; at: number; isLast: boolean }

/** Warnings belong to the step that they precede; those at the end to what they follow. */
function withWarnings(pieces: Piece[], { body, at, isLast }: Place): Piece[] {
  const [first, ...rest] = pieces
  if (first === undefined) return pieces
  let start = first
  for (let i = at - 1; body[i]?.kind === 'warning'; i--) start = led(start, markedOf(body[i]))
  const all = [start, ...rest]
  const last = all.at(-1)
  if (!isLast || last === undefined) return all
  for (const warning of body.slice(at + 1)) {
    const { page } = warning
    const marked = markedOf(warning)
    append(last, { ...marked, page, glue: '\n', header: null, size: sizeOf(marked.text) })
  }
  return all
}

function packed(runs: Piece[][]): Passage[] {
  const chunks: Piece[][] = []
  let open: Piece[] = []
  const close = () => {
    if (open.length > 0) chunks.push(open)
    open = []
  }
  for (const run of runs) {
    const whole = sizeOfAll(run) <= procedureSize
    if (run.length > 1 && whole && sizeOfAll([...open, ...run]) > mostSize) close()
    const own = new Set(run)
    for (const piece of run) {
      const limit = run.length > 1 && whole ? procedureSize : mostSize
      const isFull = open.length === mostPieces || sizeOfAll([...open, piece]) > limit
      if (isFull || turnsPage(open.at(-1), piece, own)) close()
      open.push(piece)
    }
  }
  close()
  return chunks.map(joined)
}

function bounded({ page, text, spans }: Passage): Passage[] {
  const parts: Passage[] = []
  for (let from = 0; from < text.length; ) {
    const next = from + longestPassage
    // Half a character is none.
    const to = /[\uD800-\uDBFF]/.test(text[next - 1] ?? '') ? next - 1 : next
    parts.push({ page, text: text.slice(from, to), spans: sliced(spans, from, to) })
    from = to
  }
  return parts
}

/** A page ends its passage, except within a numbered procedure. */
function turnsPage(last: Piece | undefined, piece: Piece, run: Set<Piece>): boolean {
  return last !== undefined && last.page !== piece.page && !run.has(last)
}

function joined(pieces: Piece[]): Passage {
  const [first, ...rest] = pieces.map((piece, at) =>
    piece.header !== null && piece.header.text !== pieces[at - 1]?.header?.text
      ? led(piece, piece.header)
      : { ...piece },
  )
  if (first === undefined) return { page: null, text: '', spans: [] }
  for (const piece of rest) append(first, piece)
  const text = first.text.trim()
  const cut = first.text.length - first.text.trimStart().length
  return { page: first.page, text, spans: sliced(first.spans, cut, cut + text.length) }
}

/** With the header that each run of rows carries. */
function sizeOfAll(pieces: Piece[]): number {
  return pieces.reduce((sum, { size, header }, at) => {
    const repeats = header === null || header.text === pieces[at - 1]?.header?.text
    return sum + size + (repeats ? 0 : header.size)
  }, 0)
}
