import { below, type Random } from '../base/random.ts'
import { at } from './core/ints.ts'
import type { Plan } from './core/state.ts'
import type { Instance } from './instance.ts'

/** Lower goes first, among the operations that could start before the earliest one could end. */
export type Rule = 'most_work_left' | 'shortest_time' | 'random'

/**
 * A schedule by Giffler and Thompson: always the operation that could end first names the machine,
 * and of those that compete with it the rule takes one. Alternatives go where they end first.
 */
export function dispatch(instance: Instance, rule: Rule, random: Random): Plan {
  const { jobs, operations, jobFirst } = instance
  const shop = {
    instance,
    left: workLeft(instance),
    next: jobFirst.slice(0, jobs),
    jobFree: new Int32Array(jobs),
    machineFree: new Int32Array(instance.machines),
    choice: new Int32Array(jobs),
    choiceEnd: new Int32Array(jobs),
  }
  const plan = { order: new Int32Array(operations), alt: new Int32Array(operations) }
  for (let place = 0; place < operations; place += 1) {
    const job = nextJob(shop, rule, random)
    const op = at(shop.next, job)
    const alt = at(shop.choice, job)
    plan.order[place] = op
    plan.alt[op] = alt
    shop.jobFree[job] = at(shop.choiceEnd, job)
    shop.machineFree[at(instance.altMachine, alt)] = at(shop.choiceEnd, job)
    shop.next[job] = op + 1
  }
  return plan
}

type Shop = {
  instance: Instance
  left: Int32Array
  next: Int32Array
  jobFree: Int32Array
  machineFree: Int32Array
  choice: Int32Array
  choiceEnd: Int32Array
}

function nextJob(shop: Shop, rule: Rule, random: Random): number {
  const { instance, next, choice, choiceEnd } = shop
  let first = -1
  for (let job = 0; job < instance.jobs; job += 1) {
    if (at(next, job) === at(instance.jobFirst, job + 1)) continue
    chooseMachine(shop, job)
    if (first === -1 || at(choiceEnd, job) < at(choiceEnd, first)) first = job
  }
  const machine = at(instance.altMachine, at(choice, first))
  const [earliestEnd, noise] = [at(choiceEnd, first), 1 / 4_294_967_296]
  let [best, bestUrgency] = [first, Number.POSITIVE_INFINITY]
  for (let job = 0; job < instance.jobs; job += 1) {
    if (at(next, job) === at(instance.jobFirst, job + 1)) continue
    const alt = at(choice, job)
    if (at(instance.altMachine, alt) !== machine) continue
    if (at(choiceEnd, job) - at(instance.altTime, alt) >= earliestEnd && job !== first) continue
    const urgency = urgencyOf(shop, job, rule) + below(random, 4_294_967_296) * noise
    if (urgency < bestUrgency) [best, bestUrgency] = [job, urgency]
  }
  return best
}

function urgencyOf({ instance, left, next, choice }: Shop, job: number, rule: Rule): number {
  switch (rule) {
    case 'most_work_left':
      return -at(left, at(next, job))
    case 'shortest_time':
      return at(instance.altTime, at(choice, job))
    case 'random':
      return 0
  }
}

/** The alternative by which the next operation of the job would end first. */
function chooseMachine(shop: Shop, job: number): void {
  const { instance, next, jobFree, machineFree, choice, choiceEnd } = shop
  const op = at(next, job)
  let best = Number.MAX_SAFE_INTEGER
  for (let alt = at(instance.altFirst, op); alt < at(instance.altFirst, op + 1); alt += 1) {
    const free = Math.max(at(jobFree, job), at(machineFree, at(instance.altMachine, alt)))
    const end = free + at(instance.altTime, alt)
    if (end >= best) continue
    best = end
    choice[job] = alt
    choiceEnd[job] = end
  }
}

/** Least time of each operation and all that follow it in its job. */
export function workLeft({ operations, after, altFirst, altTime }: Instance): Int32Array {
  const left = new Int32Array(operations + 1)
  for (let op = operations - 1; op >= 0; op -= 1) {
    let least = Number.MAX_SAFE_INTEGER
    for (let alt = at(altFirst, op); alt < at(altFirst, op + 1); alt += 1) {
      least = Math.min(least, at(altTime, alt))
    }
    left[op] = least + at(left, at(after, op))
  }
  return left
}
