import {
  type EffectDefinition,
  type ProposalDraft,
  type ProposalView,
  propose,
  type Requester,
} from '../../actions/index.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import {
  type DraftedTarget,
  draftTarget,
  setTarget,
  type TargetRequest,
  targetChange,
  targetPreconditions,
  targetStale,
  undoneTarget,
} from '../../factory/index.ts'
import type { Db } from '../../store/index.ts'
import { changedEntries, reasonGiven } from './changes/fields.ts'

const tool = 'set_metric_target'

type Deps = { db: Db; clock: Clock; newId: NewId }

/**
 * Proposes a target of a metric for a site or a line, from a day on. It changes what boards call good, so it
 * is decided as a change of the metric is.
 *
 * @throws AppError naming the field, its value and the fix
 */
export async function proposeTarget(
  deps: Deps,
  requester: Requester,
  { reason, ...asked }: TargetRequest & { reason: string },
): Promise<ProposalView> {
  const { principal } = requester
  const drafted = await deps.db.tx(
    'read',
    (tx) => draftTarget(tx, asked, { principal, now: deps.clock() }),
    { principal },
  )
  return propose(deps, requester, draftOf(drafted, reason))
}

function draftOf({ change, metric, scope, was }: DraftedTarget, reason: string): ProposalDraft {
  const { siteId, target, fromDay } = change
  const { names, unit } = metric
  return {
    ...{ siteId, tool, args: change, preconditions: was, prediction: null },
    title: {
      zh: `${names.zh}的目标：${scope.zh}（${siteId}），${fromDay} 起`,
      en: `Target of ${names.en}: ${scope.en} (${siteId}), from ${fromDay}`,
    },
    diff: {
      entries: changedEntries([
        ['目标', 'Target', was.target, target, unit],
        ['起始日（不早于批准当日）', 'From (not before the day of approval)', null, fromDay],
      ]),
    },
    evidence: [reasonGiven(reason)],
  }
}

/** From its day on, boards and charts show it; what was before stays readable. */
export const setTargetEffect: EffectDefinition = {
  tool,
  reach: 'internal',
  compensation: {
    kind: 'inverse',
    says: {
      zh: '再提议一次：从当日起恢复此前的目标，没有则不再有目标。',
      en: 'Another proposal sets the target before again, from that day on, or none where there was none.',
    },
    draft: async (tx, { id, result }) => {
      const drafted = await undoneTarget(tx, result)
      return drafted === null ? null : draftOf(drafted, `undo ${id}`)
    },
  },
  stale: (tx, args, given) =>
    targetStale(tx, targetChange.parse(args), targetPreconditions.parse(given)),
  apply: (tx, args, execution) => setTarget(tx, targetChange.parse(args), execution),
}
