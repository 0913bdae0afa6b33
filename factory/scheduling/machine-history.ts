import { sql } from 'drizzle-orm'
import type { MachineHistory } from '../../scheduling/index.ts'
import type { Tx } from '../../store/index.ts'

/** So long back machines are looked at, as for repair times. */
const days = 90
/** A day of which little was planned says more of what was booked than of the machine. */
const leastPlannedS = 3600

/** How the machines of a site have run and failed of late; those without any work are left out. */
export const readMachineHistory = (tx: Tx, siteId: string, now: Date): Promise<MachineHistory[]> =>
  tx.rows<MachineHistory>(sql`
    with day as (
      select machine_id, day, sum(production_s) as ran_s, sum(planned_run_s) as planned_s,
        sum(failures) as failures, sum(repairs) as repairs, sum(repair_s) as repair_s
      from fact_day
      where site_id = ${siteId} and last_hour > ${new Date(now.getTime() - days * 86_400_000)}
        and last_hour <= ${now}
      group by machine_id, day
    )
    select machine_id as "machineId",
      (sum(ran_s) filter (where usual) / sum(planned_s) filter (where usual))::float8 as pace,
      least(1, coalesce(stddev_samp(ran_s / planned_s) filter (where usual)
        / avg(ran_s / planned_s) filter (where usual), 0))::float8 as spread,
      (sum(ran_s) / nullif(sum(failures), 0))::float8 as "betweenFailuresS",
      (sum(repair_s) / nullif(sum(repairs), 0))::float8 as "repairS"
    from (select *, planned_s > ${leastPlannedS} and ran_s > 0 as usual from day) day
    group by machine_id having count(*) filter (where usual) > 0 order by machine_id`)
