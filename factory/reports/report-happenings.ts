import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type AlertReport, type AlertView, alertReport, alertsRaised } from '../alerts/index.ts'
import type { ReportPeriod } from './report-period.ts'

export type ReportTicket = {
  id: string
  equipmentId: string
  kind: string
  priority: string
  title: string
  openedAt: string
}

/** What happened at a site in a period, beside its figures; instants in ISO 8601. */
export type ReportHappenings = {
  tickets: {
    /** Still open at the end. */
    open: number
    opened: number
    closed: number
    /** Newest instant that tickets of the site speak of. */
    freshness: string | null
    items: ReportTicket[]
  }
  alerts: Pick<AlertReport, 'raised' | 'folded' | 'acknowledged' | 'medianAcknowledgeS'> & {
    /** Still standing at the end. */
    standing: number
    items: AlertView[]
  }
}

const mostShown = 10

/** Counts are of the period and its end, so that the same report read later says the same. */
export async function readHappenings(tx: Tx, period: ReportPeriod): Promise<ReportHappenings> {
  const { raised, folded, acknowledged, medianAcknowledgeS } = await alertReport(tx, period)
  const { siteId, to } = period
  const [standing] = await tx.rows<{ count: number }>(sql`
    select count(*)::int as count from alert_event where site_id = ${siteId} and cause_id is null
      and raised_at < ${to} and (closed_at is null or closed_at >= ${to})`)
  return {
    tickets: await readTickets(tx, period),
    alerts: {
      ...{ raised, folded, acknowledged, medianAcknowledgeS, standing: standing?.count ?? 0 },
      items: await alertsRaised(tx, { ...period, limit: mostShown }),
    },
  }
}

async function readTickets(
  tx: Tx,
  { siteId, from, to }: ReportPeriod,
): Promise<ReportHappenings['tickets']> {
  const open = sql`opened_at < ${to} and case when closed_at is null
    then status in ('open', 'in_progress') else closed_at >= ${to} end`
  const [counts] = await tx.rows<{
    open: number
    opened: number
    closed: number
    freshness: Date | null
  }>(sql`
    select count(*) filter (where ${open})::int as open,
      count(*) filter (where opened_at >= ${from} and opened_at < ${to})::int as opened,
      count(*) filter (where closed_at >= ${from} and closed_at < ${to})::int as closed,
      max(greatest(opened_at, closed_at)) as freshness
    from ticket where site_id = ${siteId}`)
  const items = await tx.rows<Omit<ReportTicket, 'openedAt'> & { openedAt: Date }>(sql`
    select id, equipment_id as "equipmentId", kind, priority, title, opened_at as "openedAt"
    from ticket where site_id = ${siteId} and ${open}
    order by array_position(array['urgent','high','medium','low'], priority), opened_at, id
    limit ${mostShown}`)
  return {
    ...{ open: counts?.open ?? 0, opened: counts?.opened ?? 0, closed: counts?.closed ?? 0 },
    freshness: counts?.freshness?.toISOString() ?? null,
    items: items.map((one) => ({ ...one, openedAt: one.openedAt.toISOString() })),
  }
}
