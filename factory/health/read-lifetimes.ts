import { sql } from 'drizzle-orm'
import { dayMs } from '../../base/milliseconds.ts'
import type { Tx } from '../../store/index.ts'
import type { Lifetime } from './weibull.ts'

export type ClassRecords = {
  /** Days from the end of one repair to the next failure; those that still run are censored. */
  lifetimes: Lifetime[]
  /** Days since the last failure was mended, by machine; a machine without a failure is not in it. */
  ages: Map<string, number>
  machines: number
  source: 'failure_event' | 'ticket'
}

/** A failure by its instant and the time it took to mend, both in seconds. */
export type Failure = [atS: number, repairS: number]
type Row = { machineId: string; firstAt: Date | null; failures: Failure[] | null }
type OfClass = { siteId: string; classId: string; until: Date }

/**
 * Times to failure of all machines of a class at a site, up to `until`. A machine is taken to be as good as
 * new after each repair; its time before the first recorded failure has no known beginning and is left out,
 * and a machine that never failed counts from when it was first heard, as still running. Where a class has
 * no failure events, its corrective tickets stand for them.
 */
export async function readLifetimes(tx: Tx, asked: OfClass): Promise<ClassRecords> {
  const { until } = asked
  const { source, rows } = await readFailures(tx, asked)
  const ages = new Map<string, number>()
  const lifetimes = rows.flatMap(({ machineId, firstAt, failures }) => {
    const days = spansOf(failures ?? [], until)
    if (days.running !== null) ages.set(machineId, days.running)
    const unfailed = firstAt === null ? 0 : (until.getTime() - firstAt.getTime()) / dayMs
    const censored = failures === null ? unfailed : (days.running ?? 0)
    return [
      ...days.ended.map((time) => ({ time, failed: true })),
      ...(censored > 0 ? [{ time: censored, failed: false }] : []),
    ]
  })
  return { lifetimes, ages, machines: rows.length, source }
}

/** Failures of each machine of a class, in their order: its failure events, or else its corrective tickets. */
export async function readFailures(
  tx: Tx,
  asked: OfClass,
): Promise<{ source: ClassRecords['source']; rows: Row[] }> {
  const events = await failuresOf(tx, { ...asked, source: 'failure_event' })
  const isEmpty = events.every(({ failures }) => failures === null)
  const source = isEmpty ? 'ticket' : 'failure_event'
  return { source, rows: isEmpty ? await failuresOf(tx, { ...asked, source }) : events }
}

function spansOf(failures: Failure[], until: Date) {
  const ended = failures.flatMap(([at], index) => {
    const [before, repairS] = failures[index - 1] ?? [at, 0]
    const time = (at - before - repairS) / 86_400
    return index > 0 && time > 0 ? [time] : []
  })
  const [lastAt, repairS] = failures.at(-1) ?? [null, 0]
  const running = lastAt === null ? null : (until.getTime() / 1000 - lastAt - repairS) / 86_400
  return { ended, running: running !== null && running > 0 ? running : null }
}

type Asked = OfClass & { source: ClassRecords['source'] }

function failuresOf(tx: Tx, { siteId, classId, until, source }: Asked): Promise<Row[]> {
  const records =
    source === 'failure_event'
      ? sql`select at, coalesce(repair_s, 0) as repair_s from failure_event
          where site_id = e.site_id and machine_id = e.id and at < ${until}`
      : sql`select opened_at as at, coalesce(extract(epoch from closed_at - opened_at), 0) as repair_s
          from ticket where site_id = e.site_id and equipment_id = e.id and kind = 'corrective'
            and status <> 'cancelled' and opened_at < ${until}`
  return tx.rows<Row>(sql`
    select e.id as "machineId",
      (select min(hour) from fact_hour where site_id = e.site_id and machine_id = e.id) as "firstAt",
      (select json_agg(json_build_array(extract(epoch from r.at)::float8, r.repair_s::float8)
        order by r.at) from (${records}) r) as failures
    from equipment e where e.site_id = ${siteId} and e.class_id = ${classId}
      and e.level = 'machine' order by e.id`)
}
