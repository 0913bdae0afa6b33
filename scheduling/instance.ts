import { AppError } from '../base/app-error.ts'

/** One machine that can do an operation, and how long it takes there. */
export type Alternative = { machine: number; time: number }

/**
 * A flexible job shop: jobs are chains of operations, each done by one of its alternatives; the job
 * shop is the case of one alternative each. Operations are numbered job by job; `operations` itself
 * stands for "none" in `before` and `after`.
 */
export type Instance = {
  name: string
  jobs: number
  machines: number
  operations: number
  /** First operation of each job; one more element ends the last job. */
  jobFirst: Int32Array
  jobOf: Int32Array
  before: Int32Array
  after: Int32Array
  /** Alternatives of operation x: from `altFirst[x]` up to `altFirst[x + 1]`. */
  altFirst: Int32Array
  altMachine: Int32Array
  altTime: Int32Array
  /** Number of the first machine where the problem was written: 0 or 1. */
  machineBase: number
}

export type JobList = Alternative[][][]

/** Above these, one search is no longer the tool: a horizon is planned in parts. */
const limits = { operations: 100_000, alternatives: 2_000_000, totalTime: 1_000_000_000 }

type Described = { name: string; machines: number; machineBase?: number }

/** @throws AppError `invalid_input` or `too_large` that names job, operation and value. */
export function makeInstance(
  jobs: JobList,
  { name, machines, machineBase = 0 }: Described,
): Instance {
  const operations = jobs.reduce((sum, job) => sum + job.length, 0)
  refuseSize(jobs, operations)
  const instance: Instance = {
    ...{ name, machines, machineBase, jobs: jobs.length, operations },
    jobFirst: new Int32Array(jobs.length + 1),
    jobOf: new Int32Array(operations),
    before: new Int32Array(operations + 1).fill(operations),
    after: new Int32Array(operations + 1).fill(operations),
    altFirst: new Int32Array(operations + 1),
    altMachine: Int32Array.from(jobs.flat(2), ({ machine }) => machine),
    altTime: Int32Array.from(jobs.flat(2), ({ time }) => time),
  }
  let op = 0
  let alternatives = 0
  for (const [index, job] of jobs.entries()) {
    instance.jobFirst[index] = op
    for (const [position, choices] of job.entries()) {
      refuseChoices(choices, { machines, where: `job ${index}, operation ${position}` })
      instance.jobOf[op] = index
      if (position > 0) instance.before[op] = op - 1
      if (position < job.length - 1) instance.after[op] = op + 1
      alternatives += choices.length
      op += 1
      instance.altFirst[op] = alternatives
    }
  }
  instance.jobFirst[jobs.length] = op
  refuseTotal(instance)
  return instance
}

function refuseSize(jobs: JobList, operations: number): void {
  if (operations === 0) {
    throw new AppError('invalid_input', 'There is nothing to schedule: no operations.', {
      hint: 'Give at least one job with one operation.',
    })
  }
  const empty = jobs.findIndex((job) => job.length === 0)
  if (empty !== -1) throw new AppError('invalid_input', `Job ${empty} has no operations.`)
  const alternatives = jobs.reduce(
    (sum, job) => sum + job.reduce((of, choices) => of + choices.length, 0),
    0,
  )
  refuseCount({ operations, alternatives })
}

/** @throws AppError `too_large` */
export function refuseCount({
  operations,
  alternatives,
}: {
  operations: number
  alternatives: number
}): void {
  if (operations <= limits.operations && alternatives <= limits.alternatives) return
  throw new AppError(
    'too_large',
    `${operations} operations with ${alternatives} alternatives are more than one search takes.`,
    {
      hint: `At most ${limits.operations} and ${limits.alternatives}: plan a shorter horizon, or each line by itself.`,
    },
  )
}

function refuseChoices(
  choices: Alternative[],
  { machines, where }: { machines: number; where: string },
): void {
  if (choices.length === 0) {
    throw new AppError('invalid_input', `No machine can do ${where}.`, {
      hint: 'Name at least one eligible machine.',
    })
  }
  const seen = new Set<number>()
  for (const { machine, time } of choices) {
    if (!Number.isInteger(machine) || machine < 0 || machine >= machines) {
      throw new AppError('invalid_input', `${where}: there is no machine ${machine}.`)
    }
    if (seen.has(machine)) {
      throw new AppError('invalid_input', `${where} names machine ${machine} twice.`)
    }
    if (!Number.isInteger(time) || time < 0 || time > limits.totalTime) {
      throw new AppError('invalid_input', `${where}: ${time} is no usable time.`, {
        hint: 'Times are whole numbers from 0; choose a smaller unit for fractions.',
      })
    }
    seen.add(machine)
  }
}

/** All operations one after the other must fit in 32 bits, so that no sum overflows. */
function refuseTotal({ operations, altFirst, altTime }: Instance): void {
  let total = 0
  for (let op = 0; op < operations; op += 1) {
    total += Math.max(...altTime.subarray(altFirst[op], altFirst[op + 1]))
  }
  if (total <= limits.totalTime) return
  throw new AppError(
    'too_large',
    `All times together are ${total}, more than ${limits.totalTime}.`,
    {
      hint: 'Choose a larger unit, such as seconds for milliseconds.',
    },
  )
}
