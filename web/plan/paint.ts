import type { Span } from './bands.ts'
import type { Bar } from './bars.ts'
import type { Colours } from './colours.ts'
import {
  axisHeight,
  boxOf,
  type Frame,
  type Held,
  heightOf,
  laneWidth,
  rowHeight,
  type View,
  xOf,
} from './layout.ts'

export type Scene = {
  frame: Frame
  view: View
  nowMs: number
  closed: readonly Span[]
  stops: ReadonlyMap<string, readonly Span[]>
  ticks: readonly { atMs: number; label: string; day: boolean }[]
  /** Names of the rows, in their order. */
  names: readonly { name: string; id: string }[]
  chosen: string | null
  wanted: (bar: Bar) => boolean
  /** With a proposal, what does not move steps back. */
  compared: boolean
  /** What is being dragged. */
  held: Held | null
  /** The day that the left edge lies in. */
  day: string
  words: { now: string }
}

type Pen = CanvasRenderingContext2D
const leastText = 24

/** Everything, from back to front; only what is seen is drawn. */
export function paint(pen: Pen, scene: Scene, colours: Colours): void {
  const { width, gutter, rows } = scene.frame
  const height = heightOf(rows)
  pen.clearRect(0, 0, width, height)
  pen.fillStyle = colours.surface
  pen.fillRect(0, 0, width, height)
  pen.save()
  pen.beginPath()
  pen.rect(gutter, 0, laneWidth(scene.frame), height)
  pen.clip()
  paintBands(pen, scene, colours)
  paintTicks(pen, scene, colours)
  for (const [row, { bars }] of rows.entries()) paintRow(pen, { scene, colours, row, bars })
  if (scene.held !== null) paintHeld(pen, scene.held, { scene, colours })
  paintNow(pen, scene, colours)
  pen.restore()
  paintNames(pen, scene, colours)
}

function paintBands(pen: Pen, { frame, view, closed, stops }: Scene, colours: Colours): void {
  const height = heightOf(frame.rows)
  const x = (ms: number) => xOf(view, frame.gutter, ms)
  pen.fillStyle = colours.sunk
  for (const { fromMs, toMs } of closed) {
    pen.fillRect(x(fromMs), axisHeight, x(toMs) - x(fromMs), height - axisHeight)
  }
  for (const [row, { id }] of frame.rows.entries()) {
    for (const { fromMs, toMs } of stops.get(id) ?? []) {
      const left = Math.max(frame.gutter, x(fromMs))
      const right = Math.min(frame.width, x(toMs))
      if (right <= left) continue
      const box = {
        x: left,
        y: axisHeight + row * rowHeight,
        width: right - left,
        height: rowHeight,
      }
      hatch(pen, box, { colour: colours.stop, step: 8 })
    }
  }
}

type Box = { x: number; y: number; width: number; height: number }

function hatch(pen: Pen, box: Box, { colour, step }: { colour: string; step: number }): void {
  pen.save()
  pen.beginPath()
  pen.rect(box.x, box.y, box.width, box.height)
  pen.clip()
  pen.strokeStyle = colour
  pen.lineWidth = 1.5
  pen.beginPath()
  // From a fixed origin, so that the lines stay where they are while bars pass below the edge.
  const first = Math.floor((box.x - box.height) / step) * step
  for (let at = first; at < box.x + box.width; at += step) {
    pen.moveTo(at, box.y + box.height)
    pen.lineTo(at + box.height, box.y)
  }
  pen.stroke()
  pen.restore()
}

function paintTicks(pen: Pen, { frame, view, ticks }: Scene, colours: Colours): void {
  const height = heightOf(frame.rows)
  pen.font = `12px ${colours.font}`
  pen.textBaseline = 'middle'
  let free = frame.gutter
  for (const { atMs, label, day } of ticks) {
    const x = Math.round(xOf(view, frame.gutter, atMs)) + 0.5
    pen.fillStyle = day ? colours.lineStrong : colours.line
    pen.fillRect(x, axisHeight - 10, 1, height - axisHeight + 10)
    if (x + 4 < free) continue
    pen.fillStyle = day ? colours.ink : colours.inkSoft
    pen.fillText(label, x + 5, axisHeight - 12)
    free = x + 14 + pen.measureText(label).width
  }
  pen.fillStyle = colours.line
  for (let row = 0; row <= frame.rows.length; row += 1) {
    pen.fillRect(frame.gutter, axisHeight + row * rowHeight, frame.width, 1)
  }
}

type RowOfBars = { scene: Scene; colours: Colours; row: number; bars: readonly Bar[] }

function paintRow(pen: Pen, { scene, colours, row, bars }: RowOfBars): void {
  const { frame, view, chosen, wanted, compared } = scene
  const until = view.fromMs + view.msPerPx * laneWidth(frame)
  for (const bar of bars) {
    if (bar.toMs < view.fromMs || bar.fromMs > until) continue
    const box = boxOf(bar, { view, gutter: frame.gutter, row })
    pen.globalAlpha = !wanted(bar) ? 0.15 : compared && bar.side === 'plan' ? 0.45 : 1
    paintBar(pen, { bar, box, colours, left: frame.gutter })
    pen.globalAlpha = 1
    if (bar.key !== chosen) continue
    pen.strokeStyle = colours.ink
    pen.lineWidth = 3
    pen.strokeRect(box.x - 1, box.y - 1, box.width + 2, box.height + 2)
  }
}

/** Where it would begin, as long as it is now: what comes of it is told when it is let go. */
function paintHeld(
  pen: Pen,
  { bar, row, fromMs }: Held,
  { scene: { frame, view }, colours }: { scene: Scene; colours: Colours },
): void {
  const there: Bar = { ...bar, side: 'plan', fromMs, toMs: fromMs + bar.toMs - bar.fromMs }
  const box = boxOf(there, { view, gutter: frame.gutter, row })
  pen.globalAlpha = 0.8
  paintBar(pen, { bar: there, box, colours, left: frame.gutter })
  pen.globalAlpha = 1
  pen.strokeStyle = colours.ink
  pen.lineWidth = 2
  pen.setLineDash([6, 4])
  pen.strokeRect(box.x, box.y, box.width, box.height)
  pen.setLineDash([])
}

/** Names stay in sight while their bar begins left of what is seen. */
type BarInBox = { bar: Bar; box: Box; colours: Colours; left: number }

function paintBar(pen: Pen, { bar, box, colours, left }: BarInBox): void {
  const colour = colours.kinds[bar.kind]
  const open = bar.side === 'before' || bar.kind === 'unplaced'
  pen.fillStyle = open ? colours.surface : colour
  pen.fillRect(box.x, box.y, box.width, box.height)
  if (bar.side === 'before') hatch(pen, box, { colour: beforeColour(bar, colours), step: 6 })
  const setup = Math.min(box.width, (box.width * bar.setupMs) / Math.max(1, bar.toMs - bar.fromMs))
  if (setup >= 3 && !open) {
    hatch(pen, { ...box, width: setup }, { colour: colours.surface, step: 5 })
  }
  // Not by colour alone: what is late has a bar across its end, what has no place a broken edge.
  if (bar.kind === 'late' && !open && box.width >= 8) {
    pen.fillStyle = colours.ink
    pen.fillRect(box.x + box.width - 4, box.y, 4, box.height)
  }
  pen.setLineDash(bar.kind === 'unplaced' ? [4, 3] : [])
  pen.strokeStyle = open || bar.kind === 'done' ? colours.lineStrong : colours.surface
  pen.lineWidth = 1
  pen.strokeRect(box.x + 0.5, box.y + 0.5, Math.max(1, box.width - 1), box.height - 1)
  pen.setLineDash([])
  if (bar.side !== 'before')
    paintName(pen, { bar, box, colours, left: Math.max(left, box.x + setup) })
}

const beforeColour = ({ kind }: Bar, { kinds, lineStrong }: Colours) =>
  kind === 'late' ? kinds.late : lineStrong

function paintName(pen: Pen, { bar, box, colours, left }: BarInBox): void {
  const room = box.x + box.width - left - 11
  if (room < leastText) return
  pen.font = `12px ${colours.font}`
  const text = shortest(bar.orderId, (name) => pen.measureText(name).width <= room)
  const plain = bar.kind === 'done' || bar.kind === 'unplaced'
  pen.textBaseline = 'middle'
  pen.fillStyle = plain ? colours.ink : colours.onBar
  pen.fillText(text, left + 5, box.y + box.height / 2 + 1)
}

/** What begins all numbers of a plant tells none apart: the number itself goes last. */
function shortest(orderId: string, fits: (name: string) => boolean): string {
  const own = orderId.split(/[-_/ ]/).at(-1) ?? ''
  return [orderId, own].find(fits) ?? ''
}

function paintNow(pen: Pen, { frame, view, nowMs, words }: Scene, colours: Colours): void {
  const x = Math.round(xOf(view, frame.gutter, nowMs))
  if (x < frame.gutter || x > frame.width) return
  pen.fillStyle = colours.ink
  pen.fillRect(x - 1, 16, 2, heightOf(frame.rows) - 16)
  pen.font = `600 12px ${colours.font}`
  const room = pen.measureText(words.now).width
  pen.fillText(words.now, Math.min(x + 4, frame.width - room - 2), 10)
}

function paintNames(pen: Pen, { frame, names, day }: Scene, colours: Colours): void {
  pen.fillStyle = colours.surface
  pen.fillRect(0, 0, frame.gutter, heightOf(frame.rows))
  pen.fillStyle = colours.lineStrong
  pen.fillRect(frame.gutter - 1, axisHeight - 10, 1, heightOf(frame.rows))
  pen.textBaseline = 'middle'
  pen.fillStyle = colours.inkSoft
  pen.font = `12px ${colours.font}`
  pen.fillText(day, 4, axisHeight - 12)
  for (const [row, { name, id }] of names.entries()) {
    const middle = axisHeight + (row + 0.5) * rowHeight
    const both = name !== '' && frame.gutter > 100
    pen.fillStyle = colours.ink
    pen.font = `13px ${colours.font}`
    pen.fillText(
      fitting(pen, id === '' ? name : id, frame.gutter - 12),
      4,
      both ? middle - 8 : middle,
    )
    if (!both || id === '') continue
    pen.fillStyle = colours.inkSoft
    pen.font = `12px ${colours.font}`
    pen.fillText(fitting(pen, name, frame.gutter - 12), 4, middle + 9)
  }
}

function fitting(pen: Pen, text: string, room: number): string {
  if (pen.measureText(text).width <= room) return text
  const letters = [...text]
  while (letters.length > 1 && pen.measureText(`${letters.join('')}…`).width > room) letters.pop()
  return `${letters.join('')}…`
}
