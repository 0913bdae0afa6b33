import { sql } from 'drizzle-orm'
import { sha256 } from '../../base/canonical-json.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import type { Account } from './contract.ts'
import { linkedUser } from './links.ts'

/**
 * The asker with the rights that every reader of a conversation has: the sites and roles that all
 * share, and the class of documents that all are cleared for. The database cuts the answer by them.
 * An account that nobody linked may see nothing, so neither may the conversation.
 */
export async function audienceOf(db: Db, asker: Principal, readers: Account[]): Promise<Principal> {
  const people = await Promise.all(readers.map((account) => linkedUser(db, account)))
  if (people.includes(null)) return { ...asker, roles: [] }
  const all = [...new Set([asker.userId, ...people])]
  const roles = await db.tx('channel', (tx) =>
    tx.rows<{ siteId: string; role: string }>(sql`
      select site_id as "siteId", role from jidoka_audience(
        array(select jsonb_array_elements_text(${JSON.stringify(all)}::jsonb)))
      order by 1, 2`),
  )
  return { ...asker, roles }
}

/** The readers see all that the asker sees. */
export const seesAll = (audience: Principal, asker: Principal): boolean =>
  asker.roles.every(({ siteId, role }) =>
    audience.roles.some((held) => held.siteId === siteId && held.role === role),
  )

/**
 * The memory of a conversation belongs to those rights: what was said among fewer or other readers
 * is no context for what is said now.
 */
export const threadIdOf = (conversation: string, { roles }: Principal): string =>
  `ch-${sha256(JSON.stringify([conversation, roles])).slice(0, 32)}`
