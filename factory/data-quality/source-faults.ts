import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { Fault, Search } from './fault.ts'

const aheadS = 10
const behindS = 600
/** A clock that is behind is told from rows that were held back by watching it for so long. */
const watchedMs = 10 * 60_000
const silentMs = 3_600_000

type Source = {
  source: string
  receivedAt: Date
  leadS: number | null
  leadSince: Date | null
}

/** Clocks that are wrong, and live sources that have fallen silent. */
export async function sourceFaults(tx: Tx, search: Search): Promise<Fault[]> {
  const sources = await tx.rows<Source>(sql`
    select source, max(received_at) as "receivedAt", max(lead_s) as "leadS",
      min(lead_since) as "leadSince"
    from ingest_source
    where site_id = ${search.siteId} and received_at > ${search.since} and lead_since is not null
    group by source`)
  return sources.flatMap((source) => [...skewOf(source, search), ...silenceOf(source, search)])
}

function skewOf({ source, leadS, leadSince, receivedAt }: Source, { now }: Search): Fault[] {
  if (leadS === null || leadSince === null) return []
  const watched = receivedAt.getTime() - leadSince.getTime() >= watchedMs
  if (leadS <= aheadS && !(watched && leadS < -behindS)) return []
  return [
    {
      ...{ kind: 'clock_skew', subject: source, since: 'now', from: leadSince, to: now },
      ...{ evidence: { ahead_seconds: Math.round(leadS), ...zoneOf(leadS) }, owner: 'admin' },
    },
  ]
}

/** Off by whole half hours: rather the zone than the clock. */
function zoneOf(leadS: number): Record<string, number> {
  const halfHours = Math.round(leadS / 1800)
  const isZone = halfHours !== 0 && Math.abs(leadS - halfHours * 1800) < 120
  return isZone ? { zone_hours: halfHours / 2 } : {}
}

const silenceOf = ({ source, receivedAt }: Source, { now }: Search): Fault[] =>
  now.getTime() - receivedAt.getTime() <= silentMs
    ? []
    : [
        {
          ...{ kind: 'gap', subject: source, since: receivedAt.toISOString(), owner: 'admin' },
          ...{ from: receivedAt, to: now },
          evidence: { seconds: Math.round((now.getTime() - receivedAt.getTime()) / 1000) },
        },
      ]

/** Rows that stand refused, and the commonest reason; rows of the future tell of a clock. */
export async function refusedRows(tx: Tx, { siteId, since }: Search): Promise<Fault[]> {
  const rows = await tx.rows<{
    source: string
    stream: string
    reason: string
    rows: number
    from: Date
    to: Date
  }>(sql`
    select source, stream, (array_agg(reason order by rows desc))[1] as reason,
      sum(rows)::int as rows, min("from") as "from", max("to") as "to"
    from (select source, stream, regexp_replace(reason, '[0-9]+', 'N', 'g') as reason,
        count(distinct position) as rows, min(at) as "from", max(at) as "to"
      from ingest_refusal where site_id = ${siteId} group by 1, 2, 3) r
    group by source, stream having max("to") > ${since}`)
  return rows.map(({ source, stream, reason, rows: count, from, to }) => ({
    ...{ kind: 'refused_rows', subject: source, since: stream, from, to, owner: 'admin' },
    evidence: { stream, rows: count, reason: reason.slice(0, 200) },
  }))
}
