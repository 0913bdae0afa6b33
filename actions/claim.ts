import { sql } from 'drizzle-orm'
import { type Actor, actOn, type GateDeps, type Outcome, type ProposalAddress } from './act-on.ts'
import type { ClaimOutcome } from './types.ts'

/** Says for so many minutes (at most 60) that one looks at it; 0 gives it back. */
export function claim(
  deps: GateDeps,
  claimer: Actor,
  at: ProposalAddress & { minutes: number },
): Promise<Outcome<ClaimOutcome>> {
  return actOn(
    deps,
    claimer,
    at,
    sql`select jidoka_claim(${at.siteId}, ${at.id}, ${at.minutes}, ${claimer.channel},
      ${deps.clock()}) as outcome`,
  )
}
