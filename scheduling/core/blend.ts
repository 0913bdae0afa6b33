import { below, type Random } from '../../base/random.ts'
import { at } from './ints.ts'
import type { Member } from './pool.ts'
import type { Plan } from './state.ts'

/** Room for the sort, kept so that a blend allocates nothing. */
export type BlendRoom = { weights: Float64Array; ordered: Int32Array }

export const makeBlendRoom = (n: number): BlendRoom => ({
  weights: new Float64Array(n),
  ordered: new Int32Array(n),
})

const parts = 1024

/**
 * Writes a schedule between two into `child`: operations by a weighted mean of their times,
 * alternatives from either. What both agree on stays, and as each parent puts jobs in order, so does
 * the mean; of equal times, the order of the first parent decides.
 */
export function blend(
  [one, other]: readonly [Member, Member],
  child: Plan,
  { room, random }: { room: BlendRoom; random: Random },
): void {
  const { weights, ordered } = room
  const n = weights.length
  const share = parts / 4 + below(random, parts / 2)
  for (let op = 0; op < n; op += 1) {
    const place = at(one.order, op)
    const time = share * at(one.time, op) + (parts - share) * at(other.time, op)
    weights[place] = time * n + place
    ordered[place] = op
    child.alt[op] = at(below(random, parts) < share ? one.alt : other.alt, op)
  }
  weights.sort()
  for (let place = 0; place < n; place += 1) {
    child.order[place] = at(ordered, (weights[place] as number) % n)
  }
}
