import { useComputedColorScheme } from '@mantine/core'
import { type RefObject, useEffect, useMemo } from 'react'
import type { Plan } from '../../server/http/contract.ts'
import { formatClock, formatTime, type Language } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { ticksOf } from '../inbox/gantt.ts'
import { closedSpans } from './bands.ts'
import type { Bar } from './bars.ts'
import { coloursNow } from './colours.ts'
import { type Frame, type Held, heightOf, laneWidth, type View } from './layout.ts'
import { paint } from './paint.ts'
import { usePlanWords } from './words.ts'

type Painting = {
  plan: Plan
  frame: Frame
  place: RefObject<HTMLCanvasElement | null>
  view: View
  wanted: (bar: Bar) => boolean
  compared: boolean
  chosen: string | null
  held: Held | null
}

/** At most once a frame, in the colours and the language that are on. */
export function usePainting({ place, plan, frame, view, ...shown }: Painting): void {
  const { wanted, compared, chosen, held } = shown
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
        ...{ ...shown, chosen, wanted, compared, held },
        day: dayOf(fromMs, plan.zone, language),
        closed: closedSpans(plan.shifts, plan.zone, span),
        ticks: ticksOf(span, plan.zone).map(({ atMs }) => tickAt(atMs, plan.zone, language)),
        names: namesOf(frame, language, words.noPlace),
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
    held,
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

const namesOf = ({ rows }: Frame, language: Language, noPlace: string) =>
  rows.map(({ id, machine }) => ({
    id,
    name: machine === null ? noPlace : language === 'zh' ? machine.nameZh : machine.nameEn,
  }))

const dayOf = (atMs: number, zone: string, language: Language) =>
  formatTime(new Date(atMs).toISOString(), zone, language).replace(/[\s,]*\d\d:\d\d$/, '')

/** The clock; at midnight, the day that begins. */
function tickAt(atMs: number, zone: string, language: Language) {
  const iso = new Date(atMs).toISOString()
  const clock = formatClock(iso, zone, language)
  const day = clock === '00:00'
  const label = day ? dayOf(atMs, zone, language) : clock
  return { atMs, day, label }
}
