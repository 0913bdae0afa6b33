import type { SQL } from 'drizzle-orm'
import type { Clock } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import type { Db } from '../store/index.ts'
import { readProposal } from './read.ts'
import type { ProposalView } from './types.ts'

export type GateDeps = { db: Db; clock: Clock }

/** A signed-in person and the channel that they came by. */
export type Actor = { principal: Principal; channel: string }

export type ProposalAddress = { siteId: string; id: string }

/** What a person saw; another version or hash is refused. */
export type ShownProposal = ProposalAddress & { version: number; argsSha256: string }

export type Outcome<Word> = { outcome: Word; proposal: ProposalView | null }

/**
 * Calls one verb of the gate as this person, and shows what the proposal is then. The verb returns
 * its outcome as a word; `not_found` shows nothing.
 */
export function actOn<Word extends string>(
  { db }: Pick<GateDeps, 'db'>,
  { principal }: Actor,
  ...[at, verb]: [at: ProposalAddress, verb: SQL]
): Promise<Outcome<Word | 'not_found'>> {
  return db.tx(
    'decide',
    async (tx) => {
      const [row] = await tx.rows<{ outcome: Word | 'not_found' }>(verb)
      const outcome = row?.outcome ?? 'not_found'
      if (outcome === 'not_found') return { outcome, proposal: null }
      return { outcome, proposal: await readProposal(tx, at.siteId, at.id) }
    },
    { principal },
  )
}
