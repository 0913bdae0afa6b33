import type { LifeRun } from '../life-model/index.ts'

/** From the end of a repair on; seconds. */
export type Span = { machineId: string; startS: number; endS: number; failed: boolean }

/** What was sent in which hour, in the order of time. */
export type Sent = { hoursS: number[]; means: number[] }

type Parts = {
  span: Span
  /** Beginnings of the hours in which the machine ran; absent: its states are not known. */
  ran: ReadonlySet<number> | undefined
  /** One of each sensor of the model; absent: the machine has none such. */
  sent: (Sent | undefined)[]
  stepHours: number
}

const hourS = 3600
export const dayS = 86_400

/** Running hours of a span, `stepHours` of them a step; ages in days since the repair, at the end of each step. */
export function runOf({ span, ran, sent, stepHours }: Parts): LifeRun {
  const { machineId, startS, endS, failed } = span
  const means = sent.map((one) => new Map(one?.hoursS.map((at, i) => [at, one.means[i] ?? 0])))
  const hours = runningHours({ span, ran, sent })
  const blocks = Array.from({ length: Math.ceil(hours.length / stepHours) }, (_, step) =>
    hours.slice(step * stepHours, (step + 1) * stepHours),
  )
  return {
    machine: machineId,
    ages: blocks.map((block) => ((block.at(-1) ?? startS) + hourS - startS) / dayS),
    values: means.map((known) => Float64Array.from(blocks, (block) => meanOf(known, block))),
    failedAge: failed ? (endS - startS) / dayS : null,
  }
}

/** Whole hours in which it ran and anything was sent. */
export function runningHours({ span, ran, sent }: Omit<Parts, 'stepHours'>): number[] {
  const heard = new Set(sent.flatMap((one) => one?.hoursS ?? []))
  return [...heard]
    .filter((at) => at >= span.startS && at < span.endS && (ran === undefined || ran.has(at)))
    .sort((a, b) => a - b)
}

function meanOf(known: Map<number, number>, block: number[]): number {
  const sent = block.flatMap((at) => known.get(at) ?? [])
  return sent.length === 0 ? Number.NaN : sent.reduce((sum, value) => sum + value, 0) / sent.length
}

/**
 * The beginning of a run counts for its age and for what wear did since: one that was measured from later
 * than this on is left out.
 */
export function isMeasuredFromStart({ startS, endS }: Span, firstS: number | undefined): boolean {
  return firstS !== undefined && firstS - startS <= Math.max(2 * dayS, 0.1 * (endS - startS))
}
