import { sql } from 'drizzle-orm'
import { AppError } from '../base/app-error.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import type { Clock, NewId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import type { Db } from '../store/index.ts'
import { readProposal } from './read.ts'
import type { ProposalDraft, ProposalView } from './types.ts'

/** SQLSTATE of `jidoka_require_rule` for an argument that the policy limits. */
const outOfLimits = 'JK001'

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
 * `invalid_input` for an argument out of the limits of the rule;
 * `conflict` when the idempotency key already names a proposal with other arguments
 */
export async function propose(
  deps: { db: Db; clock: Clock; newId: NewId },
  requester: Requester,
  draft: ProposalDraft,
): Promise<ProposalView> {
  const args = canonicalJson(draft.args)
  const filing = filingOf(deps.newId('act'), requester, draft)
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

/** A draft as the functions of the database take it. */
export function draftRecord(id: string, draft: ProposalDraft): Record<string, unknown> {
  const { siteId, tool, title, args, preconditions, diff, prediction, evidence } = draft
  return {
    ...{ site_id: siteId, id, tool, title_zh: title.zh, title_en: title.en },
    ...{ input: draft.input ?? args, args: canonicalJson(args) },
    ...{ preconditions, diff, prediction, evidence },
  }
}

function filingOf(id: string, requester: Requester, draft: ProposalDraft): Record<string, unknown> {
  return {
    ...draftRecord(id, draft),
    tainted: requester.tainted,
    channel: requester.channel,
    idempotency_key: requester.idempotencyKey,
  }
}

/** What the policy has against a draft, in words; anything else as it is. */
export function refusalOf(cause: unknown, { siteId, tool }: ProposalDraft): unknown {
  const { code, message } = cause as Error & { code?: string }
  if (code === outOfLimits) {
    return new AppError('invalid_input', `${tool} is refused at ${siteId}: ${message}`, {
      cause,
      field: message.split(' ')[0] ?? '',
      hint: 'Stay within the limit, or propose another limit as a change of policy.',
    })
  }
  if (code !== '42501') return cause
  return new AppError('forbidden', `${tool} is refused at ${siteId}: ${message}.`, {
    cause,
    hint: 'Ask an administrator for a role at this site, or for a policy rule for this tool.',
  })
}

function otherArguments(filed: ProposalView): AppError {
  return new AppError('conflict', `this request was already filed as ${filed.id}, otherwise`, {
    hint: 'Use a new idempotency key for a new proposal.',
  })
}
