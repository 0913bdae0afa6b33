import { below } from '../../base/random.ts'
import { at } from './ints.ts'
import type { Search } from './trial.ts'

/** Writes one critical path, chosen at random where several meet, from source to sink. */
export function traceCriticalPath(search: Search): void {
  const { state, path, random } = search
  const { instance, n, end, time, prev } = state
  let length = 0
  let op = lastOfPath(search)
  while (op !== n) {
    path[length] = op
    length += 1
    const start = at(end, op) - at(time, op)
    const [inJob, onMachine] = [at(instance.before, op), at(prev, op)]
    const byJob = inJob !== n && at(end, inJob) === start
    const byMachine = onMachine !== n && at(end, onMachine) === start
    if (byJob && byMachine) op = below(random, 2) === 0 ? inJob : onMachine
    else if (byMachine) op = onMachine
    else op = byJob ? inJob : n
  }
  path.subarray(0, length).reverse()
  search.pathLength = length
}

function lastOfPath({ state, random }: Search): number {
  const { instance, end, makespan, n } = state
  let [found, seen] = [n, 0]
  for (let job = 1; job <= instance.jobs; job += 1) {
    const last = at(instance.jobFirst, job) - 1
    if (at(end, last) !== makespan) continue
    seen += 1
    if (seen === 1 || below(random, seen) === 0) found = last
  }
  return found
}
