import { sql } from 'drizzle-orm'
import type { ProposalView } from '../../actions/index.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'

/** The roles that may decide about it by now: the gate's own judgement comes with the decision. */
function decidingRoles(view: ProposalView, now: Date): string[] {
  const waited = (now.getTime() - Date.parse(view.versionAt)) / 60_000
  const later = view.escalation.filter(({ afterMinutes }) => afterMinutes <= waited)
  return [...view.approverRoles, ...later.flatMap(({ roles }) => roles)]
}

/** A role that somebody lends a person for a while. */
export type Lent = { siteId: string; role: string; from: string }

/** What is lent to a person now. */
export const lentRoles = (db: Db, principal: Principal, now: Date): Promise<Lent[]> =>
  db.tx(
    'channel',
    (tx) =>
      tx.rows<Lent>(sql`select site_id as "siteId", role, from_user as "from"
        from jidoka_lent_roles(${now})`),
    { principal },
  )

type Deciding = { lent: readonly Lent[]; now: Date }

/** May decide about it as far as their own and lent roles say, and has not yet. */
export function isDecider(
  view: ProposalView,
  { userId, roles }: Principal,
  { lent, now }: Deciding,
): boolean {
  const deciding = decidingRoles(view, now)
  const borrowed = view.delegable ? lent.filter(({ from }) => !view.authors.includes(from)) : []
  return (
    !view.authors.includes(userId) &&
    !view.decisions.some(({ decidedBy }) => decidedBy === userId) &&
    [...roles, ...borrowed].some(
      ({ siteId, role }) => siteId === view.siteId && deciding.includes(role),
    )
  )
}

/** Those of them who linked a chat. */
export async function linkedDeciders(db: Db, view: ProposalView, now: Date): Promise<string[]> {
  const list = (values: string[]) =>
    sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`
  const roles = list(decidingRoles(view, now))
  const delegates = sql`union select user_id from jidoka_linked_delegates(${view.siteId}, ${roles},
    ${list(view.authors)}, ${now})`
  const rows = await db.tx('channel', (tx) =>
    tx.rows<{ userId: string }>(sql`select user_id as "userId" from (
      select user_id from jidoka_linked_deciders(${view.siteId}, ${roles})
      ${view.delegable ? delegates : sql``}) d order by 1`),
  )
  return rows.map(({ userId }) => userId).filter((userId) => !view.authors.includes(userId))
}

/** Another one whenever who stands in for whom changes. */
export async function lendingStamp(db: Db, now: Date): Promise<string> {
  const [row] = await db.tx('channel', (tx) =>
    tx.rows<{ stamp: string }>(sql`select jidoka_lending_stamp(${now}) as stamp`),
  )
  return row?.stamp ?? ''
}
