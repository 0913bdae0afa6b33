import { sql } from 'drizzle-orm'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import type { ProposalChange } from './contract.ts'

/** How far each site's audit chain has been told: the Last-Event-ID of the live page. */
export type Cursor = Map<string, number>

export const cursorText = (cursor: Cursor): string =>
  [...cursor].map(([siteId, seq]) => `${encodeURIComponent(siteId)}:${seq}`).join(',')

/** What cannot be read is left out: those sites then start from now. */
export function parseCursor(text: string | undefined): Cursor {
  const pairs = (text ?? '').split(',').flatMap((part): [string, number][] => {
    const [siteId, seq] = part.split(':')
    const known = siteId !== undefined && siteId !== '' && /^\d{1,15}$/.test(seq ?? '')
    return known ? [[decodeURIComponent(siteId), Number(seq)]] : []
  })
  return new Map(pairs)
}

/** Sites the cursor does not speak of are put at their chain's present end. */
export async function startCursor(db: Db, principal: Principal, known: Cursor): Promise<Cursor> {
  const heads = await db.tx(
    'read',
    (tx) =>
      tx.rows<{ siteId: string; seq: number }>(
        sql`select site_id as "siteId", seq from audit_head order by site_id`,
      ),
    { principal },
  )
  return new Map(heads.map(({ siteId, seq }) => [siteId, known.get(siteId) ?? seq]))
}

type Changed = ProposalChange & { seq: number }

/** Proposals of the principal's sites that changed after the cursor, oldest first; moves it on. */
export async function changesAfter(
  db: Db,
  principal: Principal,
  cursor: Cursor,
): Promise<ProposalChange[]> {
  const told = JSON.stringify(Object.fromEntries(cursor))
  const rows = await db.tx(
    'read',
    (tx) =>
      tx.rows<Changed>(sql`
        select e.site_id as "siteId", e.seq, p.id, p.status, p.version
        from audit_entry e
        join proposal p on p.site_id = e.site_id and p.id = e.record::jsonb->>'action'
        where e.seq > coalesce((${told}::jsonb->>e.site_id)::bigint, 0)
          and e.record::jsonb->>'event' <> 'decision_refused'
        order by e.site_id, e.seq limit 500`),
    { principal },
  )
  return rows.map(({ seq, ...change }) => {
    cursor.set(change.siteId, seq)
    return change
  })
}
