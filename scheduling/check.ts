import type { Instance } from './instance.ts'

/** Where and when one operation is done; jobs and operations count from 0, machines as written. */
export type Assignment = { job: number; op: number; machine: number; start: number; end: number }

export type Checked = { faults: string[]; makespan: number }

/**
 * Says everything that is wrong with a schedule; it may be shown when that is nothing. Reads the
 * instance and the schedule alone and shares no code with the search, so that one mistake cannot
 * hide another.
 */
export function checkSchedule(instance: Instance, schedule: readonly Assignment[]): Checked {
  return {
    faults: [
      ...missingOrTwice(instance, schedule),
      ...schedule.flatMap((one) => wrongAlone(instance, one)),
      ...wrongInJob(schedule),
      ...wrongOnMachine(schedule),
    ],
    makespan: schedule.reduce((latest, { end }) => Math.max(latest, end), 0),
  }
}

const nameOf = ({ job, op }: { job: number; op: number }) => `job ${job}, operation ${op}`

const lengthOf = ({ jobFirst }: Instance, job: number): number =>
  (jobFirst[job + 1] ?? 0) - (jobFirst[job] ?? 0)

function missingOrTwice(instance: Instance, schedule: readonly Assignment[]): string[] {
  const times = new Map<string, number>()
  for (const one of schedule) times.set(nameOf(one), (times.get(nameOf(one)) ?? 0) + 1)
  const faults: string[] = []
  for (let job = 0; job < instance.jobs; job += 1) {
    for (let op = 0; op < lengthOf(instance, job); op += 1) {
      const found = times.get(nameOf({ job, op })) ?? 0
      if (found === 0) faults.push(`${nameOf({ job, op })} is missing`)
      if (found > 1) faults.push(`${nameOf({ job, op })} is planned ${found} times`)
    }
  }
  return faults
}

function wrongAlone(instance: Instance, one: Assignment): string[] {
  const { job, op, machine, start, end } = one
  const known = Number.isInteger(job) && Number.isInteger(op) && job >= 0 && job < instance.jobs
  if (!known || op < 0 || op >= lengthOf(instance, job)) {
    return [`${nameOf(one)} is not part of the problem`]
  }
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0) {
    return [`${nameOf(one)} has no usable times: ${start} to ${end}`]
  }
  const index = (instance.jobFirst[job] ?? 0) + op
  for (
    let alt = instance.altFirst[index] ?? 0;
    alt < (instance.altFirst[index + 1] ?? 0);
    alt += 1
  ) {
    if ((instance.altMachine[alt] ?? 0) + instance.machineBase !== machine) continue
    const time = instance.altTime[alt] ?? 0
    return end - start === time
      ? []
      : [`${nameOf(one)} takes ${end - start} on machine ${machine} where ${time} are needed`]
  }
  return [`${nameOf(one)} is on machine ${machine}, which cannot do it`]
}

function wrongInJob(schedule: readonly Assignment[]): string[] {
  return neighbours(
    schedule,
    ({ job }) => job,
    (a, b) => a.op - b.op,
  ).flatMap(([before, one]) =>
    one.start < before.end
      ? [
          `${nameOf(one)} starts at ${one.start}, before operation ${before.op} ends at ${before.end}`,
        ]
      : [],
  )
}

function wrongOnMachine(schedule: readonly Assignment[]): string[] {
  const inTime = (a: Assignment, b: Assignment) => a.start - b.start || a.end - b.end
  return neighbours(schedule, ({ machine }) => machine, inTime).flatMap(([before, one]) =>
    one.start < before.end
      ? [`${nameOf(one)} overlaps ${nameOf(before)} on machine ${one.machine}`]
      : [],
  )
}

/** Each assignment with the one before it in its group. */
function neighbours(
  schedule: readonly Assignment[],
  groupOf: (one: Assignment) => number,
  compare: (a: Assignment, b: Assignment) => number,
): [Assignment, Assignment][] {
  return [...Map.groupBy(schedule, groupOf).values()].flatMap((group) => {
    const sorted = group.toSorted(compare)
    return sorted.slice(1).flatMap((one, index): [Assignment, Assignment][] => {
      const before = sorted[index]
      return before ? [[before, one]] : []
    })
  })
}
