import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { getProposal } from '../../actions/index.ts'
import { AppError } from '../../base/app-error.ts'
import { defineTool, type ToolContext } from '../define-tool.ts'
import { inboxUrl } from './file-proposal.ts'

const input = z.strictObject({
  action_id: z.string().min(1).max(100),
})

const output = z.strictObject({
  action_id: z.string(),
  site: z.string(),
  tool: z.string(),
  title: z.string(),
  status: z.string(),
  requested_by: z.string(),
  decisions: z.array(
    z.strictObject({
      decided_by: z.string(),
      verdict: z.string(),
      reason_code: z.string().nullable(),
      reason: z.string().nullable(),
      at: z.string(),
    }),
  ),
  result: z.record(z.string(), z.unknown()).nullable(),
  inbox_url: z.string(),
  expires_at: z.string(),
  finished_at: z.string().nullable(),
})

export const actionStatusTool = defineTool({
  name: 'action_status',
  title: { zh: '查询操作状态', en: 'Status of an action' },
  description:
    'What became of a proposed action: pending, approved, rejected, expired, withdrawn, done, failed or stale (the world changed before it was executed), with who decided, why, and the result. Only a person can decide, at inbox_url; asking again changes nothing. Poll no faster than every 10 seconds.',
  effect: 'read',
  card: true,
  readsUntrusted: true,
  input,
  output,
  run: async (ctx, { action_id }) => {
    const proposal = await find(ctx, action_id)
    return {
      data: {
        action_id: proposal.id,
        site: proposal.siteId,
        tool: proposal.tool,
        title: proposal.title[ctx.language],
        status: proposal.status,
        requested_by: proposal.requestedBy,
        decisions: proposal.decisions.map((decision) => ({
          decided_by: decision.decidedBy,
          verdict: decision.verdict,
          reason_code: decision.reasonCode,
          reason: decision.reasonText,
          at: decision.at,
        })),
        result: proposal.result,
        inbox_url: inboxUrl(ctx, proposal),
        expires_at: proposal.expiresAt,
        finished_at: proposal.finishedAt,
      },
    }
  },
})

/** An action of a site that the asker may not see is as unknown as one that never was. */
async function find(ctx: ToolContext, id: string) {
  const [row] = await ctx.db.tx(
    'read',
    (tx) =>
      tx.rows<{ siteId: string }>(sql`select site_id as "siteId" from proposal where id = ${id}`),
    { principal: ctx.principal, signal: ctx.signal },
  )
  const proposal = row ? await getProposal(ctx.db, ctx.principal, row.siteId, id) : null
  if (proposal) return proposal
  throw new AppError('not_found', `No action "${id.slice(0, 80)}" is known to you.`, {
    field: 'action_id',
    hint: 'Give the action_id that a propose tool returned; another site needs a role there.',
  })
}
