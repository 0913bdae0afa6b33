import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { Fault, Search } from './fault.ts'

const shortestStopS = 300
/** Pieces that took more planned time than the machine ran, by this factor, were not made. */
const fastest = 1.5
const shortestRunS = 600

/** Stops that nobody gave a reason for, by machine and day of the plant. */
export async function unqualifiedDowntime(tx: Tx, search: Search): Promise<Fault[]> {
  const { siteId, since, now } = search
  const rows = await tx.rows<{
    machine: string
    day: string
    from: Date
    to: Date
    stops: number
    seconds: number
  }>(sql`
    select s.machine_id as machine,
      to_char(s.start_at at time zone p.zone, 'YYYY-MM-DD') as day,
      min(s.start_at) as "from", max(coalesce(s.end_at, k.at)) as "to", count(*)::int as stops,
      extract(epoch from sum(coalesce(s.end_at, k.at) - s.start_at))::float8 as seconds
    from machine_state s
    join site p on p.site_id = s.site_id
    join (select source, least(max(data_until), ${now}::timestamptz) as at
      from ingest_source where site_id = ${siteId} group by source) k on k.source = s.source
    where s.site_id = ${siteId} and s.category = 'down' and s.start_at > ${since}
      and (s.reason_id is null or s.reason_id = 'unqualified')
      and extract(epoch from coalesce(s.end_at, k.at) - s.start_at) >= ${shortestStopS}
    group by 1, 2`)
  return rows.map(({ machine, day, from, to, stops, seconds }) => ({
    ...{ kind: 'unqualified_downtime', subject: machine, since: day, from, to },
    ...{ evidence: { stops, seconds: Math.round(seconds) }, owner: 'supervisor' },
  }))
}

/** Hours in which a machine counted more than it can make. */
export async function impossibleCounts(tx: Tx, { siteId, since }: Search): Promise<Fault[]> {
  const rows = await tx.rows<{ machine: string; hour: Date; planned: number; ran: number }>(sql`
    select machine_id as machine, hour, sum(planned_run_s) as planned, sum(production_s) as ran
    from fact_hour where site_id = ${siteId} and hour > ${since}
    group by machine_id, hour
    having sum(production_s) >= ${shortestRunS}
      and sum(planned_run_s) > ${fastest} * sum(production_s)`)
  return rows.map(({ machine, hour, planned, ran }) => ({
    ...{ kind: 'impossible', subject: machine, since: hour.toISOString(), owner: 'supervisor' },
    ...{ from: hour, to: new Date(hour.getTime() + 3_600_000) },
    evidence: { planned_seconds: Math.round(planned), production_seconds: Math.round(ran) },
  }))
}
