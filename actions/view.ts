import { sql } from 'drizzle-orm'
import { schema, type Tx } from '../store/index.ts'
import type { DecisionView, Diff, Evidence, Prediction, ProposalView } from './types.ts'

type ProposalRow = typeof schema.proposal.$inferSelect
type DecisionRow = typeof schema.decision.$inferSelect

/** Proposals with their decisions, as people and clients see them, in the order of the rows. */
export async function viewsOf(tx: Tx, rows: ProposalRow[]): Promise<ProposalView[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const decisions = await tx.orm
    .select()
    .from(schema.decision)
    .where(sql`${schema.decision.proposalId} in ${ids}`)
    .orderBy(schema.decision.at)
  return rows.map((row) => viewOf(row, decisions))
}

function viewOf(row: ProposalRow, decisions: DecisionRow[]): ProposalView {
  const { titleZh, titleEn, idempotencyKey, preconditions, executingXid, ...shown } = row
  return {
    ...shown,
    title: { zh: titleZh, en: titleEn },
    args: JSON.parse(row.args),
    diff: row.diff as Diff,
    prediction: row.prediction as Prediction | null,
    evidence: row.evidence as Evidence[],
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    result: row.result as Record<string, unknown> | null,
    decisions: decisions
      .filter((one) => one.siteId === row.siteId && one.proposalId === row.id)
      .map(decisionView),
  }
}

function decisionView(row: DecisionRow): DecisionView {
  const { decidedBy, verdict, reasonCode, reasonText, channel } = row
  return { decidedBy, verdict, reasonCode, reasonText, channel, at: row.at.toISOString() }
}
