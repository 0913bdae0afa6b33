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

/** May decide about it as far as their own roles say, and has not yet. */
export function isDecider(view: ProposalView, { userId, roles }: Principal, now: Date): boolean {
  const deciding = decidingRoles(view, now)
  return (
    !view.authors.includes(userId) &&
    !view.decisions.some(({ decidedBy }) => decidedBy === userId) &&
    roles.some(({ siteId, role }) => siteId === view.siteId && deciding.includes(role))
  )
}

/** Those of them who linked a chat. */
export async function linkedDeciders(db: Db, view: ProposalView, now: Date): Promise<string[]> {
  const roles = JSON.stringify(decidingRoles(view, now))
  const rows = await db.tx('channel', (tx) =>
    tx.rows<{ userId: string }>(sql`select user_id as "userId" from jidoka_linked_deciders(
      ${view.siteId}, array(select jsonb_array_elements_text(${roles}::jsonb))) order by 1`),
  )
  return rows.map(({ userId }) => userId).filter((userId) => !view.authors.includes(userId))
}
