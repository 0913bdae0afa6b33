import { type PointerEvent, useRef } from 'react'
import type { Bar } from './bars.ts'
import { heldAt, hitAt, isMovable, type Point } from './layout.ts'
import type { Gestures } from './use-gestures.ts'

/** A bar that a mouse or a pen has taken; a finger has the form for that, as up and down is the page's. */
export function useHolding({ frame, view, hold, drop }: Gestures) {
  const taken = useRef<{ bar: Bar; from: Point } | null>(null)
  const heldNow = (to: Point) => taken.current && heldAt(frame, view(), { ...taken.current, to })
  return {
    isTaken: () => taken.current !== null,
    take: ({ pointerType }: PointerEvent, from: Point) => {
      const bar = hold === undefined || pointerType === 'touch' ? null : hitAt(frame, view(), from)
      taken.current = bar !== null && isMovable(bar) ? { bar, from } : null
    },
    follow: (to: Point) => hold?.(heldNow(to)),
    /** Null: it goes back to where it was. */
    letGo: (to: Point | null) => {
      const held = to && heldNow(to)
      if (taken.current !== null) hold?.(null)
      taken.current = null
      if (held !== null) drop?.(held)
    },
  }
}
