export { checkPlant } from './check.ts'
export { type PlantGoal, type PlantScore, plantGoals } from './goals.ts'
export {
  type GivenPlantProblem,
  type PlantOperation,
  type PlantOrder,
  type PlantProblem,
  type PlantSlot,
  plantProblemSchema,
} from './problem.ts'
export { movedSlots, objectiveOf, scorePlant } from './score.ts'
export { type PlantOptions, type PlantSolution, solvePlant } from './solve.ts'
export { readPlantProblem } from './validate.ts'
