import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

/** An hour counts as running with so much time in production; in the rest a sensor tells of standing. */
const leastProductionS = 1800

type Asked = { siteId: string; machineIds: string[]; from: Date; to: Date }

/** Beginnings of running hours in seconds by machine; a machine of which no hour is known is not in it. */
export async function readRunningHours(
  tx: Tx,
  { siteId, machineIds, from, to }: Asked,
): Promise<Map<string, Set<number>>> {
  const rows = await tx.rows<{ machineId: string; hoursS: number[] | null }>(sql`
    with hours as (
      select machine_id, hour, sum(production_s) as production_s from fact_hour
      where site_id = ${siteId} and hour >= ${from} and hour < ${to}
        and machine_id in (select json_array_elements_text(${JSON.stringify(machineIds)}::json))
      group by machine_id, hour)
    select machine_id as "machineId", array_agg(extract(epoch from hour)::float8)
      filter (where production_s >= ${leastProductionS}) as "hoursS"
    from hours group by machine_id`)
  return new Map(rows.map(({ machineId, hoursS }) => [machineId, new Set(hoursS ?? [])]))
}
