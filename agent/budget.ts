/** What one turn may spend. Whatever runs out ends the turn with what is known so far. */
export type Budget = {
  modelCalls: number
  toolCalls: number
  /** Read and written by configured models; absent: no limit. */
  tokens?: number
  /** Wall time of the whole turn. */
  ms: number
}

export const defaultBudget: Budget = { modelCalls: 8, toolCalls: 12, tokens: 200_000, ms: 120_000 }

/** A running turn this old belongs to a process that is gone: its claim may be taken over. */
export const abandonedAfterMs = (budget: Budget): number => budget.ms + 60_000
