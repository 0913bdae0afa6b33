import { and, eq } from 'drizzle-orm'
import { AppError } from '../base/app-error.ts'
import type { Clock, NewId } from '../base/ports.ts'
import { type Db, schema, type Tx } from '../store/index.ts'
import type { ProposalAddress } from './act-on.ts'
import { effectOf, splitPreconditions } from './apply.ts'
import { propose, type Requester } from './propose.ts'
import type { DoneAction, EffectDefinition, ProposalDraft, ProposalView, RouteOf } from './types.ts'

type UndoDeps = {
  db: Db
  clock: Clock
  newId: NewId
  effects: readonly EffectDefinition[]
  routeOf?: RouteOf
}

/**
 * Files the proposal that takes a done action back; people decide it like any other. Once it is
 * done, the action that it undoes is `compensated`.
 *
 * @throws AppError `not_found`; `conflict` for an action that is not done, or that is irreversible
 */
export async function proposeUndo(
  deps: UndoDeps,
  requester: Requester,
  at: ProposalAddress,
): Promise<ProposalView> {
  const { routeOf } = deps
  const draft = await deps.db.tx('read', (tx) => undoDraft(tx, deps.effects, at), {
    principal: requester.principal,
  })
  const connector = routeOf?.(draft.tool, draft.siteId)?.connector ?? null
  const preconditions = { ...Object(draft.preconditions), connector, compensates: at.id }
  return propose(deps, requester, { ...draft, preconditions })
}

async function undoDraft(
  tx: Tx,
  effects: readonly EffectDefinition[],
  { siteId, id }: ProposalAddress,
): Promise<ProposalDraft> {
  const { proposal } = schema
  const [row] = await tx.orm
    .select()
    .from(proposal)
    .where(and(eq(proposal.siteId, siteId), eq(proposal.id, id)))
  if (row === undefined) throw new AppError('not_found', `There is no action ${id}.`)
  if (row.status !== 'done') throw cannotUndo(`it is ${row.status}, not done`)
  const { compensation } = effectOf(effects, row.tool)
  if (compensation.kind === 'irreversible') throw cannotUndo(compensation.says.en)
  const done: DoneAction = {
    ...{ siteId, id, args: JSON.parse(row.args), result: Object(row.result) },
    preconditions: splitPreconditions(row.preconditions).known,
  }
  const draft = await compensation.draft(tx, done)
  if (draft === null) throw cannotUndo('nothing of it is left to undo')
  return draft
}

const cannotUndo = (why: string): AppError =>
  new AppError('conflict', `This action cannot be undone: ${why}`, {
    hint: 'Propose what should be instead.',
  })
