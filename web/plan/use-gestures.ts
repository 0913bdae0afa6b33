import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import type { Bar } from './bars.ts'
import { hitAt, type Point, panned, type View, zoomed } from './layout.ts'
import { type Holding, useHolding } from './use-holding.ts'

export type Gestures = Holding & {
  place: RefObject<HTMLCanvasElement | null>
  move: (view: View) => void
  /** Null: nothing is pointed at. */
  point: (bar: Bar | null) => void
  choose: (bar: Bar | null) => void
}

/** A hand that only rests is no drag. */
const restPx = 5

/**
 * A mouse or a pen takes a bar elsewhere; a finger has the form for that. Drag beside the bars and two
 * fingers move and zoom, a wheel only with Ctrl or Shift or sideways: up and down belongs to the page.
 */
export function useGestures(gestures: Gestures) {
  const { place, frame, view, move, point, choose } = gestures
  const down = useRef(new Map<number, Point>())
  const dragged = useRef(false)
  const holding = useHolding(gestures)
  useWheel(gestures)
  const at = (event: PointerEvent<HTMLCanvasElement>): Point => pointIn(place.current, event)
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.pointerType === 'mouse' && event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    if (down.current.size === 0) dragged.current = false
    down.current.set(event.pointerId, at(event))
    holding.take(event, at(event))
  }
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const now = at(event)
    const before = down.current.get(event.pointerId)
    if (before === undefined) {
      if (event.pointerType === 'mouse') point(hitAt(frame, view(), now))
      return
    }
    const [other] = [...down.current].flatMap(([id, one]) => (id === event.pointerId ? [] : [one]))
    const upAndDown = holding.isTaken() ? Math.abs(now.y - before.y) : 0
    const rests = Math.max(Math.abs(now.x - before.x), upAndDown) < restPx
    if (other === undefined && !dragged.current && rests) return
    dragged.current = true
    if (holding.isTaken()) return holding.follow(now)
    down.current.set(event.pointerId, now)
    const { gutter } = frame
    move(other ? pinched(view(), { before, now, other, gutter }) : panned(view(), before.x - now.x))
  }
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    const known = down.current.delete(event.pointerId)
    if (known && !dragged.current) choose(hitAt(frame, view(), at(event)))
    holding.letGo(known && dragged.current ? at(event) : null)
  }
  const onPointerCancel = (event: PointerEvent<HTMLCanvasElement>) => {
    down.current.delete(event.pointerId)
    holding.letGo(null)
  }
  const onPointerLeave = () => point(null)
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onPointerLeave }
}

function pointIn(canvas: HTMLCanvasElement | null, event: { clientX: number; clientY: number }) {
  const box = canvas?.getBoundingClientRect()
  return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
}

type Fingers = { before: Point; now: Point; other: Point; gutter: number }

function pinched(view: View, { before, now, other, gutter }: Fingers): View {
  const factor = Math.max(8, Math.abs(now.x - other.x)) / Math.max(8, Math.abs(before.x - other.x))
  return zoomed(view, { factor, atPx: (now.x + other.x) / 2 - gutter })
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
