import { at } from './core/ints.ts'
import { workLeft } from './dispatch.ts'
import type { Instance } from './instance.ts'

/** Work that must be done on one machine, or on some machines between them. */
type Task = { head: number; time: number; tail: number }

/**
 * A makespan that no schedule can beat: the longest job; for each machine, what only it can do,
 * between the work of the jobs before and after (Jackson's preemptive schedule, Carlier and Pinson
 * 1989); for each set of machines that operations choose from, their work spread over it.
 */
export function lowerBound(instance: Instance): number {
  const left = workLeft(instance)
  let bound = 0
  for (let job = 0; job < instance.jobs; job += 1) {
    bound = Math.max(bound, at(left, at(instance.jobFirst, job)))
  }
  for (const { machines, tasks } of taskGroups(instance, left)) {
    bound = Math.max(bound, machines === 1 ? preemptiveBound(tasks) : sharedBound(tasks, machines))
  }
  return bound
}

/** For each set of machines that is somebody's choice, and for all: what can be done nowhere else. */
function taskGroups(instance: Instance, left: Int32Array): { machines: number; tasks: Task[] }[] {
  const { operations, machines, altFirst, altMachine } = instance
  const tasks = tasksOf(instance, left)
  const choices = Array.from({ length: operations }, (_, op) =>
    [...altMachine.subarray(altFirst[op], altFirst[op + 1])].sort((a, b) => a - b),
  )
  const byChoice = Map.groupBy(tasks.keys(), (op) => choices[op]?.join(' ') ?? '')
  const sets = [...byChoice].map(([, [op = 0]]) => new Set(choices[op]))
  const groups = sets.map((set) => ({
    machines: set.size,
    tasks: [...byChoice.values()]
      .filter(([op = 0]) => choices[op]?.every((machine) => set.has(machine)))
      .flatMap((ops) => ops.flatMap((op) => tasks[op] ?? [])),
  }))
  return [...groups, { machines, tasks }]
}

function tasksOf(instance: Instance, left: Int32Array): Task[] {
  const { operations, jobOf, jobFirst, after } = instance
  return Array.from({ length: operations }, (_, op) => {
    const whole = at(left, at(jobFirst, at(jobOf, op)))
    const tail = at(left, at(after, op))
    return { head: whole - at(left, op), time: at(left, op) - tail, tail }
  })
}

/** Of those that are there, always the one with the longest tail; another may interrupt it. */
function preemptiveBound(tasks: Task[]): number {
  const waiting = tasks.toSorted((a, b) => a.head - b.head).map((task) => ({ ...task }))
  const ready: Task[] = []
  let [now, bound, arrived] = [0, 0, 0]
  while (arrived < waiting.length || ready.length > 0) {
    if (ready.length === 0) now = Math.max(now, waiting[arrived]?.head ?? now)
    for (let task = waiting[arrived]; task && task.head <= now; task = waiting[arrived]) {
      insertByTail(ready, task)
      arrived += 1
    }
    const task = ready.at(-1)
    if (task === undefined) break
    const until = Math.min(now + task.time, waiting[arrived]?.head ?? Number.POSITIVE_INFINITY)
    task.time -= until - now
    now = until
    if (task.time > 0) continue
    ready.pop()
    bound = Math.max(bound, now + task.tail)
  }
  return bound
}

function insertByTail(ready: Task[], task: Task): void {
  let [low, high] = [0, ready.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ready[middle]?.tail ?? 0) < task.tail) low = middle + 1
    else high = middle
  }
  ready.splice(low, 0, task)
}

/** The machines wait for the least heads and rest for the least tails (Carlier 1987). */
function sharedBound(tasks: Task[], machines: number): number {
  if (tasks.length < machines) return 0
  const least = (of: (task: Task) => number) =>
    sum(
      tasks
        .map(of)
        .sort((a, b) => a - b)
        .slice(0, machines),
    )
  return Math.ceil(
    (least(({ head }) => head) + sum(tasks.map(({ time }) => time)) + least(({ tail }) => tail)) /
      machines,
  )
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
