import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

export type MachineCondition = {
  state: { state: string; category: string; since: Date } | null
  /** Unplanned downtime, hours; null without facts. */
  downtime7dH: number | null
  /** What 7 days brought before that, on average of up to 90 days; null with less than a week. */
  usualDowntime7dH: number | null
  meanRepairH: number | null
  repairs: number
  /** Time to repair failures over all unplanned downtime, 90 days; null without downtime. */
  failureShare: number | null
  /** Newest hour of facts. */
  factsUntil: Date | null
}

const days = (now: Date, count: number) => new Date(now.getTime() - count * 86_400_000)

/** How a machine has been doing: what a maintenance proposal rests on. */
export async function machineCondition(
  tx: Tx,
  { siteId, equipmentId, now }: { siteId: string; equipmentId: string; now: Date },
): Promise<MachineCondition> {
  const [state] = await tx.rows<{ state: string; category: string; since: Date }>(sql`
    select state, category, start_at as since from machine_state
    where site_id = ${siteId} and machine_id = ${equipmentId} and start_at <= ${now}
      and (end_at is null or end_at > ${now}) order by start_at desc limit 1`)
  const [facts] = await tx.rows<Facts>(sql`
    select max(hour) as until, coalesce(sum(repairs), 0) as repairs, sum(repair_s) as "repairS",
      sum(down_s) as "downS",
      sum(down_s) filter (where hour >= ${days(now, 7)}) as "recentS",
      sum(down_s) filter (where hour < ${days(now, 7)}) as "earlierS",
      count(distinct date_trunc('day', hour)) filter (where hour < ${days(now, 7)}) as "earlierDays"
    from fact_hour where site_id = ${siteId} and machine_id = ${equipmentId}
      and hour >= ${days(now, 90)} and hour <= ${now}`)
  const { earlierDays = 0, earlierS, recentS, repairs = 0, repairS, downS, until } = facts ?? {}
  return {
    state: state ?? null,
    downtime7dH: hours(recentS),
    usualDowntime7dH: earlierDays < 7 ? null : hours(((earlierS ?? 0) / earlierDays) * 7),
    meanRepairH: repairs > 0 ? hours((repairS ?? 0) / repairs) : null,
    repairs,
    failureShare: downS ? Math.min(1, (repairS ?? 0) / downS) : null,
    factsUntil: until ?? null,
  }
}

type Facts = {
  until: Date | null
  repairs: number
  repairS: number | null
  downS: number | null
  recentS: number | null
  earlierS: number | null
  earlierDays: number
}

const hours = (seconds: number | null | undefined) => (seconds == null ? null : seconds / 3600)
