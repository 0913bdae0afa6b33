import { and, desc, eq, ne, type SQL, sql } from 'drizzle-orm'
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

export type ProposalQuery = {
  status: 'pending' | 'decided'
  limit?: number
  /** `next` of the page before; what cannot be read starts at the beginning. */
  after?: string | undefined
}

export type ProposalList = {
  items: ProposalView[]
  /** Of all pages. */
  total: number
  /** Where the next page begins; null on the last one. */
  next: string | null
}

/** Pending ones by expiry, soonest first; decided ones newest first. */
export function listProposals(
  db: Db,
  principal: Principal,
  { status, limit = 200, after }: ProposalQuery,
): Promise<ProposalList> {
  const pending = status === 'pending'
  const where = pending ? eq(proposal.status, 'pending') : ne(proposal.status, 'pending')
  const moment = pending ? sql`${proposal.expiresAt}` : sql`${decidedMoment}`
  const place = [moment, sql`${proposal.siteId}`, sql`${proposal.id}`]
  return db.tx(
    'read',
    async (tx) => {
      const rows = await tx.orm
        .select()
        .from(proposal)
        .where(and(where, pastCursor(place, pending ? sql`>` : sql`<`, after)))
        .orderBy(...(pending ? place : place.map(desc)))
        .limit(limit + 1)
      const [count] = await tx.orm
        .select({ total: sql<number>`count(*)` })
        .from(proposal)
        .where(where)
      const items = await viewsOf(tx, rows.slice(0, limit))
      const last = rows.length > limit ? items.at(-1) : undefined
      return {
        items,
        total: count?.total ?? 0,
        next: last === undefined ? null : cursorOf(last, status),
      }
    },
    { principal },
  )
}

const decidedMoment = sql`coalesce(${proposal.decidedAt}, ${proposal.finishedAt}, ${proposal.createdAt})`

/** By place, not by number: what comes or goes meanwhile moves nothing onto another page. */
function pastCursor(place: SQL[], past: SQL, after: string | undefined): SQL | undefined {
  const [at = '', siteId, id] = (after ?? '').split('|')
  if (siteId === undefined || id === undefined || Number.isNaN(Date.parse(at))) return undefined
  return sql`(${sql.join(place, sql`, `)}) ${past} (${new Date(at)}, ${siteId}, ${id})`
}

function cursorOf(last: ProposalView, status: ProposalQuery['status']): string {
  const { siteId, id, expiresAt, decidedAt, finishedAt, createdAt } = last
  const at = status === 'pending' ? expiresAt : (decidedAt ?? finishedAt ?? createdAt)
  return [at, siteId, id].join('|')
}
