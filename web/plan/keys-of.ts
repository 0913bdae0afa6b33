import type { KeyboardEvent } from 'react'
import type { Bar, Row } from './bars.ts'
import type { Step } from './gantt-tools.tsx'
import { type Direction, nearest, neighbour } from './layout.ts'

type Keys = {
  rows: readonly Row[]
  chosen: Bar | null
  choose: (bar: Bar | null) => void
  step: (step: Step) => void
  openForm?: (() => void) | undefined
  nowMs: number
}

const arrows: Record<string, Direction> = {
  ...{ ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' },
}
const steps: Record<string, Step> = { '+': 'in', '=': 'in', '-': 'out', '0': 'whole' }
const sideways: Record<string, Step> = { ArrowLeft: 'earlier', ArrowRight: 'later' }

/** What a key does: arrows choose, M puts elsewhere, with Shift they move in time, others zoom. */
export function keysOf({ rows, chosen, choose, step, openForm, nowMs }: Keys) {
  const start = () => nearest(rows.find(({ bars }) => bars.length > 0)?.bars ?? [], nowMs)
  return (event: KeyboardEvent) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event
    if (ctrlKey || metaKey || altKey) return
    if (key === 'Escape') return choose(null)
    if (key.toLowerCase() === 'm' && openForm !== undefined) {
      event.preventDefault()
      return openForm()
    }
    const direction = arrows[key]
    const wanted = shiftKey && direction !== undefined ? sideways[key] : steps[key]
    if (direction === undefined && wanted === undefined) return
    event.preventDefault()
    if (wanted !== undefined) return step(wanted)
    if (direction === undefined || shiftKey) return
    choose(chosen === null ? start() : neighbour(rows, chosen, direction))
  }
}
