import { type Box, joinLines } from '../block.ts'
import type { Piece } from './read-pages.ts'

/** Pieces that stand close together on one line. */
export type Segment = Piece
/** What stands on one line, from left to right; wide gaps part its segments. */
export type Row = { base: number; size: number; segments: Segment[] }

/** In letter heights: what parts two lines, two words, two columns. */
const sameLine = 0.45
const wordGap = 0.15
const columnGap = 1.2

/** Lines from the top; small letters set higher or lower belong to the line beside them. */
export function rowsOf(pieces: Piece[]): Row[] {
  const rows: { base: number; size: number; pieces: Piece[] }[] = []
  for (const piece of pieces.toSorted((a, b) => a.base - b.base)) {
    const last = rows.at(-1)
    if (last !== undefined && piece.base - last.base < sameLine * Math.max(last.size, piece.size)) {
      last.pieces.push(piece)
      last.size = Math.max(last.size, piece.size)
    } else rows.push({ base: piece.base, size: piece.size, pieces: [piece] })
  }
  return rows.map((row) => ({ ...row, segments: segmentsOf(row.pieces) }))
}

function segmentsOf(pieces: Piece[]): Segment[] {
  const segments: Segment[] = []
  for (const piece of pieces.toSorted((a, b) => a.left - b.left)) {
    const last = segments.at(-1)
    const gap = last === undefined ? 0 : piece.left - last.right
    if (last === undefined || gap > columnGap * Math.max(last.size, piece.size)) {
      segments.push({ ...piece })
    } else {
      const isApart = gap > wordGap * piece.size
      last.text = isApart ? joinLines(last.text, piece.text) : last.text + piece.text
      last.right = Math.max(last.right, piece.right)
      last.size = Math.max(last.size, piece.size)
      last.box = around(last.box, piece.box)
    }
  }
  return withMarks(segments)
}

const mark =
  /^(?:[-*•●▪◦·–]|\d{1,3}[.．)）、]|[（(]?\d{1,3}[)）]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|[①-⑳]|[a-z][.)])$/u

/** The number of a step or heading is no column. */
function withMarks([first, second, ...rest]: Segment[]): Segment[] {
  if (first === undefined) return []
  if (second === undefined) return [first]
  const near = second.left - first.right < 5 * first.size
  if (!mark.test(first.text) || !near || rest.length > 0) return [first, second, ...rest]
  return [joinedSegment([first, second], ' ')]
}

/** Segments as one, in their order. */
export function joinedSegment(segments: Segment[], between: string): Segment {
  const [first, ...others] = segments
  if (first === undefined) throw new Error('nothing to join')
  const whole = { ...first }
  for (const one of others) {
    whole.text += between + one.text
    whole.right = Math.max(whole.right, one.right)
    whole.size = Math.max(whole.size, one.size)
    whole.box = around(whole.box, one.box)
  }
  return whole
}

const around = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
]

export const textOfRow = ({ segments }: Row): string => segments.map(({ text }) => text).join(' ')

export const medianOf = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
