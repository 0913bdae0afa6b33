import { and, desc, eq, ne, sql } from 'drizzle-orm'
import type { Principal } from '../base/principal.ts'
import { type Db, schema, type Tx } from '../store/index.ts'
import type { ProposalVersionView, ProposalView } from './types.ts'
import { versionsOf, viewsOf } from './view.ts'

const { proposal } = schema

/** One proposal, or null when there is none that the principal may see. */
export function getProposal(
  db: Db,
  principal: Principal,
  ...[siteId, id]: [siteId: string, id: string]
): Promise<ProposalView | null> {
  return db.tx('read', (tx) => readProposal(tx, siteId, id), { principal })
}

/** Every version that was shown, oldest first; empty for a proposal that one may not see. */
export function getVersions(
  db: Db,
  principal: Principal,
  at: Pick<ProposalView, 'siteId' | 'id'>,
): Promise<ProposalVersionView[]> {
  return db.tx('read', (tx) => versionsOf(tx, at), { principal })
}

export async function readProposal(
  tx: Tx,
  siteId: string,
  id: string,
): Promise<ProposalView | null> {
  const rows = await tx.orm
    .select()
    .from(proposal)
    .where(and(eq(proposal.siteId, siteId), eq(proposal.id, id)))
  const [view] = await viewsOf(tx, rows)
  return view ?? null
}

export type ProposalQuery = { status: 'pending' | 'decided'; limit?: number }

/** Pending ones by expiry, soonest first; decided ones newest first. `total` counts all. */
export function listProposals(
  db: Db,
  principal: Principal,
  query: ProposalQuery,
): Promise<{ items: ProposalView[]; total: number }> {
  const pending = query.status === 'pending'
  const where = pending ? eq(proposal.status, 'pending') : ne(proposal.status, 'pending')
  const order = pending
    ? [proposal.expiresAt]
    : [desc(sql`coalesce(${proposal.decidedAt}, ${proposal.finishedAt}, ${proposal.createdAt})`)]
  return db.tx(
    'read',
    async (tx) => {
      const rows = await tx.orm
        .select()
        .from(proposal)
        .where(where)
        .orderBy(...order, proposal.id)
        .limit(query.limit ?? 200)
      const [count] = await tx.orm
        .select({ total: sql<number>`count(*)` })
        .from(proposal)
        .where(where)
      return { items: await viewsOf(tx, rows), total: count?.total ?? 0 }
    },
    { principal },
  )
}
