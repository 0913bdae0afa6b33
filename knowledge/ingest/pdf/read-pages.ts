import type { Box } from '../block.ts'
import { documentFault } from '../document-fault.ts'
import type { SourceFile } from '../source-kind.ts'

/** A run of letters; `left`, `right` and `base` along and across its own writing direction. */
export type Piece = {
  text: string
  left: number
  right: number
  base: number
  size: number
  box: Box
}

export type Page = {
  number: number
  /** The pieces by writing direction, that of most letters first. */
  flows: Piece[][]
}

export type Reading = {
  /** Whose file it is; absent: the server's own. */
  who?: string | undefined
  signal?: AbortSignal | undefined
  onPage?: ((done: number, of: number) => void) | undefined
}

/**
 * The text layer page by page; what a page held is let go before the next one is read.
 *
 * @throws AppError for one that is damaged or takes a password
 */
export async function readPages(
  { fileName: name, bytes }: SourceFile,
  { signal, onPage }: Reading = {},
): Promise<Page[]> {
  const { getDocumentProxy } = await import('unpdf')
  try {
    // PDF.js takes the buffer away from its owner, refuses a Node Buffer, and warns on stdout.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    try {
      const pages: Page[] = []
      for (let number = 1; number <= pdf.numPages; number++) {
        signal?.throwIfAborted()
        const page = await pdf.getPage(number)
        const { items } = await page.getTextContent()
        pages.push({ number, flows: flowsOf(items, page.getViewport({ scale: 1 }).transform) })
        page.cleanup()
        onPage?.(number, pdf.numPages)
      }
      return pages
    } finally {
      await pdf.loadingTask.destroy()
    }
  } catch (cause) {
    signal?.throwIfAborted()
    const encrypted = cause instanceof Error && cause.name === 'PasswordException'
    throw documentFault(encrypted ? 'locked' : 'pdfDamaged', { name }, { cause })
  }
}

type Item = { str: string; transform: number[]; width: number } | object

/** Letters are turned upright in steps of a right angle. */
function flowsOf(items: Item[], view: number[]): Piece[][] {
  const byTurn = new Map<number, { pieces: Piece[]; letters: number }>()
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue
    const { turn, pieces } = placed(item, view)
    const flow = byTurn.get(turn) ?? { pieces: [], letters: 0 }
    byTurn.set(turn, flow)
    flow.pieces.push(...pieces)
    flow.letters += item.str.length
  }
  return [...byTurn.values()].sort((a, b) => b.letters - a.letters).map(({ pieces }) => pieces)
}

type TextItem = { str: string; transform: number[]; width: number }

function placed({ str, transform, width }: TextItem, view: number[]) {
  const [a, b, c, d, x, y] = multiplied(view, transform)
  const size = Math.hypot(c, d) || 1
  const turn = Math.round(Math.atan2(b, a) / (Math.PI / 2)) & 3
  const along = directions[turn] ?? [1, 0]
  const start = along[0] * x + along[1] * y
  const base = along[0] * y - along[1] * x
  const pieces = partsOf(str.replaceAll('\u0000', '')).map(({ text, from, to }): Piece => {
    const left = start + width * from
    const right = start + width * to
    return { text, left, right, base, size, box: boxOf({ left, right, base, size }, along) }
  })
  return { turn, pieces }
}

type Direction = readonly [number, number]
const directions: Direction[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
]

/** Wide gaps within one run are columns set with spaces; letters are taken to be equally wide. */
function partsOf(text: string): { text: string; from: number; to: number }[] {
  return [...text.matchAll(/\S+(?: {1,2}\S+)*/g)].map(({ 0: part, index }) => ({
    text: part,
    from: index / text.length,
    to: (index + part.length) / text.length,
  }))
}

/** Letters reach about 0.8 of their size above the line and 0.2 below it. */
function boxOf({ left, right, base, size }: Omit<Piece, 'text' | 'box'>, along: Direction): Box {
  const corner = (u: number, v: number) => [
    along[0] * u - along[1] * v,
    along[1] * u + along[0] * v,
  ]
  const [x1 = 0, y1 = 0] = corner(left, base - 0.8 * size)
  const [x2 = 0, y2 = 0] = corner(right, base + 0.2 * size)
  const whole = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]
  const [l = 0, t = 0, r = 0, b = 0] = whole.map((value) => Math.round(value * 10) / 10)
  return [l, t, r, b]
}

type Matrix = [number, number, number, number, number, number]

function multiplied(m: number[], n: number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = n
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ]
}
