import { z } from 'zod'
import { type ProposalDraft, type ProposalView, propose } from '../../actions/index.ts'
import type { ProposalRef, ToolContext } from '../define-tool.ts'
import { documentEvidence } from './documents-read.ts'

/** What a propose tool answers: a reference to follow, see `ProposalRef`. */
export const proposalReply = z.strictObject({
  action_id: z.string(),
  tool: z.string(),
  status: z.string(),
  inbox_url: z.string(),
  expires_at: z.string(),
})

/** Where people see and decide a proposal. */
export const inboxUrl = (
  { baseUrl }: Pick<ToolContext, 'baseUrl'>,
  { siteId, id }: Pick<ProposalView, 'siteId' | 'id'>,
): string => `${baseUrl}/inbox/${encodeURIComponent(siteId)}/${encodeURIComponent(id)}`

/** Hands a draft to the gate; whoever asked gets only a reference, never a way to decide. */
export async function fileProposal(ctx: ToolContext, draft: ProposalDraft): Promise<ProposalRef> {
  const { db, clock, newId, principal, channel, tainted, idempotencyKey } = ctx
  const requester = { principal, channel, tainted, idempotencyKey }
  const connector = ctx.routeOf?.(draft.tool, draft.siteId)?.connector ?? null
  // Where it goes is a precondition: people approve that, too.
  const preconditions = connector
    ? { ...Object(draft.preconditions), connector }
    : draft.preconditions
  const evidence = [...draft.evidence, ...documentEvidence(ctx.documentsRead ?? [])]
  const asked = { ...draft, preconditions, evidence, input: ctx.input }
  const view = await (ctx.file?.(asked) ?? propose({ db, clock, newId }, requester, asked))
  return {
    action_id: view.id,
    tool: view.tool,
    status: view.status,
    inbox_url: inboxUrl(ctx, view),
    expires_at: view.expiresAt,
  }
}
