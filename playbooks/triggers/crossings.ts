import { dayMs } from '../../base/milliseconds.ts'
import type { Threshold, TriggerEvent } from '../playbook.ts'

/** A value of one subject over a stretch of time, which is known when that ends. */
export type Point = { subject: string; from: Date; to: Date; value: number }

/**
 * Where a series goes over its limit: the point before it was not over. What is usual is the mean of
 * the days before; with less than half of them known, nothing is.
 */
export function crossings(points: Point[], threshold: Threshold): TriggerEvent[] {
  const bySubject = Map.groupBy(points, ({ subject }) => subject)
  return [...bySubject].flatMap(([subject, own]) => {
    const series = own.toSorted((a, b) => a.from.getTime() - b.from.getTime())
    let wasOver: boolean | null = null
    return series.flatMap((point, index): TriggerEvent[] => {
      const limit = limitFor(series, index, threshold)
      if (limit === null) return []
      const isOver = threshold.below === undefined ? point.value > limit : point.value < limit
      const crosses = isOver && wasOver === false
      wasOver = isOver
      if (!crosses) return []
      const fields = { value: rounded(point.value), limit: rounded(limit) }
      return [{ key: `${subject}|${point.from.toISOString()}`, at: point.to, subject, fields }]
    })
  })
}

function limitFor(series: Point[], index: number, threshold: Threshold): number | null {
  const { above, below, aboveUsual, usualDays } = threshold
  if (aboveUsual === undefined) return above ?? below ?? null
  const point = series[index]
  if (point === undefined) return null
  const sinceMs = point.from.getTime() - usualDays * dayMs
  const before = series.slice(0, index).filter(({ from }) => from.getTime() >= sinceMs)
  const first = before[0]
  const known = first === undefined ? 0 : point.from.getTime() - first.from.getTime()
  if (known < (usualDays * dayMs) / 2) return null
  return (before.reduce((sum, { value }) => sum + value, 0) / before.length) * aboveUsual
}

const rounded = (value: number) => Number(value.toPrecision(4))
