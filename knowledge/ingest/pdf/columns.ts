import { medianOf, type Row, type Segment } from './rows.ts'

/** Points; gutters are looked for at this step. */
const step = 2
const fewestRows = 8
const mostDeep = 2

/**
 * The rows of a page as they are read: what goes over the whole width, then the left column, then
 * the right one, down to the next that goes over the whole width.
 */
export function inReadingOrder(rows: Row[], depth = 0): Row[][] {
  const gutter = depth < mostDeep ? gutterOf(rows) : null
  if (gutter === null) return rows.length === 0 ? [] : [rows]
  const ordered: Row[][] = []
  let whole: Row[] = []
  let parted: Row[] = []
  const endParted = () => {
    const sides = [
      parted.map((row) => sideOf(row, gutter, 'left')),
      parted.map((row) => sideOf(row, gutter, 'right')),
    ]
    for (const side of sides) {
      ordered.push(
        ...inReadingOrder(
          side.filter(({ segments }) => segments.length > 0),
          depth + 1,
        ),
      )
    }
    parted = []
  }
  for (const row of rows) {
    const crosses = row.segments.some(({ left, right }) => left < gutter && gutter < right)
    if (crosses && parted.length > 0) endParted()
    if (crosses) whole.push(row)
    else {
      if (whole.length > 0) ordered.push(whole)
      whole = []
      parted.push(row)
    }
  }
  if (whole.length > 0) ordered.push(whole)
  endParted()
  return ordered
}

function sideOf(row: Row, gutter: number, side: 'left' | 'right'): Row {
  const segments = row.segments.filter(({ left }) => (left < gutter ? 'left' : 'right') === side)
  return { ...row, segments, size: Math.max(0, ...segments.map(({ size }) => size)) || row.size }
}

/** Where a white strip parts two columns of prose; null where there is none, or it parts a table. */
function gutterOf(rows: Row[]): number | null {
  if (rows.length < fewestRows) return null
  const segments = rows.flatMap((row) => row.segments)
  const left = Math.min(...segments.map((one) => one.left))
  const right = Math.max(...segments.map((one) => one.right))
  const size = medianOf(segments.map((one) => one.size))
  const strips = whiteStrips(segments, { left, right, most: rows.length / 5 })
  const wide = strips.filter(({ from, to }) => to - from >= 0.9 * size)
  const found = wide
    .toSorted((a, b) => b.to - b.from - (a.to - a.from))
    .find(({ from, to }) => partsProse(rows, { at: (from + to) / 2, left, right }))
  return found === undefined ? null : (found.from + found.to) / 2
}

type Range = { left: number; right: number; most: number }

/** Stretches that at most so many segments reach over, away from the margins. */
function whiteStrips(segments: Segment[], { left, right, most }: Range) {
  const from = left + 0.2 * (right - left)
  const count = Math.max(0, Math.floor((0.6 * (right - left)) / step))
  const covered = new Array<number>(count).fill(0)
  for (const segment of segments) {
    const first = Math.max(0, Math.ceil((segment.left - from) / step))
    const last = Math.min(count - 1, Math.floor((segment.right - from) / step))
    for (let at = first; at <= last; at++) covered[at] = (covered[at] ?? 0) + 1
  }
  const strips: { from: number; to: number }[] = []
  covered.forEach((times, at) => {
    if (times > most) return
    const last = strips.at(-1)
    const place = from + at * step
    if (last !== undefined && place - last.to <= step) last.to = place
    else strips.push({ from: place, to: place })
  })
  return strips
}

type Parting = { at: number; left: number; right: number }

function partsProse(rows: Row[], { at, left, right }: Parting): boolean {
  const parted = rows.filter(({ segments }) =>
    segments.every((one) => one.right <= at || one.left >= at),
  )
  const sides = [
    { rows: parted.map((row) => sideOf(row, at, 'left')), width: at - left },
    { rows: parted.map((row) => sideOf(row, at, 'right')), width: right - at },
  ].map((side) => ({ ...side, rows: side.rows.filter(({ segments }) => segments.length > 0) }))
  const prose = sides.every(({ rows: own, width }) => isProse(own, width))
  return prose && !isTabular(sides.map((side) => side.rows))
}

function isProse(rows: Row[], width: number): boolean {
  if (rows.length < fewestRows / 2) return false
  const widths = rows.map(
    ({ segments }) => (segments.at(-1)?.right ?? 0) - (segments[0]?.left ?? 0),
  )
  const letters = rows.map(({ segments }) => lettersOf(segments.map(({ text }) => text).join('')))
  return medianOf(widths) > 0.55 * width && medianOf(letters) >= 20
}

/** A Chinese character is as wide as two letters. */
const lettersOf = (text: string): number =>
  text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0)

/** Cells of a table end together: white bands go through both sides. */
function isTabular([left = [], right = []]: Row[][]): boolean {
  const [bandsLeft, bandsRight] = [bandsOf(left), bandsOf(right)]
  const common = bandsLeft.filter((band) =>
    bandsRight.some((other) => band.from < other.to && other.from < band.to),
  )
  return common.length >= 3 && common.length >= left.length / 7
}

/** White between lines that is wider than usual. */
function bandsOf(rows: Row[]): { from: number; to: number }[] {
  const gaps = rows.slice(1).map((row, at) => row.base - (rows[at]?.base ?? row.base))
  const usual = Math.min(...gaps.filter((gap) => gap > 0), Number.POSITIVE_INFINITY)
  return rows.slice(1).flatMap((row, at) => {
    const from = rows[at]?.base ?? row.base
    return (gaps[at] ?? 0) > 1.3 * usual
      ? [{ from: from + 0.2 * row.size, to: row.base - 0.9 * row.size }]
      : []
  })
}
