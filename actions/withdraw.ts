import { sql } from 'drizzle-orm'
import { type Actor, actOn, type GateDeps, type Outcome, type ProposalAddress } from './act-on.ts'
import type { WithdrawOutcome } from './types.ts'

/** Whoever asked takes it back; also an approved one, as long as it waits to be executed. */
export function withdraw(
  deps: GateDeps,
  requester: Actor,
  at: ProposalAddress & { reason: string | null },
): Promise<Outcome<WithdrawOutcome>> {
  return actOn(
    deps,
    requester,
    at,
    sql`select jidoka_withdraw(${at.siteId}, ${at.id}, ${at.reason}, ${requester.channel},
      ${deps.clock()}) as outcome`,
  )
}
