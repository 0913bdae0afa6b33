import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import type { Outdated } from '../../../base/outdated.ts'
import type { Tx } from '../../../store/index.ts'
import { periodsOn, readTargetPeriods, readToday, type TargetPeriod } from '../targets.ts'
import { loadMetrics } from '../versions.ts'

/** Exactly what begins; null: no target from that day on. */
export const targetChange = z.strictObject({
  siteId: z.string(),
  metricId: z.string(),
  /** A line, or the site's own id. */
  scopeId: z.string(),
  target: z.number().nullable(),
  fromDay: z.iso.date(),
})
export type TargetChange = z.output<typeof targetChange>

/** What people looked at: the newest change, what would hold on the day without this one, the definition. */
export const targetPreconditions = z.strictObject({
  seq: z.int(),
  target: z.number().nullable(),
  metricSite: z.string(),
  metricVersion: z.int(),
})
export type TargetPreconditions = z.infer<typeof targetPreconditions>

type At = Pick<TargetChange, 'siteId' | 'metricId' | 'scopeId'>

export async function periodsAt(
  tx: Tx,
  { siteId, metricId, scopeId }: At,
): Promise<TargetPeriod[]> {
  const all = await readTargetPeriods(tx, { metrics: [{ id: metricId }], sites: [siteId] })
  return all.filter(({ scope }) => scope === scopeId)
}

/** @returns null once the metric is retired */
export async function targetSituation(
  tx: Tx,
  change: At & Pick<TargetChange, 'fromDay'>,
): Promise<TargetPreconditions | null> {
  const metric = (await loadMetrics(tx, change.siteId)).find(({ id }) => id === change.metricId)
  if (metric === undefined) return null
  const periods = await periodsAt(tx, change)
  return {
    seq: periods.at(-1)?.seq ?? 0,
    target: periodsOn(periods, change.fromDay)[0]?.target ?? null,
    metricSite: metric.siteId,
    metricVersion: metric.version,
  }
}

/** Names what has changed since: another target, or what the metric means; null while nothing has. */
export async function targetStale(
  tx: Tx,
  change: TargetChange,
  was: TargetPreconditions,
): Promise<Outdated | null> {
  const { metricId, scopeId } = change
  const now = await targetSituation(tx, change)
  const versionOf = (of: TargetPreconditions | null) =>
    of === null ? null : `v${of.metricVersion}`
  if (now?.metricVersion !== was.metricVersion || now.metricSite !== was.metricSite) {
    const [before, after] = [versionOf(was), versionOf(now)]
    return {
      ...{ precondition: 'metric_newest', before, after },
      zh: `${metricId} 的定义已从 ${before} 变为 ${after ?? '停用'}。`,
      en: `The definition of ${metricId} went from ${before} to ${after ?? 'retired'} since.`,
    }
  }
  if (now.seq === was.seq && now.target === was.target) return null
  const [before, after] = [was, now].map(({ target }) => (target === null ? null : String(target)))
  return {
    ...{ precondition: 'target_newest', before: before ?? null, after: after ?? null },
    zh: `${scopeId} 的 ${metricId} 目标此后又有改动：原为 ${before ?? '无'}，现为 ${after ?? '无'}。`,
    en: `Another target of ${metricId} was set for ${scopeId} since: ${before ?? 'none'} then, ${after ?? 'none'} now.`,
  }
}

type Execution = { actionId: string; now: Date }

/**
 * Adds the target, from its day on, yet never from before it was approved: figures of the past keep theirs.
 * Runs only inside the execution of the approved action.
 *
 * @throws AppError `conflict` where a target that was to follow has begun before the approval
 */
export async function setTarget(
  tx: Tx,
  change: TargetChange,
  { actionId, now }: Execution,
): Promise<TargetChange & { seq: number }> {
  const { siteId, metricId, scopeId, target } = change
  const today = (await readToday(tx, now)).get(siteId) ?? change.fromDay
  const [, fromDay = today] = [change.fromDay, today].toSorted()
  const periods = await periodsAt(tx, change)
  const between = periods.find((one) => isBetween(one, { after: change.fromDay, until: fromDay }))
  if (between !== undefined) {
    throw new AppError('conflict', `fromDay: the target from ${between.fromDay} began meanwhile.`, {
      ...{ field: 'fromDay', hint: `Propose it again from ${today} or later.` },
    })
  }
  const seq = 1 + (periods.at(-1)?.seq ?? 0)
  await tx.rows(sql`insert into metric_target_version
      (site_id, metric_id, scope_id, seq, target, from_day, action_id, set_at)
    values (${siteId}, ${metricId}, ${scopeId}, ${seq}, ${target}, ${fromDay}, ${actionId}, ${now})`)
  return { ...change, fromDay, seq }
}

/** Approved late, the asked target would take the place of one that was to follow it. */
const isBetween = ({ fromDay }: TargetPeriod, of: { after: string; until: string }): boolean =>
  fromDay !== null && fromDay > of.after && fromDay <= of.until
