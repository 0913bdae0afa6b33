import { sql } from 'drizzle-orm'
import { sha256 } from '../../base/canonical-json.ts'
import type { Localized } from '../../base/language.ts'
import type { Db, Tx } from '../../store/index.ts'
import {
  newestPeriod,
  type ReportKind,
  type ReportPeriod,
  type ReportPlant,
  readReportPlant,
} from './report-period.ts'

/** A report that a person subscribed to, is over, and was not told yet. */
export type DueReport = {
  /** Of the message: the same for this report and person, for ever. */
  id: string
  forUser: string
  site: Localized
  period: ReportPeriod
  /** A saved question; null: the report of the site. */
  viewId: string | null
  mailTo: string | null
}

/** Data come late; what is told is not corrected. */
const settleMs = 15 * 60_000

type Row = Pick<DueReport, 'forUser' | 'viewId' | 'mailTo'> & {
  siteId: string
  kind: ReportKind
  since: Date
}

/** Only the newest report of a kind: after a time without a server, nobody is told what is past. */
export async function dueReports(db: Db, now: Date): Promise<DueReport[]> {
  const wanted = await db.tx('report', (tx) =>
    tx.rows<Row>(sql`select site_id as "siteId", for_user as "forUser", kind, created_at as since,
        nullif(view_id, '') as "viewId", mail_to as "mailTo"
      from report_subscription order by 1, 2, 3, view_id`),
  )
  if (wanted.length === 0) return []
  return db.tx('read', async (tx) => {
    const plants = await plantsOf(tx, [...new Set(wanted.map(({ siteId }) => siteId))])
    const settled = new Date(now.getTime() - settleMs)
    const due = wanted.flatMap((one) => {
      const plant = plants.get(one.siteId)
      const period = plant && newestPeriod(plant, { kind: one.kind, now: settled })
      return plant && period && period.to > one.since ? [dueOf(one, plant, period)] : []
    })
    const known = await tx.rows<{ id: string }>(sql`
      select id from alert_message where kind = 'report'
        and id in (select json_array_elements_text(${JSON.stringify(due.map(({ id }) => id))}::json))`)
    const told = new Set(known.map(({ id }) => id))
    return due.filter(({ id }) => !told.has(id))
  })
}

async function plantsOf(tx: Tx, siteIds: string[]): Promise<Map<string, ReportPlant>> {
  const plants = new Map<string, ReportPlant>()
  for (const siteId of siteIds) {
    const plant = await readReportPlant(tx, siteId)
    if (plant !== null) plants.set(siteId, plant)
  }
  return plants
}

/** The id hides who it is for: it outlives an erasure. */
const dueOf = (
  { forUser, viewId, mailTo }: Row,
  { name }: ReportPlant,
  period: ReportPeriod,
): DueReport => {
  const named = [
    period.siteId,
    period.kind,
    period.key,
    forUser,
    ...(viewId === null ? [] : [viewId]),
  ]
  const id = `report_${sha256(named.join(' ')).slice(0, 32)}`
  return { id, forUser, site: name, period, viewId, mailTo }
}

type Said = { title: Localized; body: Localized; page: string; now: Date }

/**
 * Queues the message of a report, where alerts wait as well.
 *
 * @returns false when another process has done it
 */
export function tellReport(
  db: Db,
  { id, forUser, period: { siteId }, mailTo }: DueReport,
  { title, body, page, now }: Said,
): Promise<boolean> {
  return db.tx('ingest', async (tx) => {
    const made = await tx.rows(sql`
      insert into alert_message (site_id, id, for_user, kind, title_zh, title_en, body_zh, body_en,
        event_ids, page, mail_to, created_at, status, attempts, next_at)
      values (${siteId}, ${id}, ${forUser}, 'report', ${title.zh}, ${title.en}, ${body.zh},
        ${body.en}, '{}', ${page}, ${mailTo}, ${now}, 'queued', 0, ${now})
      on conflict do nothing returning 1`)
    if (made.length > 0) await tx.rows(sql`select pg_notify('jidoka_alert', ${siteId})`)
    return made.length > 0
  })
}
