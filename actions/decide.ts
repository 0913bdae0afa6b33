import { sql } from 'drizzle-orm'
import type { Clock } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import type { Db } from '../store/index.ts'
import { readProposal } from './read.ts'
import type { DecideOutcome, ProposalView, rejectReasons } from './types.ts'

export type DecisionInput = {
  siteId: string
  id: string
  /** What the person saw; another version or hash is refused. */
  version: number
  argsSha256: string
  verdict: 'approve' | 'reject'
  reasonCode?: (typeof rejectReasons)[number] | undefined
  reasonText?: string | undefined
}

/**
 * The one way to decide, for every channel: a conditional update in the database, by the signed-in
 * person. Every outcome but `approved`, `waiting_for_second` and `rejected` has changed nothing.
 */
export function decide(
  deps: { db: Db; clock: Clock },
  decider: { principal: Principal; channel: string },
  input: DecisionInput,
): Promise<{ outcome: DecideOutcome; proposal: ProposalView | null }> {
  return deps.db.tx(
    'decide',
    async (tx) => {
      const [row] = await tx.rows<{ outcome: DecideOutcome }>(
        sql`select jidoka_decide(${input.siteId}, ${input.id}, ${input.version},
          ${input.argsSha256}, ${input.verdict}, ${input.reasonCode ?? null},
          ${input.reasonText ?? null}, ${decider.channel}, ${deps.clock()}) as outcome`,
      )
      const outcome = row?.outcome ?? 'not_found'
      if (outcome === 'not_found') return { outcome, proposal: null }
      return { outcome, proposal: await readProposal(tx, input.siteId, input.id) }
    },
    { principal: decider.principal },
  )
}
