import { sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import type { ReportKind } from './report-period.ts'
import { checkOwnSite } from './saved-view.ts'

/** Which reports a person wants to be sent. */
export type Subscription = { siteId: string; kind: ReportKind }

export function listSubscriptions(db: Db, principal: Principal): Promise<Subscription[]> {
  return db.tx(
    'report',
    (tx) =>
      tx.rows<Subscription>(sql`
        select site_id as "siteId", kind from report_subscription
        where for_user = ${principal.userId} order by site_id, kind`),
    { principal },
  )
}

/** From now on; a second time changes nothing. @throws AppError for a site that is not theirs */
export async function subscribe(
  { db, clock }: { db: Db; clock: Clock },
  principal: Principal,
  { siteId, kind }: Subscription,
): Promise<void> {
  checkOwnSite(principal, siteId)
  await db.tx(
    'report',
    (tx) =>
      tx.rows(sql`
        insert into report_subscription (site_id, for_user, kind, created_at)
        values (${siteId}, ${principal.userId}, ${kind}, ${clock()}) on conflict do nothing`),
    { principal },
  )
}

export async function unsubscribe(
  db: Db,
  principal: Principal,
  { siteId, kind }: Subscription,
): Promise<void> {
  await db.tx(
    'report',
    (tx) =>
      tx.rows(sql`
        delete from report_subscription
        where site_id = ${siteId} and for_user = ${principal.userId} and kind = ${kind}`),
    { principal },
  )
}
