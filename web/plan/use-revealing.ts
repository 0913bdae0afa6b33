import { type RefObject, useEffect, useRef } from 'react'
import type { Bar } from './bars.ts'
import { axisHeight, type Frame, laneWidth, revealing, rowHeight, type View } from './layout.ts'

type Revealing = {
  chosen: Bar | null
  frame: Frame
  view: () => View
  move: (view: View) => void
  place: RefObject<HTMLCanvasElement | null>
}

/** Brings into sight what is chosen, wherever it was chosen. */
export function useRevealing({ chosen, frame, view, move, place }: Revealing): void {
  const revealed = useRef<string | null>(null)
  useEffect(() => {
    // Once for each choice: a plan that is read again pulls nobody back to it.
    if (frame.width === 0 || revealed.current === (chosen?.key ?? null)) return
    revealed.current = chosen?.key ?? null
    if (chosen === null) return
    move(revealing(view(), chosen, laneWidth(frame)))
    const row = frame.rows.findIndex(({ id }) => id === chosen.machineId)
    if (row >= 0) scrollTo(place.current, axisHeight + row * rowHeight)
  }, [chosen, frame, move, view, place])
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
