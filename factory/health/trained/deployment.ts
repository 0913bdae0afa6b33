import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outdated } from '../../../base/outdated.ts'
import type { Tx } from '../../../store/index.ts'
import { readDeployments } from './stored-model.ts'

/** Which version of a class tells people its remaining life from now on; null: none, Weibull alone. */
export const lifeDeployment = z.strictObject({
  siteId: z.string(),
  classId: z.string(),
  version: z.int().positive().nullable(),
})
export type LifeDeployment = z.infer<typeof lifeDeployment>

/** What told it when it was proposed; `seq` 0: nothing ever did. */
export const lifeDeploymentPreconditions = z.strictObject({
  seq: z.int(),
  version: z.int().nullable(),
})
export type LifeDeploymentNow = z.infer<typeof lifeDeploymentPreconditions>

export async function newestDeployment(
  tx: Tx,
  at: Pick<LifeDeployment, 'siteId' | 'classId'>,
): Promise<LifeDeploymentNow> {
  const [newest] = await readDeployments(tx, at)
  return { seq: newest?.seq ?? 0, version: newest?.version ?? null }
}

/**
 * What was told before what is told now, null: nothing. Going back twice goes back two versions: a
 * deployment of what was told before takes away the one that it went back from.
 *
 * @returns undefined where no version is deployed
 */
export async function deployedBefore(
  tx: Tx,
  at: Pick<LifeDeployment, 'siteId' | 'classId'>,
): Promise<number | null | undefined> {
  const told: (number | null)[] = [null]
  for (const { version } of (await readDeployments(tx, at)).toReversed()) {
    if (told.length > 1 && told.at(-2) === version) told.pop()
    else told.push(version)
  }
  return told.length > 1 ? told.at(-2) : undefined
}

/** Names the deployment that came between; null while the one that was shown still stands. */
export async function lifeDeploymentStale(
  tx: Tx,
  wanted: LifeDeployment,
  was: LifeDeploymentNow,
): Promise<Outdated | null> {
  const now = await newestDeployment(tx, wanted)
  if (now.seq === was.seq) return null
  const [before, after] = [was, now].map(({ version }) => (version === null ? null : `v${version}`))
  return {
    ...{ precondition: 'life_model_newest', before: before ?? null, after: after ?? null },
    zh: `${wanted.classId} 的剩余寿命模型已从 ${before ?? '无'} 变为 ${after ?? '无'}。`,
    en: `The life model of ${wanted.classId} went from ${before ?? 'none'} to ${after ?? 'none'} since.`,
  }
}

/** Adds a deployment. Runs only inside the execution of the approved action. */
export async function deployLifeModel(
  tx: Tx,
  wanted: LifeDeployment,
  { actionId, requestedBy, now }: { actionId: string; requestedBy: string; now: Date },
): Promise<{ classId: string; version: number | null; seq: number }> {
  const { siteId, classId, version } = wanted
  const seq = (await newestDeployment(tx, wanted)).seq + 1
  await tx.rows(sql`insert into life_deployment
      (site_id, class_id, seq, version, action_id, deployed_by, deployed_at)
    values (${siteId}, ${classId}, ${seq}, ${version}, ${actionId}, ${requestedBy}, ${now})`)
  return { classId, version, seq }
}
