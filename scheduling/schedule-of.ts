import type { Assignment } from './check.ts'
import { loadPlan, makeState, type Plan } from './core/state.ts'
import type { Instance } from './instance.ts'

/** The plan with each operation as early as it can be, in the order of its starts. */
export function scheduleOf(instance: Instance, plan: Plan): Assignment[] {
  const state = makeState(instance)
  loadPlan(state, plan)
  const { jobFirst, jobOf, machineBase, operations } = instance
  const schedule = Array.from({ length: operations }, (_, op): Assignment => {
    const job = jobOf[op] ?? 0
    const [end = 0, time = 0, machine = 0] = [state.end[op], state.time[op], state.machine[op]]
    return {
      job,
      op: op - (jobFirst[job] ?? 0),
      machine: machine + machineBase,
      start: end - time,
      end,
    }
  })
  return schedule.sort((a, b) => a.start - b.start || a.job - b.job || a.op - b.op)
}
