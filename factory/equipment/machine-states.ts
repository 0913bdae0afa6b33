import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

/** A stretch of one state, cut to the window that was asked for. */
export type MachineStretch = {
  from: Date
  to: Date
  state: string
  category: string
  reasonZh: string | null
  reasonEn: string | null
}

type Asked = { siteId: string; machineId: string; from: Date; to: Date }

const mostStretches = 2_000

/** What a machine did from `from` to `to`, oldest first; where nothing is known there is a gap. */
export function readMachineStates(
  tx: Tx,
  { siteId, machineId, from, to }: Asked,
): Promise<MachineStretch[]> {
  return tx.rows<MachineStretch>(sql`
    select greatest(s.start_at, ${from}::timestamptz) as "from",
      least(coalesce(s.end_at, ${to}::timestamptz), ${to}::timestamptz) as "to",
      s.state, s.category, r.name_zh as "reasonZh", r.name_en as "reasonEn"
    from machine_state s
    left join downtime_reason r on r.site_id = s.site_id and r.id = s.reason_id
    where s.site_id = ${siteId} and s.machine_id = ${machineId} and s.start_at < ${to}
      and (s.end_at is null or s.end_at > ${from})
    order by s.start_at limit ${mostStretches}`)
}
