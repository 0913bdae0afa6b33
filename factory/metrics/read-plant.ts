import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { refused } from '../refuse.ts'
import type { Site, SiteShift } from './check-window.ts'
import type { SpokenStream } from './freshness.ts'
import type { Dimension } from './measures.ts'
import { type MemberRow, type Members, membersBy, memberTable } from './members.ts'
import { type TargetPeriod, targetPeriods } from './targets.ts'
import type { VersionRow } from './versions.ts'

/** What a question is understood by, of all sites that the reader sees. */
export type PlantView = {
  sites: Site[]
  shifts: SiteShift[]
  streams: SpokenStream[]
  /** Of all times. */
  targets: TargetPeriod[]
  /** Of the metrics typed by id, at every site and the group. */
  newest: VersionRow[]
  /** Of the dimensions asked for, at the sites typed by id. */
  members: Members
}

/** The words of a question as they were typed; no site: all of them. */
export type Named = { metrics: string[]; dimensions: Dimension[]; sites: string[] }

type Row = {
  sites: Site[] | null
  shifts: SiteShift[] | null
  streams:
    | (Omit<SpokenStream, 'until' | 'receivedAt'> & { until: string | null; receivedAt: string })[]
    | null
  targets: TargetPeriod[] | null
  newest: VersionRow[] | null
  members: MemberRow[] | null
}

/**
 * In one statement, because a question that takes a few milliseconds should not wait for five.
 *
 * @throws AppError when the reader sees no site
 */
export async function readPlant(tx: Tx, named: Named): Promise<PlantView> {
  const [row] = await tx.rows<Row>(sql`select
    (select json_agg(json_build_object('siteId', site_id, 'id', site_id, 'nameZh', name_zh,
        'nameEn', name_en, 'aliases', aliases, 'zone', zone, 'currency', currency) order by site_id)
      from site) as sites,
    (select json_agg(json_build_object('siteId', site_id, 'id', id, 'startMinute', start_minute,
        'endMinute', end_minute) order by site_id, id) from shift) as shifts,
    (select json_agg(json_build_object('siteId', site_id, 'stream', stream, 'until', until,
        'receivedAt', received_at))
      from (select site_id, stream, max(data_until) as until, max(received_at) as received_at
        from ingest_source group by site_id, stream) s) as streams,
    (select json_agg(t) from (${targetPeriods()}) t) as targets,
    (select json_agg(json_build_object('siteId', site_id, 'id', id, 'version', version,
        'status', status, 'definition', definition))
      from (select distinct on (site_id, id) * from metric_version where id in ${named.metrics}
        order by site_id, id, version desc) v) as newest,
    ${membersOf(named)} as members`)
  const sites = row?.sites ?? []
  if (row === undefined || sites.length === 0) {
    throw refused('filters.site', 'no site is visible to you', 'Ask an admin for a role at a site.')
  }
  return {
    sites,
    shifts: row.shifts ?? [],
    streams: (row.streams ?? []).map(({ until, receivedAt, ...stream }) => ({
      ...stream,
      until: until === null ? null : new Date(until),
      receivedAt: new Date(receivedAt),
    })),
    targets: row.targets ?? [],
    newest: row.newest ?? [],
    members: membersBy(named.dimensions, row.members ?? []),
  }
}

function membersOf({ dimensions, sites }: Named): SQL {
  if (dimensions.length === 0) return sql`null`
  return sql`(select json_agg(json_build_object('dimension', dimension, 'siteId', site_id, 'id', id,
      'nameZh', name_zh, 'nameEn', name_en, 'aliases', aliases) order by site_id, id)
    from (${memberTable(dimensions, sites)}) m)`
}
