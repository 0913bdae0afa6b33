import { takeBack } from './commit.ts'
import { placeNext } from './place.ts'
import { levelOf, type State } from './state.ts'

/** A plan that pushes more often than this, by task, leads nowhere. */
const mostPushes = 8

/** Takes back what stands at a place of the order or behind it, and all that it may have pushed. */
export function rewind(state: State, place: number): void {
  const to = Math.min(place, state.firstPushed)
  while (state.placed > to) takeBack(state)
  if (state.firstPushed === state.shop.n) return
  state.pushed.fill(0)
  state.firstPushed = state.shop.n
}

/**
 * Places what is missing, each task as early as it can be behind those before it. Every goal but energy,
 * overtime and moves only loses by waiting, so the best schedule is built from the order of its own
 * starts; for these three the plan names instants to wait for.
 *
 * @returns whether all found a place, the first level of the objective at most `limit`
 */
export function build(state: State, limit: number): boolean {
  const { shop } = state
  const weights = shop.levels[0]
  let pushes = 0
  while (state.placed < shop.n) {
    const outcome = placeNext(state)
    if (outcome === 'stuck') return false
    if (outcome === 'pushed') {
      pushes += 1
      if (pushes > mostPushes * shop.n) return false
      while (state.placed > state.rewindTo) takeBack(state)
    } else if (weights && levelOf(weights, state.score, shop.freeMoves) > limit + 1e-6) {
      return false
    }
  }
  return true
}
