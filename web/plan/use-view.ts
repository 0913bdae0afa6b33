import { useMemo, useRef, useState } from 'react'
import type { Plan } from '../../server/http/contract.ts'
import type { Bar } from './bars.ts'
import type { Step } from './gantt-tools.tsx'
import {
  clamped,
  extentOf,
  type Frame,
  laneWidth,
  panned,
  type View,
  wholeView,
  xOf,
  zoomed,
} from './layout.ts'

type Viewed = { plan: Plan; frame: Frame; chosen: Bar | null }

/** What part of the time is seen; the whole plan until somebody moves. */
export function useView({ plan, frame, chosen }: Viewed) {
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
    const middle = { atPx: stillPx(now, chosen, lanePx) }
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

/** What one looks at stays where it is: the middle of the chosen operation, else of the picture. */
function stillPx(view: View, chosen: Bar | null, lanePx: number): number {
  const at = chosen === null ? -1 : xOf(view, 0, (chosen.fromMs + chosen.toMs) / 2)
  return at >= 0 && at <= lanePx ? at : lanePx / 2
}
