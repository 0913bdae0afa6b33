import {
  type EditInput,
  type EditOutcome,
  edit,
  getProposal,
  type Outcome,
  type ProposalDraft,
} from '../actions/index.ts'
import { AppError } from '../base/app-error.ts'
import { isDocumentRead } from './catalog/documents-read.ts'
import type { AnyTool, ToolContext } from './define-tool.ts'
import { runTool } from './surfaces.ts'

/**
 * Edits a proposal by asking its tool again: the tool checks the new input by its own schema, looks
 * at the plant as it is now and makes arguments, preconditions, diff and prediction anew.
 *
 * @throws AppError `invalid_input` for input that the tool refuses, or that is of another site;
 * `forbidden` when the policy has something against it
 */
export async function editProposal(
  ctx: ToolContext & { tools: readonly AnyTool[] },
  ...[shown, input]: [shown: EditInput, input: unknown]
): Promise<Outcome<EditOutcome>> {
  const standing = await getProposal(ctx.db, ctx.principal, shown.siteId, shown.id)
  if (standing === null) return { outcome: 'not_found', proposal: null }
  const tool = ctx.tools.find(({ name, files }) => (files ?? [name]).includes(standing.tool))
  if (tool === undefined) throw notEditable(standing.tool)
  let edited: Outcome<EditOutcome> = { outcome: 'unchanged', proposal: standing }
  const file = async (draft: ProposalDraft) => {
    if (draft.siteId !== shown.siteId) throw otherSite(draft, shown)
    // What was read before the first version was written is behind every later one.
    const evidence = [...draft.evidence, ...standing.evidence.filter(isDocumentRead)]
    edited = await edit(ctx, ctx, shown, { ...draft, evidence })
    return edited.proposal ?? standing
  }
  await runTool(tool, { ...ctx, file }, input)
  return edited
}

const notEditable = (tool: string): AppError =>
  new AppError('invalid_input', `A proposal of ${tool} cannot be edited.`, {
    field: 'tool',
    hint: 'Withdraw it and propose anew.',
  })

const otherSite = ({ siteId }: ProposalDraft, shown: EditInput): AppError =>
  new AppError('invalid_input', `An edit stays at ${shown.siteId}; this one is of ${siteId}.`, {
    field: 'site',
    hint: 'Withdraw it and propose anew at the other site.',
  })
