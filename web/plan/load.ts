import type { Plan } from '../../server/http/contract.ts'
import type { Span } from './bands.ts'
import type { Row } from './bars.ts'

export type MachineLoad = {
  id: string
  operations: number
  late: number
  plannedMs: number
  setupMs: number
  stopMs: number
  /** Of the time without stops; null where the machine stops all the time. */
  share: number | null
}

/** What each machine has to do from now to the end of the plan; of a proposal, as proposed. */
export function loadsOf(rows: readonly Row[], plan: Plan, { fromMs, toMs }: Span): MachineLoad[] {
  const inside = (from: number, to: number) =>
    Math.max(0, Math.min(to, toMs) - Math.max(from, fromMs))
  return rows.flatMap(({ id, machine, bars }) => {
    if (machine === null) return []
    const ahead = bars.filter(
      (bar) => bar.side !== 'before' && bar.kind !== 'done' && inside(bar.fromMs, bar.toMs) > 0,
    )
    const sum = (part: (bar: (typeof ahead)[number]) => number) =>
      ahead.reduce((total, bar) => total + part(bar), 0)
    const plannedMs = sum((bar) => inside(bar.fromMs, bar.toMs))
    const stopMs = stopped(plan.outages, id, inside)
    const openMs = toMs - fromMs - stopMs
    return {
      ...{ id, operations: ahead.length, late: ahead.filter(({ kind }) => kind === 'late').length },
      ...{ plannedMs, stopMs, share: openMs > 0 ? plannedMs / openMs : null },
      setupMs: sum((bar) => inside(bar.fromMs, Math.min(bar.toMs, bar.fromMs + bar.setupMs))),
    }
  })
}

/** Stops that overlap count once. */
function stopped(
  outages: Plan['outages'],
  machineId: string,
  inside: (from: number, to: number) => number,
): number {
  let until = Number.NEGATIVE_INFINITY
  return outages
    .filter((one) => one.machineId === machineId)
    .map(({ fromAt, untilAt }) => ({ from: Date.parse(fromAt), to: Date.parse(untilAt) }))
    .sort((a, b) => a.from - b.from)
    .reduce((sum, { from, to }) => {
      const begin = Math.max(from, until)
      until = Math.max(until, to)
      return sum + inside(begin, Math.max(begin, to))
    }, 0)
}
