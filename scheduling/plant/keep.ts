import { randomFrom } from '../../base/random.ts'
import { compilePlant } from './compile.ts'
import { dispatch } from './dispatch.ts'
import type { PlantProblem, PlantSlot } from './problem.ts'
import { slotsOf } from './slots.ts'
import { makeState } from './state.ts'

/**
 * What becomes of the plan that holds now when its machines and sequence are kept: each operation at its
 * start of today, or as soon after as things allow; what is not in it comes last. Null where that is
 * impossible.
 */
export function keepPlan(problem: PlantProblem): PlantSlot[] | null {
  const shop = compilePlant(problem)
  const state = makeState(shop)
  const made = dispatch(state, 'current', { random: randomFrom(1), isOver: () => false })
  return made ? slotsOf(problem, shop, state.plan) : null
}
