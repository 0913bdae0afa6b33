import { controlLimits } from '../quality/control-limits.ts'
import type { AlertTest } from './rule.ts'

/** What a test remembers from one value to the next; plain JSON. */
export type Memory = {
  over: boolean
  /** Normal values of before, oldest first. */
  recent: number[]
  /** The statistic of an EWMA chart. */
  smoothed: number | null
}

export const nothingSeen: Memory = { over: false, recent: [], smoothed: null }

export type Verdict = {
  memory: Memory
  /** The limit that was or would be crossed; null while too little is known. */
  limit: number | null
}

/** One value after the ones before: whether it is as it should be, and what is remembered of it. */
export function judge(test: AlertTest, memory: Memory, value: number): Verdict {
  switch (test.kind) {
    case 'limit':
      return judgeLimit(test, memory, value)
    case 'robust_z':
      return judgeDeviation(test, memory, value)
    case 'ewma':
      return judgeSmoothed(test, memory, value)
    case 'spc':
      return judgeChart(test, memory, value)
  }
}

type TestOf<Kind extends AlertTest['kind']> = Extract<AlertTest, { kind: Kind }>

/** Hysteresis: once over the threshold, it has to come back beyond `clear`. */
function judgeLimit(
  { comparison, threshold, clear = threshold }: TestOf<'limit'>,
  memory: Memory,
  value: number,
): Verdict {
  const side = comparison === 'above' ? 1 : -1
  const bound = memory.over ? clear : threshold
  const over = side * (value - bound) > 0
  return { memory: { ...memory, over }, limit: threshold }
}

/** Of values that hardly differ every one is far out: the scale is never below this share. */
const leastScale = 1e-6

function judgeDeviation(
  { deviations, points }: TestOf<'robust_z'>,
  memory: Memory,
  value: number,
): Verdict {
  if (memory.recent.length < points) return learn(memory, value, points)
  const centre = medianOf(memory.recent)
  const spread = 1.4826 * medianOf(memory.recent.map((one) => Math.abs(one - centre)))
  const scale = Math.max(spread, Math.abs(centre) * leastScale, Number.MIN_VALUE)
  const limit = centre + Math.sign(value - centre) * deviations * scale
  if (Math.abs(value - centre) > deviations * scale) {
    return { memory: { ...memory, over: true }, limit }
  }
  return { ...learn({ ...memory, over: false }, value, points), limit }
}

/** Limits of the statistic: μ ± L σ √(λ ÷ (2 − λ)), μ and σ of the normal values before. */
function judgeSmoothed(
  { deviations, weight, points }: TestOf<'ewma'>,
  memory: Memory,
  value: number,
): Verdict {
  if (memory.recent.length < points) return learn(memory, value, points)
  const centre = memory.recent.reduce((sum, one) => sum + one, 0) / memory.recent.length
  const variance =
    memory.recent.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (memory.recent.length - 1)
  const smoothed = weight * value + (1 - weight) * (memory.smoothed ?? centre)
  const reach =
    deviations *
    Math.max(Math.sqrt(variance), Math.abs(centre) * leastScale) *
    Math.sqrt(weight / (2 - weight))
  const limit = centre + Math.sign(smoothed - centre) * reach
  if (Math.abs(smoothed - centre) > reach) {
    return { memory: { ...memory, smoothed, over: true }, limit }
  }
  return { ...learn({ ...memory, smoothed, over: false }, value, points), limit }
}

function judgeChart({ points }: TestOf<'spc'>, memory: Memory, value: number): Verdict {
  const recent = [...memory.recent, value].slice(-points)
  if (recent.length < points) return { memory: { ...memory, recent }, limit: null }
  const limits = controlLimits(recent)
  const newest = limits?.breaks.find(({ at }) => at === recent.length - 1)
  const side = limits === null || value >= limits.centre ? limits?.upper : limits.lower
  return { memory: { ...memory, recent, over: newest !== undefined }, limit: side ?? null }
}

/** Only what is normal is learned from: an alert does not become the usual by lasting. */
const learn = (memory: Memory, value: number, points: number): Verdict => ({
  memory: { ...memory, recent: [...memory.recent, value].slice(-points) },
  limit: null,
})

function medianOf(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [
    sorted[sorted.length % 2 === 0 ? middle - 1 : middle],
    sorted[middle],
  ]
  return (low + high) / 2
}
