import { sentencesOf } from '../sentences.ts'
import type { Block, Span, Table } from './block.ts'
import { moved } from './table.ts'

/** In Chinese characters; an English word counts as 5/3 of one (300 words, 500 characters). */
export const mostSize = 500
const wordSize = 5 / 3
/** Characters of a piece of English; about 300 words. */
const longestPiece = 1500
/** A step or a row is only cut beyond this. */
const longestWhole = 4000

/** What a section holds. */
export type Body = Exclude<Block, { kind: 'heading' }>

export type Marked = { text: string; spans: Span[] }
type Header = Marked & { size: number }
/** What is never cut. `glue` stands between it and the piece before. */
export type Piece = Marked & {
  page: number | null
  glue: '\n' | ''
  header: Header | null
  size: number
}

/** More of a step: it is never apart from it. */
export function append(step: Piece, more: Piece): void {
  const onPage = (step.page ?? 0) + (step.text.match(/\f/g)?.length ?? 0)
  const turns = step.page === null || more.page === null ? 0 : Math.max(0, more.page - onPage)
  step.text += turns > 0 ? '\f'.repeat(turns) : more.glue
  step.spans = [...step.spans, ...moved(more.spans, step.text.length)]
  step.text += more.text
  step.size += more.size
}

/** A piece with words before it. */
export function led(piece: Piece, { text, spans }: Marked): Piece {
  const before = `${text}\n`
  return {
    ...piece,
    text: before + piece.text,
    spans: [...spans, ...moved(piece.spans, before.length)],
    size: piece.size + sizeOf(text),
  }
}

export const markedOf = (block: Body | undefined): Marked =>
  block === undefined || block.kind === 'table'
    ? { text: '', spans: [] }
    : { text: block.text, spans: block.spans ?? [] }

export function piecesOf(block: Body): Piece[] {
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
export function sliced(spans: Span[], from: number, to: number): Span[] {
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

export function sizeOf(text: string): number {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const words = text.match(/[[\p{L}\p{N}]--\p{Script=Han}][[\p{L}\p{N}\-'.]--\p{Script=Han}]*/gv)
  return chinese + (words?.length ?? 0) * wordSize
}
