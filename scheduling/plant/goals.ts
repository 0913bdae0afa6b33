/**
 * Weighted seconds late · last end · seconds of set-up · cost of energy · seconds of overtime ·
 * operations that are moved · those of them beyond `freeMoves`. All are better when lower.
 */
export const plantGoals = [
  ...['tardiness', 'makespan', 'setup', 'energy', 'overtime', 'moves', 'excess'],
] as const
export type PlantGoal = (typeof plantGoals)[number]
/** Value or weight of each goal. */
export type PlantScore = Record<PlantGoal, number>
