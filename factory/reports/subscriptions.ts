import { sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import { refused } from '../refuse.ts'
import { readView } from './read-views.ts'
import type { ReportKind } from './report-period.ts'
import { checkOwnSite } from './saved-view.ts'

/** What a person wants to be sent after each period of a kind. */
export type Subscription = {
  siteId: string
  kind: ReportKind
  /** A saved question; null: the report of the site. */
  viewId: string | null
  /** An address that it goes to as well. */
  mailTo: string | null
}

export function listSubscriptions(db: Db, principal: Principal): Promise<Subscription[]> {
  return db.tx(
    'report',
    (tx) =>
      tx.rows<Subscription>(sql`
        select site_id as "siteId", kind, nullif(view_id, '') as "viewId", mail_to as "mailTo"
        from report_subscription where for_user = ${principal.userId}
        order by site_id, kind, view_id`),
    { principal },
  )
}

/**
 * From now on; a second time changes the address alone.
 *
 * @throws AppError for a site that is not theirs, and for a question that they do not see
 */
export async function subscribe(
  { db, clock }: { db: Db; clock: Clock },
  principal: Principal,
  { siteId, kind, viewId, mailTo }: Subscription,
): Promise<void> {
  checkOwnSite(principal, siteId)
  await db.tx(
    'report',
    async (tx) => {
      if (viewId !== null && (await readView(tx, { siteId, id: viewId })) === null) {
        throw refused('view', `you see no question ${viewId} at ${siteId}`, 'Choose a saved one.')
      }
      await tx.rows(sql`
        insert into report_subscription (site_id, for_user, kind, view_id, created_at, mail_to)
        values (${siteId}, ${principal.userId}, ${kind}, ${viewId ?? ''}, ${clock()}, ${mailTo})
        on conflict (site_id, for_user, kind, view_id) do update set mail_to = excluded.mail_to`)
    },
    { principal },
  )
}

export async function unsubscribe(
  db: Db,
  principal: Principal,
  { siteId, kind, viewId }: Omit<Subscription, 'mailTo'>,
): Promise<void> {
  await db.tx(
    'report',
    (tx) =>
      tx.rows(sql`
        delete from report_subscription
        where site_id = ${siteId} and for_user = ${principal.userId} and kind = ${kind}
          and view_id = ${viewId ?? ''}`),
    { principal },
  )
}
