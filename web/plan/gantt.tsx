import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Plan } from '../../server/http/contract.ts'
import { useWidth } from '../app/use-width.ts'
import { BarFacts } from './bar-facts.tsx'
import type { Bar, Row } from './bars.ts'
import styles from './gantt.module.css'
import { GanttTools, type Step } from './gantt-tools.tsx'
import {
  axisHeight,
  type Direction,
  gutterOf,
  heightOf,
  laneWidth,
  nearest,
  neighbour,
  revealing,
  rowHeight,
} from './layout.ts'
import { useGestures } from './use-gestures.ts'
import { usePainting } from './use-painting.ts'
import { useView } from './use-view.ts'
import { usePlanWords } from './words.ts'

type Props = {
  plan: Plan
  rows: Row[]
  wanted: (bar: Bar) => boolean
  compared: boolean
  chosen: Bar | null
  choose: (bar: Bar | null) => void
}

const arrows: Record<string, Direction> = {
  ...{ ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' },
}
const steps: Record<string, Step> = { '+': 'in', '=': 'in', '-': 'out', '0': 'whole' }

/** The plan on a canvas, what is pointed at in words, and the keys and buttons for both. */
export function Gantt({ plan, rows, chosen, choose, ...shown }: Props) {
  const words = usePlanWords()
  const keyHelp = useId()
  const box = useRef<HTMLDivElement>(null)
  const place = useRef<HTMLCanvasElement>(null)
  const width = useWidth(box)
  const frame = useMemo(() => ({ width, gutter: gutterOf(width), rows }), [width, rows])
  const [pointed, setPointed] = useState<Bar | null>(null)
  const { view, move, step } = useView({ plan, frame, chosen })
  useEffect(() => {
    if (chosen === null || width === 0) return
    move(revealing(view(), chosen, laneWidth(frame)))
    const row = frame.rows.findIndex(({ id }) => id === chosen.machineId)
    if (row >= 0) scrollTo(place.current, axisHeight + row * rowHeight)
  }, [chosen, width, frame, move, view])
  const gestures = useGestures({ ...{ place, frame, view, move, choose }, point: setPointed })
  usePainting({ ...{ place, plan, frame, ...shown }, chosen: chosen?.key ?? null, view: view() })
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = arrows[event.key]
    const wanted = steps[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') return choose(null)
    if (direction === undefined && wanted === undefined) return
    event.preventDefault()
    if (wanted !== undefined) return step(wanted)
    if (direction === undefined) return
    if (event.shiftKey) return step(direction === 'left' ? 'earlier' : 'later')
    const start = () =>
      nearest(rows.find(({ bars }) => bars.length > 0)?.bars ?? [], Date.parse(plan.now))
    choose(chosen === null ? start() : neighbour(rows, chosen, direction))
  }
  return (
    <figure className={styles.figure}>
      <GanttTools step={step} />
      <div
        ref={box}
        className={styles.box}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows go through the operations
        tabIndex={0}
        aria-label={words.chart}
        aria-describedby={keyHelp}
        onKeyDown={onKeyDown}
      >
        <canvas
          ref={place}
          className={styles.canvas}
          style={{ aspectRatio: `${Math.max(1, width)} / ${heightOf(rows)}` }}
          aria-hidden
          {...gestures}
        />
      </div>
      <BarFacts plan={plan} bar={pointed ?? chosen} />
      <figcaption id={keyHelp} className={styles.keys}>
        {words.keys}
      </figcaption>
    </figure>
  )
}

/** A row that the page has scrolled away comes back, clear of what stands at the edges. */
function scrollTo(canvas: HTMLCanvasElement | null, y: number): void {
  const page = canvas?.closest('main')
  if (!canvas || !page) return
  const top = canvas.getBoundingClientRect().top + y
  const seen = page.getBoundingClientRect()
  const [first, last] = [seen.top + rowHeight, seen.bottom - 4 * rowHeight]
  if (top < first) page.scrollBy(0, top - first)
  else if (top > last) page.scrollBy(0, top - last)
}
