import { randomFrom } from '../../base/random.ts'
import { dispatch } from '../dispatch.ts'
import type { Instance } from '../instance.ts'
import { blend, makeBlendRoom } from './blend.ts'
import {
  admit,
  describeState,
  drawParents,
  isStopped,
  makeMember,
  newPlan,
  type Pool,
  roomOf,
  stop,
  thinOut,
} from './pool.ts'
import { loadPlan, type Plan } from './state.ts'
import { type Limit, tabuSearch } from './tabu-search.ts'
import { makeSearch } from './trial.ts'

export type Course = {
  seed: number
  /** A makespan that cannot be beaten, or is good enough; all threads end when one meets it. */
  bound: number
  /** Asked every few dozen moves with how many were made since. */
  isOver: (moves: number) => boolean
  /** Called with each schedule that beats all before it in this thread; it is overwritten later. */
  improved: (makespan: number, plan: Plan) => void
}

/** Moves without a better makespan after which a tabu search ends. */
const stall = 1500

/**
 * One thread: tabu searches from dispatched schedules, then from blends of two of the pool, each
 * result back into the pool. When nothing gets in any more, all but the best go and it starts anew.
 */
export function evolve(instance: Instance, pool: Pool, course: Course): void {
  const line = makeLine(instance, pool, course)
  const { state, random } = line.search
  const limit: Limit = { stall, bound: course.bound, isOver: line.isOver }
  let [made, refused] = [0, 0]
  do {
    if (made < roomOf(pool) / 2 || !drawParents(pool, random, line.parents)) {
      loadPlan(state, dispatch(instance, made === 0 ? 'most_work_left' : 'random', random))
      made += 1
    } else {
      blend(line.parents, line.child, line)
      loadPlan(state, line.child)
    }
    const makespan = tabuSearch(line.search, line.found, limit)
    line.tell()
    refused = joinPool(line, makespan) ? 0 : refused + 1
    if (refused > 3 * roomOf(pool)) {
      thinOut(pool)
      ;[refused, made] = [0, 1]
    }
    // Where a schedule has no moves the search asks nobody, so it is asked here as well.
  } while (line.best > course.bound && !line.over && !line.isOver(1))
  if (line.best <= course.bound) stop(pool)
}

type Line = ReturnType<typeof makeLine>

function makeLine(instance: Instance, pool: Pool, { seed, isOver, improved }: Course) {
  const { operations: n } = instance
  const random = randomFrom(seed)
  const line = {
    ...{ pool, random, search: makeSearch(instance, random), over: false },
    best: Number.MAX_SAFE_INTEGER,
    parents: [makeMember(n), makeMember(n)] as const,
    ...{ child: newPlan(n), found: newPlan(n), made: makeMember(n), room: makeBlendRoom(n) },
    /** `found` belongs to the best of the search that runs. */
    tell: (): void => {
      if (line.search.best >= line.best) return
      line.best = line.search.best
      improved(line.best, line.found)
    },
    isOver: (moves: number): boolean => {
      line.tell()
      line.over = isOver(moves) || isStopped(pool)
      return line.over
    },
  }
  return line
}

function joinPool({ pool, search, found, made }: Line, makespan: number): boolean {
  loadPlan(search.state, found)
  describeState(search.state, made)
  return admit(pool, made, makespan)
}
