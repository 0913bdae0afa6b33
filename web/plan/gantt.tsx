import { useComputedColorScheme } from '@mantine/core'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Plan } from '../../server/http/contract.ts'
import { formatClock, formatTime } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { useWidth } from '../app/use-width.ts'
import { ticksOf } from '../inbox/gantt.ts'
import { closedSpans } from './bands.ts'
import { BarFacts } from './bar-facts.tsx'
import type { Bar, Row } from './bars.ts'
import { coloursNow } from './colours.ts'
import styles from './gantt.module.css'
import { GanttTools, type Step } from './gantt-tools.tsx'
import {
  axisHeight,
  clamped,
  type Direction,
  extentOf,
  gutterOf,
  heightOf,
  laneWidth,
  nearest,
  neighbour,
  panned,
  revealing,
  rowHeight,
  type View,
  wholeView,
  zoomed,
} from './layout.ts'
import { paint } from './paint.ts'
import { useGestures } from './use-gestures.ts'
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
  const { view, move, step } = useView({ plan, frame })
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

type Framed = { plan: Plan; frame: { width: number; gutter: number; rows: Row[] } }

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

/** What part of the time is seen; the whole plan until somebody moves. */
function useView({ plan, frame }: Framed) {
  const lanePx = laneWidth(frame)
  const nowMs = Date.parse(plan.now)
  const extent = useMemo(
    () =>
      extentOf(
        frame.rows.flatMap(({ bars }) => bars),
        nowMs,
      ),
    [frame.rows, nowMs],
  )
  const [wanted, setWanted] = useState<View | null>(null)
  const latest = useRef<View>(wholeView(extent, lanePx))
  latest.current = clamped(wanted ?? wholeView(extent, lanePx), extent, lanePx)
  const [{ view, move }] = useState(() => ({
    view: () => latest.current,
    move: (next: View) => {
      // Several moves may come before React draws again: each goes on from the one before.
      latest.current = next
      setWanted(next)
    },
  }))
  const step = (one: Step) => {
    const now = view()
    const middle = { atPx: lanePx / 2 }
    const moves: Record<Step, () => View> = {
      in: () => zoomed(now, { factor: 1.6, ...middle }),
      out: () => zoomed(now, { factor: 1 / 1.6, ...middle }),
      earlier: () => panned(now, -lanePx / 3),
      later: () => panned(now, lanePx / 3),
      whole: () => wholeView(extent, lanePx),
      now: () => ({ fromMs: nowMs - (lanePx * now.msPerPx) / 5, msPerPx: now.msPerPx }),
    }
    move(clamped(moves[one](), extent, lanePx))
  }
  return { view, move, step }
}

type Painting = Framed & {
  place: React.RefObject<HTMLCanvasElement | null>
  view: View
  wanted: (bar: Bar) => boolean
  compared: boolean
  chosen: string | null
}

/** At most once a frame, in the colours and the language that are on. */
function usePainting({ place, plan, frame, view, wanted, compared, chosen }: Painting): void {
  const words = usePlanWords()
  const { language } = useLanguage()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const stops = useMemo(() => stopsOf(plan), [plan])
  const { fromMs, msPerPx } = view
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme decides what the tokens say
  useEffect(() => {
    const asked = requestAnimationFrame(() => {
      const canvas = place.current
      const pen = canvas?.getContext('2d')
      if (canvas === null || !pen || frame.width === 0) return
      const ratio = window.devicePixelRatio || 1
      const height = heightOf(frame.rows)
      const size = { width: Math.round(frame.width * ratio), height: Math.round(height * ratio) }
      if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size)
      pen.setTransform(ratio, 0, 0, ratio, 0, 0)
      const span = { fromMs, toMs: fromMs + msPerPx * laneWidth(frame) }
      const shown = { frame, view: { fromMs, msPerPx }, nowMs: Date.parse(plan.now), stops, words }
      const scene = {
        ...{ ...shown, chosen, wanted, compared },
        closed: closedSpans(plan.shifts, plan.zone, span),
        ticks: ticksOf(span, plan.zone).map(({ atMs }) => tickAt(atMs, plan.zone, language)),
        names: frame.rows.map(({ id, machine }) => ({
          ...{ id, name: machine === null ? words.noPlace : '' },
          ...(machine && { name: language === 'zh' ? machine.nameZh : machine.nameEn }),
        })),
      }
      paint(pen, scene, coloursNow())
    })
    return () => cancelAnimationFrame(asked)
  }, [
    place,
    plan,
    frame,
    fromMs,
    msPerPx,
    wanted,
    compared,
    chosen,
    words,
    language,
    scheme,
    stops,
  ])
}

const stopsOf = ({ outages }: Plan) =>
  Map.groupBy(
    outages.map(({ machineId, fromAt, untilAt }) => ({
      ...{ machineId, fromMs: Date.parse(fromAt), toMs: Date.parse(untilAt) },
    })),
    ({ machineId }) => machineId,
  )

/** The clock; at midnight, the day that begins. */
function tickAt(atMs: number, zone: string, language: 'zh' | 'en') {
  const iso = new Date(atMs).toISOString()
  const clock = formatClock(iso, zone, language)
  const day = clock === '00:00'
  const label = day ? formatTime(iso, zone, language).replace(/[\s,]*00:00/, '') : clock
  return { atMs, day, label }
}
