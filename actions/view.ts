import { and, eq, sql } from 'drizzle-orm'
import { schema, type Tx } from '../store/index.ts'
import { splitPreconditions } from './apply.ts'
import { proposalStatus } from './state-machine.ts'
import type {
  DecisionView,
  Diff,
  EscalationStep,
  Evidence,
  Prediction,
  ProposalVersionView,
  ProposalView,
} from './types.ts'

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
  const { titleZh, titleEn, ...rest } = row
  const { idempotencyKey, preconditions, executingXid, escalated, ...shown } = rest
  return {
    ...shown,
    status: proposalStatus(row.status),
    title: { zh: titleZh, en: titleEn },
    args: JSON.parse(row.args),
    diff: row.diff as Diff,
    prediction: row.prediction as Prediction | null,
    evidence: row.evidence as Evidence[],
    escalation: row.escalation as EscalationStep[],
    connector: splitPreconditions(preconditions).connector,
    versionAt: row.versionAt.toISOString(),
    claimedUntil: row.claimedUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    result: row.result as Record<string, unknown> | null,
    decisions: decisions
      .filter((one) => one.siteId === row.siteId && one.proposalId === row.id)
      .filter(({ version }) => version === row.version)
      .map(decisionView),
  }
}

function decisionView(row: DecisionRow): DecisionView {
  const { siteId, proposalId, version, at, ...shown } = row
  return { ...shown, at: at.toISOString() }
}

/** Every version that was shown, oldest first. */
export async function versionsOf(
  tx: Tx,
  { siteId, id }: Pick<ProposalView, 'siteId' | 'id'>,
): Promise<ProposalVersionView[]> {
  const { proposalVersion } = schema
  const rows = await tx.orm
    .select()
    .from(proposalVersion)
    .where(and(eq(proposalVersion.siteId, siteId), eq(proposalVersion.proposalId, id)))
    .orderBy(proposalVersion.version)
  return rows.map(({ siteId: _, proposalId, preconditions, evidence, input, ...row }) => ({
    ...row,
    args: JSON.parse(row.args),
    diff: row.diff as Diff,
    prediction: row.prediction as Prediction | null,
    at: row.at.toISOString(),
  }))
}
