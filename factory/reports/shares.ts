import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { sha256 } from '../../base/canonical-json.ts'
import { dayMs } from '../../base/milliseconds.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import { type Db, shareReaders } from '../../store/index.ts'
import type { ReportKind } from './report-period.ts'

export { shareReaders }
export type ShareReaders = (typeof shareReaders)[number]

type Address = { siteId: string; kind: ReportKind; key: string }

/** A link to a report; ISO 8601. */
export type Share = Address & {
  id: string
  readers: ShareReaders
  createdBy: string
  createdAt: Date
  expiresAt: Date
  endedAt: Date | null
  /** How often it was looked at. */
  opened: number
}

export type NewShare = Address & { readers: ShareReaders; days: number }

export type ShareOutcome =
  | { outcome: 'shared'; token: string }
  | { outcome: 'not_found' | 'not_allowed' | 'bad_time' | 'full' }

/** Makes a link; the token is told once, and kept nowhere. */
export async function shareReport(
  { db, clock, newId }: { db: Db; clock: Clock; newId: NewId },
  principal: Principal,
  { days, ...given }: NewShare,
): Promise<ShareOutcome> {
  const now = clock()
  const token = randomBytes(32).toString('base64url')
  const share = JSON.stringify({
    ...given,
    ...{ id: newId('share'), tokenSha256: sha256(token) },
    expiresAt: new Date(now.getTime() + days * dayMs),
  })
  const outcome = await outcomeOf<ShareOutcome['outcome']>(
    db,
    principal,
    sql`jidoka_share_report(${share}::jsonb, ${now})`,
  )
  return outcome === 'shared' ? { outcome, token } : { outcome }
}

/** Links to a report that were made, the newest first. */
export const listShares = (
  db: Db,
  principal: Principal,
  { siteId, kind, key }: Address,
): Promise<Share[]> =>
  db.tx(
    'report',
    (tx) =>
      tx.rows<Share>(sql`
        select site_id as "siteId", kind, key, id, readers, created_by as "createdBy",
          created_at as "createdAt", expires_at as "expiresAt", ended_at as "endedAt", opened
        from report_share where site_id = ${siteId} and kind = ${kind} and key = ${key}
        order by created_at desc, id limit 50`),
    { principal },
  )

export const endShare = (
  { db, clock }: { db: Db; clock: Clock },
  principal: Principal,
  { siteId, id }: Pick<Share, 'siteId' | 'id'>,
): Promise<'ended' | 'not_found' | 'not_allowed'> =>
  outcomeOf(db, principal, sql`jidoka_end_share(${siteId}, ${id}, ${clock()})`)

export type OpenedShare = Address & { id: string; sharedBy: string; expiresAt: Date }

/** What a token opens for this reader, or for nobody in particular; null: nothing, whatever the reason. */
export async function openShare(
  { db, clock }: { db: Db; clock: Clock },
  token: string,
  principal: Principal | null,
): Promise<OpenedShare | null> {
  const [share] = await db.tx(
    'report',
    (tx) =>
      tx.rows<OpenedShare>(sql`select site_id as "siteId", id, kind, key, shared_by as "sharedBy",
        expires_at as "expiresAt" from jidoka_open_share(${sha256(token)}, ${clock()})`),
    principal === null ? {} : { principal },
  )
  return share ?? null
}

async function outcomeOf<Outcome>(
  db: Db,
  principal: Principal,
  call: ReturnType<typeof sql>,
): Promise<Outcome> {
  const [row] = await db.tx(
    'report',
    (tx) => tx.rows<{ outcome: Outcome }>(sql`select ${call} as outcome`),
    { principal },
  )
  if (row === undefined) throw new Error('the store gave no outcome')
  return row.outcome
}
