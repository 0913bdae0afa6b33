import {
  type EffectDefinition,
  type Evidence,
  type ProposalDraft,
  type ProposalView,
  propose,
  type Requester,
} from '../../actions/index.ts'
import { AppError } from '../../base/app-error.ts'
import { inBoth } from '../../base/language.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import {
  besideBaseline,
  deployedBefore,
  deployLifeModel,
  findLifeClass,
  findLifeModel,
  type LifeModelView,
  lifeDeployment,
  lifeDeploymentPreconditions,
  lifeDeploymentStale,
  newestDeployment,
} from '../../factory/index.ts'
import type { Db, Tx } from '../../store/index.ts'
import { changedEntries, reasonGiven } from './changes/fields.ts'

const tool = 'deploy_life_model'

type Deps = { db: Db; clock: Clock; newId: NewId }
type Of = { siteId: string; classId: string }

/**
 * Proposes that a version tells people the remaining life of its class. What people are told changes as a
 * metric does: somebody else looks at its error first.
 *
 * @throws AppError naming `id`; `conflict` where it is deployed already
 */
export async function proposeLifeModel(
  deps: Deps,
  requester: Requester,
  { id, reason }: { id: string; reason: string },
): Promise<ProposalView> {
  const draft = await deps.db.tx(
    'read',
    async (tx) => {
      const wanted = await findLifeModel(tx, id)
      if (wanted.state !== 'deployed') return draftOf(tx, wanted, { wanted, reason })
      throw new AppError('conflict', `id: ${id} is deployed already.`, {
        field: 'id',
        hint: '`jidoka health models` shows the others.',
      })
    },
    { principal: requester.principal },
  )
  return propose(deps, requester, draft)
}

/**
 * Proposes to tell again what was told before the deployment of now: an earlier version, or none.
 *
 * @throws AppError naming `class` or `site`; `conflict` where nothing is deployed
 */
export async function proposeLifeRollBack(
  deps: Deps,
  requester: Requester,
  asked: { class: string; site?: string | undefined; reason: string },
): Promise<ProposalView> {
  const draft = await deps.db.tx(
    'read',
    async (tx) => {
      const of = await findLifeClass(tx, asked)
      const before = await deployedBefore(tx, of)
      if (before !== undefined) {
        return draftOf(tx, of, { wanted: await viewOf(tx, of, before), reason: asked.reason })
      }
      throw new AppError('conflict', `class: no model of "${of.classId}" is deployed there.`, {
        field: 'class',
        hint: '`jidoka health models` shows what is; there is nothing to go back from.',
      })
    },
    { principal: requester.principal },
  )
  return propose(deps, requester, draft)
}

const viewOf = (tx: Tx, { siteId, classId }: Of, version: number | null) =>
  version === null ? null : findLifeModel(tx, `${siteId}/${classId}/${version}`)

type Wish = { wanted: LifeModelView | null; reason: string }

async function draftOf(
  tx: Tx,
  { siteId, classId }: Of,
  { wanted, reason }: Wish,
): Promise<ProposalDraft> {
  const was = await newestDeployment(tx, { siteId, classId })
  const before = await viewOf(tx, { siteId, classId }, was.version)
  const named = (one: LifeModelView | null) => (one === null ? null : `v${one.version}`)
  const days = (of: number | undefined) => (of === undefined ? null : shown(of))
  const { report: now } = wanted ?? {}
  const { report: old } = before ?? {}
  return {
    ...{ siteId, tool, prediction: null },
    title: {
      zh: `${wanted === null ? '停用' : '启用'}剩余寿命模型：${classId} ${named(wanted) ?? ''}（${siteId}）`,
      en: `${wanted === null ? 'Stop telling life by a model' : 'Tell remaining life by a model'}: ${classId} ${named(wanted) ?? ''} (${siteId})`,
    },
    args: { siteId, classId, version: wanted?.version ?? null },
    preconditions: was,
    diff: {
      entries: changedEntries([
        ['版本', 'Version', named(before), named(wanted)],
        ['误差 RMSE', 'Error (RMSE)', days(old?.rmse), days(now?.rmse), 'd'],
        ['平均误差', 'Mean error', days(old?.mae), days(now?.mae), 'd'],
        ['区间覆盖率', 'Interval held', percent(old?.coverage), percent(now?.coverage), '%'],
        ['寿命数', 'Lifetimes', before?.lifetimes ?? null, wanted?.lifetimes ?? null],
      ]),
    },
    evidence: [...(wanted === null ? [] : errorEvidence(wanted)), reasonGiven(reason)],
  }
}

/** Beside what is told without it, on machines that it had not seen. */
function errorEvidence({ report, trainedAt, trainedBy, dataTo }: LifeModelView): Evidence[] {
  const { baseline, rmse, isBetter } = besideBaseline(report)
  return [
    {
      kind: 'figure',
      label:
        baseline === 'weibull'
          ? { zh: '同样设备上 Weibull 的误差 (RMSE)', en: 'Error of Weibull there (RMSE)' }
          : { zh: '同样设备上取平均的误差 (RMSE)', en: 'Error of the mean there (RMSE)' },
      value: {
        zh: `${shown(rmse)} 天${isBetter ? '' : '：模型并不明显更准'}`,
        en: `${shown(rmse)} d${isBetter ? '' : ': the model is hardly better'}`,
      },
      at: dataTo.toISOString(),
    },
    {
      ...{ kind: 'note', label: { zh: '训练者', en: 'Trained by' } },
      ...{ value: inBoth(trainedBy), at: trainedAt.toISOString() },
    },
  ]
}

const shown = (days: number): number => Number(days.toPrecision(3))
const percent = (share: number | undefined): number | null =>
  share === undefined ? null : Math.round(100 * share)

/** Deploys what was approved: from then on it is told with every reading of its class. */
export const deployLifeModelEffect: EffectDefinition = {
  tool,
  reach: 'internal',
  compensation: {
    kind: 'inverse',
    says: {
      zh: '再提议一次：恢复此前的版本，没有则停用。',
      en: 'Another proposal tells by the version before again, or by none where there was none.',
    },
    draft: async (tx, { id, args, preconditions }) => {
      const { siteId, classId } = lifeDeployment.parse(args)
      const { version } = lifeDeploymentPreconditions.parse(preconditions)
      const of = { siteId, classId }
      if ((await newestDeployment(tx, of)).version === version) return null
      return draftOf(tx, of, { wanted: await viewOf(tx, of, version), reason: `undo ${id}` })
    },
  },
  stale: (tx, args, given) =>
    lifeDeploymentStale(tx, lifeDeployment.parse(args), lifeDeploymentPreconditions.parse(given)),
  apply: (tx, args, execution) => deployLifeModel(tx, lifeDeployment.parse(args), execution),
}
