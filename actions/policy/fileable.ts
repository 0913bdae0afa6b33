import { sql } from 'drizzle-orm'
import { type Principal, sitesOf } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'

/**
 * What a person could file at some site, by the rules of now: for what to offer, not for what to
 * allow. The gate judges each proposal by itself.
 */
export async function fileableBy(db: Db, principal: Principal): Promise<ReadonlySet<string>> {
  const sites = [...sitesOf(principal), 'group']
  const held = JSON.stringify(principal.roles)
  const found = await db.tx(
    'read',
    (tx) =>
      tx.rows<{ tool: string }>(sql`
        select distinct r.tool from (
          select distinct on (site_id, rule) site_id, tool, retired, proposer_roles
          from policy_rule where site_id in ${sites} order by site_id, rule, version desc
        ) r
        where not r.retired and exists (
          select from jsonb_to_recordset(${held}::jsonb) h ("siteId" text, role text)
          where r.site_id in (h."siteId", 'group')
            and (cardinality(r.proposer_roles) = 0 or h.role = any (r.proposer_roles)))`),
    { principal },
  )
  return new Set(found.map(({ tool }) => tool))
}
