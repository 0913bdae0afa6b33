import { sql } from 'drizzle-orm'
import { AppError } from '../base/app-error.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import type { Clock, NewId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import type { Db } from '../store/index.ts'
import { readProposal } from './read.ts'
import type { ProposalDraft, ProposalView } from './types.ts'

export type Requester = {
  principal: Principal
  channel: string
  tainted: boolean
  /** The same key of the same person names the same proposal, whatever comes with it later. */
  idempotencyKey: string
}

/**
 * Files a proposal. Risk, approvers and expiry come from policy in the database; nothing changes
 * until a person decides.
 *
 * @throws AppError `forbidden` without a role at the site or a policy rule for the tool;
 * `conflict` when the idempotency key already names a proposal with other arguments
 */
export async function propose(
  deps: { db: Db; clock: Clock; newId: NewId },
  requester: Requester,
  draft: ProposalDraft,
): Promise<ProposalView> {
  const args = canonicalJson(draft.args)
  const filing = filingOf(deps.newId('act'), requester, { ...draft, args })
  const filed = await deps.db
    .tx(
      'propose',
      async (tx) => {
        const [row] = await tx.rows<{ id: string }>(
          sql`select id from jidoka_propose(${JSON.stringify(filing)}::jsonb, ${deps.clock()})`,
        )
        return row === undefined ? null : readProposal(tx, draft.siteId, row.id)
      },
      { principal: requester.principal },
    )
    .catch((cause: unknown) => {
      throw refusalOf(cause, draft)
    })
  if (filed === null) throw new AppError('internal', 'the proposal was not stored')
  if (filed.tool !== draft.tool || canonicalJson(filed.args) !== args) throw otherArguments(filed)
  return filed
}

function filingOf(
  id: string,
  requester: Requester,
  draft: Omit<ProposalDraft, 'args'> & { args: string },
): Record<string, unknown> {
  return {
    site_id: draft.siteId,
    id,
    tool: draft.tool,
    title_zh: draft.title.zh,
    title_en: draft.title.en,
    args: draft.args,
    preconditions: draft.preconditions,
    diff: draft.diff,
    prediction: draft.prediction,
    evidence: draft.evidence,
    tainted: requester.tainted,
    channel: requester.channel,
    idempotency_key: requester.idempotencyKey,
  }
}

function refusalOf(cause: unknown, { siteId, tool }: ProposalDraft): unknown {
  if ((cause as { code?: string }).code !== '42501') return cause
  const { message } = cause as Error
  return new AppError('forbidden', `${tool} is refused at ${siteId}: ${message}`, {
    cause,
    hint: 'Ask an administrator for a role at this site, or for a policy rule for this tool.',
  })
}

function otherArguments(filed: ProposalView): AppError {
  return new AppError('conflict', `this request was already filed as ${filed.id}, otherwise`, {
    hint: 'Use a new idempotency key for a new proposal.',
  })
}
