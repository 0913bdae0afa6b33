/** Runs as a thread of its own: under the test runner the same takes four times as long. */
import { parentPort, workerData } from 'node:worker_threads'
import { plantBound } from './bound.ts'
import { checkPlant } from './check.ts'
import { compilePlant } from './compile.ts'
import type { PlantProblem } from './problem.ts'
import { objectiveOf, scorePlant } from './score.ts'
import { searchPlant } from './search.ts'
import { slotsOf } from './slots.ts'
import { copyPlan, levelOf, newPlan } from './state.ts'
import { betterThan } from './test-brute-force.ts'
import { type Kind, tinyProblem } from './test-problems.ts'
import { readPlantProblem } from './validate.ts'

/** So many, of every `of`th seed from `first` on. */
const { cases, first, of } = workerData as { cases: number; first: number; of: number }
/** Above so many tries, everything cannot be tried. */
const mostTries = 1500
/** Where waiting may pay, plans have more to decide. */
const waiting = new Set<Kind>(['energy', 'overtime', 'stability'])
/** Few steps solve nearly all; what they do not find, more must. */
const stepsOf = (kinds: Kind[]): number[] =>
  kinds.some((kind) => waiting.has(kind)) ? [1000, 20_000, 400_000] : [200, 3000, 60_000]

function solved(problem: PlantProblem, steps: number) {
  const shop = compilePlant(problem)
  const levelsOf = (score: Float64Array) =>
    shop.levels.map((level) => levelOf(level, score, shop.freeMoves))
  const least = levelsOf(plantBound(shop))
  const best = newPlan(shop.n)
  let told: number[] = []
  const { found } = searchPlant(shop, {
    seed: 1,
    isOver: (made) => made >= steps,
    isBest: (score) => levelsOf(score).every((value, at) => value <= (least[at] ?? 0) + 1e-6),
    improved: (plan, score) => {
      copyPlan(plan, best)
      told = levelsOf(score)
    },
  })
  const slots = found ? slotsOf(problem, shop, best) : []
  const impossible = problem.objective.map(() => Number.MAX_VALUE)
  const objective = found ? objectiveOf(problem, scorePlant(problem, slots)) : impossible
  return { found, told, least, slots, objective }
}

type Solved = ReturnType<typeof solved>

const rounded = (values: number[]) => values.map((value) => Math.round(1e4 * value)).join()

/** What is wrong with a solution, whether it is the best or not. */
function faultsIn(problem: PlantProblem, { found, told, least, slots, objective }: Solved) {
  const faults = found ? checkPlant(problem, slots) : []
  if (found && rounded(told) !== rounded(objective)) faults.push(`told ${told}, is ${objective}`)
  if ((objective[0] ?? 0) < (least[0] ?? 0) - 1e-6) faults.push(`below the bound ${least}`)
  return faults
}

/** What is wrong with how a problem was solved; null where not everything can be tried. */
function faultsOf(seed: number): string[] | null {
  const { problem: given, kinds } = tinyProblem(seed)
  const problem = readPlantProblem(given)
  const faults: string[] = []
  let worse = ''
  for (const steps of stepsOf(kinds)) {
    const solution = solved(problem, steps)
    faults.push(...faultsIn(problem, solution))
    const better = betterThan(problem, solution.objective, mostTries)
    if (better === 'too_large') return null
    worse = better ? `${solution.objective}, where ${better} is possible` : ''
    if (worse === '') break
  }
  if (worse !== '') faults.push(worse)
  return faults.map((fault) => `seed ${seed}, ${kinds.join(' ')}: ${fault}`)
}

let decided = 0
const faults: string[] = []
for (let seed = first; decided < cases; seed += of) {
  const own = faultsOf(seed)
  faults.push(...(own ?? []))
  if (own !== null) decided += 1
}
parentPort?.postMessage({ decided, faults })
