import { z } from 'zod'
import type { ProposalDraft } from '../../actions/index.ts'
import { AppError } from '../../base/app-error.ts'
import { findSite } from '../../factory/index.ts'
import type { Tx } from '../../store/index.ts'
import { defineTool } from '../define-tool.ts'
import { type Asked, changeKinds, withHistory } from './changes/index.ts'
import { fileProposal, proposalReply } from './file-proposal.ts'

const { ticket, lot, parameter, purchase, alert_rule, document, term } = changeKinds

const change = z.discriminatedUnion('kind', [
  ticket.input,
  lot.input,
  parameter.input,
  purchase.input,
  alert_rule.input,
  document.input,
  term.input,
])

const input = z.strictObject({
  change,
  site: z.string().min(1).optional(),
  reason: z.string().trim().min(3).max(1000),
})

export const proposeChangeTool = defineTool({
  name: 'propose_change',
  title: { zh: '提议一项变更', en: 'Propose a change' },
  description:
    'Proposes to change or close a ticket, dispose of a lot, set a machine parameter, request a purchase, set an alert rule, put a document revision in force, or let a word mean a known name. Nothing changes yet: people decide at inbox_url; follow with action_status.',
  effect: 'propose',
  toolset: 'changes',
  card: true,
  files: Object.values(changeKinds).map(({ effect }) => effect.tool),
  readsUntrusted: false,
  input,
  output: z.strictObject({ proposal: proposalReply }),
  run: async (ctx, { change: given, site, reason }) => {
    const draft = await ctx.db.tx(
      'read',
      async (tx) => {
        const siteId = await siteOf(tx, site)
        const { tool } = changeKinds[given.kind].effect
        const connectorAt = (at: string) => ctx.routeOf?.(tool, at)?.connector ?? null
        return draftOf(tx, given, { siteId, reason, now: ctx.clock(), connectorAt })
      },
      { principal: ctx.principal, signal: ctx.signal },
    )
    if (draft.diff.entries.length === 0) throw nothingChanges()
    const told = given.kind === 'parameter' ? await withHistory(ctx, draft) : draft
    const proposal = await fileProposal(ctx, told)
    return { data: { proposal }, proposal }
  },
})

/** Documents may belong to the group. */
async function siteOf(tx: Tx, typed: string | undefined): Promise<string | null> {
  if (typed === undefined || typed === 'group') return typed ?? null
  return (await findSite(tx, typed)).siteId
}

const nothingChanges = (): AppError =>
  new AppError('invalid_input', 'change: it is all so already.', {
    field: 'change',
    hint: 'Say a value that differs from what stands.',
  })

function draftOf(tx: Tx, given: z.output<typeof change>, asked: Asked): Promise<ProposalDraft> {
  switch (given.kind) {
    case 'ticket':
      return ticket.draft(tx, given, asked)
    case 'lot':
      return lot.draft(tx, given, asked)
    case 'parameter':
      return parameter.draft(tx, given, asked)
    case 'purchase':
      return purchase.draft(tx, given, asked)
    case 'alert_rule':
      return alert_rule.draft(tx, given, asked)
    case 'document':
      return document.draft(tx, given, asked)
    case 'term':
      return term.draft(tx, given, asked)
  }
}
