import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import type { Bar } from './bars.ts'
import { type Frame, hitAt, panned, type View, zoomed } from './layout.ts'

type Point = { x: number; y: number }

export type Gestures = {
  place: RefObject<HTMLCanvasElement | null>
  frame: Frame
  view: () => View
  move: (view: View) => void
  /** Null: nothing is pointed at. */
  point: (bar: Bar | null) => void
  choose: (bar: Bar | null) => void
}

/** A hand that only rests is no drag. */
const restPx = 5

/**
 * Drag and two fingers move and zoom, a wheel only with Ctrl or Shift or sideways: what goes up and
 * down belongs to the page.
 */
export function useGestures(gestures: Gestures) {
  const { place, frame, view, move, point, choose } = gestures
  const down = useRef(new Map<number, Point>())
  const dragged = useRef(false)
  useWheel(gestures)
  const at = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const box = place.current?.getBoundingClientRect()
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) }
  }
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.pointerType === 'mouse' && event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    if (down.current.size === 0) dragged.current = false
    down.current.set(event.pointerId, at(event))
  }
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const now = at(event)
    const before = down.current.get(event.pointerId)
    if (before === undefined) {
      if (event.pointerType === 'mouse') point(hitAt(frame, view(), now))
      return
    }
    const [other] = [...down.current].flatMap(([id, one]) => (id === event.pointerId ? [] : [one]))
    if (other === undefined && !dragged.current && Math.abs(now.x - before.x) < restPx) return
    dragged.current = true
    down.current.set(event.pointerId, now)
    move(other === undefined ? panned(view(), before.x - now.x) : pinched({ before, now, other }))
  }
  const pinched = ({ before, now, other }: { before: Point; now: Point; other: Point }): View => {
    const factor =
      Math.max(8, Math.abs(now.x - other.x)) / Math.max(8, Math.abs(before.x - other.x))
    return zoomed(view(), { factor, atPx: (now.x + other.x) / 2 - frame.gutter })
  }
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    const known = down.current.delete(event.pointerId)
    if (known && !dragged.current) choose(hitAt(frame, view(), at(event)))
  }
  const onPointerCancel = (event: PointerEvent<HTMLCanvasElement>) => {
    down.current.delete(event.pointerId)
  }
  const onPointerLeave = () => point(null)
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onPointerLeave }
}

/** React's own wheel listener may not keep the page from moving. */
function useWheel({ place, frame, view, move }: Gestures): void {
  const turn = useRef<(event: WheelEvent) => void>(() => undefined)
  turn.current = (event) => {
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
    if (!sideways && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    if (sideways) return move(panned(view(), event.deltaX || event.deltaY))
    const left = place.current?.getBoundingClientRect().left ?? 0
    const atPx = event.clientX - left - frame.gutter
    move(zoomed(view(), { factor: Math.exp(-event.deltaY / 300), atPx }))
  }
  useEffect(() => {
    const canvas = place.current
    const listen = (event: WheelEvent) => turn.current(event)
    canvas?.addEventListener('wheel', listen, { passive: false })
    return () => canvas?.removeEventListener('wheel', listen)
  }, [place])
}
