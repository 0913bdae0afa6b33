import { sql } from 'drizzle-orm'
import { type Actor, actOn, type GateDeps, type Outcome, type ShownProposal } from './act-on.ts'
import { draftRecord, refusalOf } from './propose.ts'
import type { EditOutcome, ProposalDraft } from './types.ts'

export type EditInput = ShownProposal & {
  /** Required of everybody but whoever asked. */
  reason: string | null
}

/**
 * Puts a new version in the place of the one that was shown: made anew by the tool, judged anew by
 * the policy, with no approvals. Whoever edits becomes one of those who asked, and may not approve.
 *
 * @throws AppError as `propose` does, when the policy has something against it
 */
export function edit(
  deps: GateDeps,
  editor: Actor,
  ...[shown, draft]: [shown: EditInput, draft: ProposalDraft]
): Promise<Outcome<EditOutcome>> {
  const { siteId, id, version, argsSha256, reason } = shown
  const record = { ...draftRecord(id, draft), site_id: siteId }
  return actOn<EditOutcome>(
    deps,
    editor,
    shown,
    sql`select jidoka_edit(${JSON.stringify(record)}::jsonb, ${version}, ${argsSha256}, ${reason},
      ${editor.channel}, ${deps.clock()}) as outcome`,
  ).catch((cause: unknown) => {
    throw refusalOf(cause, draft)
  })
}
