import { type PointerEvent, useRef } from 'react'
import type { Bar } from './bars.ts'
import { type Frame, type Held, heldAt, hitAt, isMovable, type Point, type View } from './layout.ts'

export type Holding = {
  frame: Frame
  view: () => View
  /** Absent: nothing can be put elsewhere. Told while a bar is held, and null when it is let go. */
  hold?: ((held: Held | null) => void) | undefined
  drop?: ((held: Held) => void) | undefined
}

/** A bar that a mouse or a pen has taken; a finger has the form for that, as up and down is the page's. */
export function useHolding({ frame, view, hold, drop }: Holding) {
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
