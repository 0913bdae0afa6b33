import { below, randomFrom } from '../base/random.ts'
import { type Instance, type JobList, makeInstance } from './instance.ts'

export type Shape = { jobs: number; machines: number; most: number; alternatives: number }

/** A random flexible job shop; jobs may come back to a machine, and times may be zero. */
export function randomInstance(seed: number, shape: Shape): Instance {
  const random = randomFrom(seed)
  const jobs: JobList = Array.from({ length: shape.jobs }, () =>
    Array.from({ length: 1 + below(random, shape.most) }, () => {
      const machines = Array.from({ length: shape.machines }, (_, machine) => machine)
      const count = 1 + below(random, Math.min(shape.alternatives, shape.machines))
      return Array.from({ length: count }, () => ({
        machine: machines.splice(below(random, machines.length), 1)[0] ?? 0,
        time: below(random, 12),
      }))
    }),
  )
  return makeInstance(jobs, { name: `random ${seed}`, machines: shape.machines })
}

/** A job shop in which every job goes once over every machine, as in the literature. */
export function classicInstance(
  seed: number,
  { jobs, machines }: Pick<Shape, 'jobs' | 'machines'>,
) {
  const random = randomFrom(seed)
  const list: JobList = Array.from({ length: jobs }, () => {
    const left = Array.from({ length: machines }, (_, machine) => machine)
    return Array.from({ length: machines }, () => [
      { machine: left.splice(below(random, left.length), 1)[0] ?? 0, time: 1 + below(random, 99) },
    ])
  })
  return makeInstance(list, { name: `classic ${seed}`, machines })
}

/** The least makespan, by trying every order in which operations can be appended. */
export function bruteForce(instance: Instance): number {
  const { jobs, jobFirst, altFirst, altMachine, altTime } = instance
  const next = [...jobFirst.subarray(0, jobs)]
  const jobFree = Array.from({ length: jobs }, () => 0)
  const machineFree = Array.from({ length: instance.machines }, () => 0)
  let best = Number.POSITIVE_INFINITY
  const append = (left: number, makespan: number): void => {
    if (makespan >= best) return
    if (left === 0) best = makespan
    for (let job = 0; job < jobs; job += 1) {
      const op = next[job] ?? 0
      if (op === jobFirst[job + 1]) continue
      for (let alt = altFirst[op] ?? 0; alt < (altFirst[op + 1] ?? 0); alt += 1) {
        const machine = altMachine[alt] ?? 0
        const [jobWas = 0, machineWas = 0] = [jobFree[job], machineFree[machine]]
        const end = Math.max(jobWas, machineWas) + (altTime[alt] ?? 0)
        next[job] = op + 1
        jobFree[job] = end
        machineFree[machine] = end
        append(left - 1, Math.max(makespan, end))
        next[job] = op
        jobFree[job] = jobWas
        machineFree[machine] = machineWas
      }
    }
  }
  append(instance.operations, 0)
  return best
}
