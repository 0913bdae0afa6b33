import { sentencesOf } from '../sentences.ts'
import type { Block } from './block.ts'

/** A passage: what is found, read and cited. */
export type Chunk = {
  headingPath: string[]
  /** Page on which it begins; each form feed in `text` is one page on. */
  page: number | null
  text: string
}

/** In Chinese characters; an English word counts as 5/3 of one (300 words, 500 characters). */
const mostSize = 500
const wordSize = 5 / 3
/** A numbered procedure may be this much longer than other passages before it is cut. */
const procedureSize = 1.5 * mostSize
/** Characters of a piece of English; about 300 words. */
const longestPiece = 1500

/** What is never cut. `glue` stands between it and the piece before. */
type Piece = { text: string; page: number | null; glue: '\n' | ''; header: string | null }

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
  let procedure: Piece[] | undefined
  body.forEach((block, at) => {
    if (block.kind === 'warning') return
    const pieces = withWarnings(piecesOf(block), body, at)
    const numbered = block.kind === 'item' && block.number !== null
    if (numbered && procedure !== undefined && block.number !== 1) procedure.push(...pieces)
    else if (numbered) {
      procedure = pieces
      runs.push(procedure)
    } else {
      procedure = undefined
      runs.push(...pieces.map((piece) => [piece]))
    }
  })
  const alone = body.length > 0 && runs.length === 0
  return alone ? body.flatMap(piecesOf).map((piece) => [piece]) : runs
}

/** Warnings belong to the step that they precede; those at the end to what they follow. */
function withWarnings(pieces: Piece[], body: Body[], at: number): Piece[] {
  const before: string[] = []
  for (let i = at - 1; body[i]?.kind === 'warning'; i--) before.unshift(warningText(body[i]))
  const after = body.slice(at + 1)
  const closing = after.every(({ kind }) => kind === 'warning') ? after.map(warningText) : []
  const [first, ...rest] = pieces
  if (first === undefined) return pieces
  const led = [{ ...first, text: [...before, first.text].join('\n') }, ...rest]
  const last = led.at(-1)
  return last === undefined
    ? led
    : [...led.slice(0, -1), { ...last, text: [last.text, ...closing].join('\n') }]
}

const warningText = (block: Body | undefined): string =>
  block?.kind === 'warning' ? block.text : ''

function piecesOf(block: Body): Piece[] {
  const { page } = block
  switch (block.kind) {
    case 'table':
      return (block.rows.length === 0 ? [block.header] : block.rows).map((text) => ({
        text,
        page,
        glue: '\n',
        header: block.rows.length === 0 ? null : block.header,
      }))
    case 'text':
      return sentencesOf(block.text)
        .flatMap(cutOverlong)
        .map((text, i) => ({ text, page, glue: i === 0 ? '\n' : '', header: null }))
    case 'item':
    case 'warning':
      return cutOverlong(block.text).map((text, i) => ({
        text,
        page,
        glue: i === 0 ? '\n' : '',
        header: null,
      }))
  }
}

/** Text without any sentence end, cut at a comma or space where there is one. */
function cutOverlong(text: string): string[] {
  const width = /\p{Script=Han}/u.test(text) ? mostSize : longestPiece
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

function packed(runs: Piece[][]): { page: number | null; text: string }[] {
  const chunks: Piece[][] = []
  let open: Piece[] = []
  const close = () => {
    if (open.length > 0) chunks.push(open)
    open = []
  }
  for (const run of runs) {
    const whole = sizeOfAll(run) <= procedureSize
    if (run.length > 1 && whole && sizeOfAll([...open, ...run]) > mostSize) close()
    for (const piece of run) {
      const limit = run.length > 1 && whole ? procedureSize : mostSize
      if (sizeOfAll([...open, piece]) > limit || turnsPage(open.at(-1), piece, run)) close()
      open.push(piece)
    }
  }
  close()
  return chunks.map(joined)
}

/** A page ends its passage, except within a numbered procedure. */
function turnsPage(last: Piece | undefined, piece: Piece, run: Piece[]): boolean {
  return last !== undefined && last.page !== piece.page && !run.includes(last)
}

function joined(pieces: Piece[]): { page: number | null; text: string } {
  let text = ''
  let last: Piece | undefined
  for (const piece of pieces) {
    const pagesOn = (piece.page ?? 0) - ((last ?? piece).page ?? 0)
    const header = piece.header !== null && piece.header !== last?.header ? `${piece.header}\n` : ''
    const glue = pagesOn > 0 ? '\f'.repeat(pagesOn) : piece.glue
    text += (last === undefined ? '' : glue) + header + piece.text
    last = piece
  }
  return { page: pieces[0]?.page ?? null, text: text.trim() }
}

const sizeOfAll = (pieces: Piece[]): number =>
  pieces.reduce((sum, { text }) => sum + sizeOf(text), 0)

function sizeOf(text: string): number {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const words = text.match(/[[\p{L}\p{N}]--\p{Script=Han}][[\p{L}\p{N}\-'.]--\p{Script=Han}]*/gv)
  return chinese + (words?.length ?? 0) * wordSize
}
