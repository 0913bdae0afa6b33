import { sentencesOf } from '../sentences.ts'
import type { Block, Span, Table } from './block.ts'
import { moved } from './table.ts'

/** A passage: what is found, read and cited. */
export type Chunk = {
  headingPath: string[]
  /** Page on which it begins; each form feed in `text` is one page on. */
  page: number | null
  text: string
  /** Where its lines stand on paper; offsets in `text`. Empty for formats without places. */
  spans: Span[]
}

/** In Chinese characters; an English word counts as 5/3 of one (300 words, 500 characters). */
const mostSize = 500
const wordSize = 5 / 3
/** A numbered procedure may be this much longer than other passages before it is cut. */
const procedureSize = 1.5 * mostSize
/** Characters of a piece of English; about 300 words. */
const longestPiece = 1500
/** A step or a row is only cut beyond this. */
const longestWhole = 4000
/** What stands between two steps belongs to the first, if it is no longer than this. */
const mostBetween = 6
const longestBetween = 1200

type Marked = { text: string; spans: Span[] }
type Header = Marked & { size: number }
/** What is never cut. `glue` stands between it and the piece before. */
type Piece = Marked & {
  page: number | null
  glue: '\n' | ''
  header: Header | null
  size: number
}

/** Name and version of these rules: passages of another one are cut otherwise. */
export const cutVersion = 'cut/2'

/** A document cut along its own structure: no passage crosses a heading or cuts a sentence. */
export function chunksOf(blocks: Block[]): Chunk[] {
  return sectionsOf(blocks).flatMap(({ headingPath, body }) =>
    packed(runsOf(body)).map((chunk) => ({ headingPath, ...chunk })),
  )
}

type Body = Exclude<Block, { kind: 'heading' }>
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

/** More of a step: it is never apart from it. */
function append(step: Piece, more: Piece): void {
  const onPage = (step.page ?? 0) + (step.text.match(/\f/g)?.length ?? 0)
  const turns = step.page === null || more.page === null ? 0 : Math.max(0, more.page - onPage)
  step.text += turns > 0 ? '\f'.repeat(turns) : more.glue
  step.spans = [...step.spans, ...moved(more.spans, step.text.length)]
  step.text += more.text
  step.size += more.size
}

const withHeaders = (pieces: Piece[]): Piece[] =>
  pieces.map((piece, at) => (at === 0 && piece.header !== null ? led(piece, piece.header) : piece))

/** A piece with words before it. */
function led(piece: Piece, { text, spans }: Marked): Piece {
  const before = `${text}\n`
  return {
    ...piece,
    text: before + piece.text,
    spans: [...spans, ...moved(piece.spans, before.length)],
    size: piece.size + sizeOf(text),
  }
}

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

const markedOf = (block: Body | undefined): Marked =>
  block === undefined || block.kind === 'table'
    ? { text: '', spans: [] }
    : { text: block.text, spans: block.spans ?? [] }

function piecesOf(block: Body): Piece[] {
  const { page } = block
  if (block.kind === 'table') return rowPieces(block)
  const whole = markedOf(block)
  const parts =
    block.kind === 'text'
      ? sentencesOf(block.text).flatMap((sentence) => cutOverlong(sentence, widthOf(sentence)))
      : cutOverlong(block.text, longestWhole)
  let from = 0
  return parts.map((text, at) => {
    const spans = sliced(whole.spans, from, from + text.length)
    from += text.length
    return { text, spans, page, glue: at === 0 ? '\n' : '', header: null, size: sizeOf(text) }
  })
}

function rowPieces({ caption, header, rows, page, places }: Table): Piece[] {
  const named = caption === undefined ? '' : `${caption}\n`
  const spans = moved(places?.header ?? [], named.length)
  const top = { text: named + header, spans, size: sizeOf(named + header) }
  const piece = { page, glue: '\n' as const }
  if (rows.length === 0) return [{ ...top, ...piece, header: null }]
  return rows.flatMap((row, at) =>
    cutOverlong(row, longestWhole).map((text, part) => {
      const spans = part === 0 ? sliced(places?.rows[at] ?? [], 0, text.length) : []
      return { text, spans, ...piece, header: top, size: sizeOf(text) }
    }),
  )
}

/** What of the places is between two offsets, counted from the first. */
function sliced(spans: Span[], from: number, to: number): Span[] {
  return spans
    .filter((span) => span.from < to && from < span.to)
    .map((span) => ({
      ...span,
      from: Math.max(span.from, from) - from,
      to: Math.min(span.to, to) - from,
    }))
}

const widthOf = (text: string): number => (/\p{Script=Han}/u.test(text) ? mostSize : longestPiece)

/** Text without any sentence end, cut at a comma or space where there is one. */
function cutOverlong(text: string, width: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > width) {
    const window = rest.slice(0, width)
    const soft = window.search(/[，、,\s][^，、,\s]*$/u)
    const hard = /[\uD800-\uDBFF]$/.test(window) ? width - 1 : width
    const end = soft > 0 ? soft + 1 : hard
    parts.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return rest === '' ? parts : [...parts, rest]
}

function packed(runs: Piece[][]): Omit<Chunk, 'headingPath'>[] {
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
      if (sizeOfAll([...open, piece]) > limit || turnsPage(open.at(-1), piece, own)) close()
      open.push(piece)
    }
  }
  close()
  return chunks.map(joined)
}

/** A page ends its passage, except within a numbered procedure. */
function turnsPage(last: Piece | undefined, piece: Piece, run: Set<Piece>): boolean {
  return last !== undefined && last.page !== piece.page && !run.has(last)
}

function joined(pieces: Piece[]): Omit<Chunk, 'headingPath'> {
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

function sizeOf(text: string): number {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const words = text.match(/[[\p{L}\p{N}]--\p{Script=Han}][[\p{L}\p{N}\-'.]--\p{Script=Han}]*/gv)
  return chinese + (words?.length ?? 0) * wordSize
}
