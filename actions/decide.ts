import { sql } from 'drizzle-orm'
import { type Actor, actOn, type GateDeps, type Outcome, type ShownProposal } from './act-on.ts'
import { readProposal } from './read.ts'
import type { DecideOutcome, rejectReasons } from './types.ts'

export type Verdict = {
  verdict: 'approve' | 'reject'
  reasonCode?: (typeof rejectReasons)[number] | undefined
  reasonText?: string | undefined
}
export type DecisionInput = ShownProposal & Verdict

/**
 * The one way to decide, for every channel: a conditional update in the database, by the signed-in
 * person. Every outcome but `approved`, `waiting_for_second` and `rejected` has decided nothing.
 */
export function decide(
  deps: GateDeps,
  decider: Actor,
  input: DecisionInput,
): Promise<Outcome<DecideOutcome>> {
  const { siteId, id, version, argsSha256, verdict, reasonCode, reasonText } = input
  return actOn(
    deps,
    decider,
    input,
    sql`select jidoka_decide(${siteId}, ${id}, ${version}, ${argsSha256}, ${verdict},
      ${reasonCode ?? null}, ${reasonText ?? null}, ${decider.channel}, ${deps.clock()}) as outcome`,
  )
}

export type BulkOutcome = { siteId: string; id: string; outcome: DecideOutcome | 'not_alike' }

/**
 * One click over several proposals of low risk and one tool, each decided on its own. Whatever is
 * not like the first is left alone: `not_alike`. A risk belongs to its version, so what was read
 * here cannot change under the decision.
 */
export async function decideBulk(
  deps: GateDeps,
  decider: Actor,
  { shown, ...verdict }: Verdict & { shown: ShownProposal[] },
): Promise<BulkOutcome[]> {
  const { principal } = decider
  const views = await deps.db.tx(
    'read',
    async (tx) => {
      const found = []
      for (const { siteId, id } of shown) found.push(await readProposal(tx, siteId, id))
      return found
    },
    { principal },
  )
  const tool = views.find((view) => view !== null)?.tool
  const outcomes: BulkOutcome[] = []
  for (const [index, one] of shown.entries()) {
    const { siteId, id } = one
    const view = views[index]
    const alike = !view || (view.risk === 'low' && view.tool === tool)
    const outcome = alike
      ? (await decide(deps, decider, { ...one, ...verdict })).outcome
      : ('not_alike' as const)
    outcomes.push({ siteId, id, outcome })
  }
  return outcomes
}
