import { useId, useMemo, useRef, useState } from 'react'
import type { Plan } from '../../server/http/contract.ts'
import { useWidth } from '../app/use-width.ts'
import { BarFacts } from './bar-facts.tsx'
import type { Bar, Row } from './bars.ts'
import styles from './gantt.module.css'
import { GanttTools } from './gantt-tools.tsx'
import { keysOf } from './keys-of.ts'
import { gutterOf, type Held, heightOf } from './layout.ts'
import { useGestures } from './use-gestures.ts'
import { usePainting } from './use-painting.ts'
import { useRevealing } from './use-revealing.ts'
import { useView } from './use-view.ts'
import { usePlanWords } from './words.ts'

type Props = {
  plan: Plan
  rows: Row[]
  wanted: (bar: Bar) => boolean
  compared: boolean
  chosen: Bar | null
  choose: (bar: Bar | null) => void
  /** Absent: nothing can be put elsewhere. */
  put?: ((held: Held) => void) | undefined
  /** Asks for the form to put the chosen operation elsewhere. */
  openForm?: (() => void) | undefined
}

/** The plan on a canvas, what is pointed at in words, and the keys and buttons for both. */
export function Gantt({ plan, rows, chosen, choose, put, openForm, ...shown }: Props) {
  const words = usePlanWords()
  const keyHelp = useId()
  const box = useRef<HTMLDivElement>(null)
  const place = useRef<HTMLCanvasElement>(null)
  const width = useWidth(box)
  const frame = useMemo(() => ({ width, gutter: gutterOf(width), rows }), [width, rows])
  const [pointed, setPointed] = useState<Bar | null>(null)
  const { view, move, step } = useView({ plan, frame, chosen })
  useRevealing({ chosen, frame, view, move, place })
  const [held, setHeld] = useState<Held | null>(null)
  const dragging = put === undefined ? {} : { hold: setHeld, drop: put }
  const gestures = useGestures({
    ...{ place, frame, view, move, choose },
    ...{ point: setPointed, ...dragging },
  })
  usePainting({
    ...{ place, plan, frame, ...shown, held },
    ...{ chosen: chosen?.key ?? null, view: view() },
  })
  const onKeyDown = keysOf({ rows, chosen, choose, step, openForm, nowMs: Date.parse(plan.now) })
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
        {put !== undefined && ` ${words.moveKeys}`}
      </figcaption>
    </figure>
  )
}
