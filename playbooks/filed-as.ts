import { sql } from 'drizzle-orm'
import type { Principal } from '../base/principal.ts'
import type { Db } from '../store/index.ts'

/** The proposal that a person or playbook filed under a key before; null: none. */
export async function filedAs(
  { db, principal }: { db: Db; principal: Principal },
  siteId: string,
  idempotencyKey: string,
): Promise<string | null> {
  const [row] = await db.tx(
    'read',
    (tx) =>
      tx.rows<{ id: string }>(sql`select id from proposal where site_id = ${siteId}
        and requested_by = ${principal.userId} and idempotency_key = ${idempotencyKey}`),
    { principal },
  )
  return row?.id ?? null
}
