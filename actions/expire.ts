import { sql } from 'drizzle-orm'
import type { GateDeps } from './act-on.ts'

/** Ends pending proposals whose time is over. Expiry never approves. @returns how many */
export async function expireDue({ db, clock }: GateDeps): Promise<number> {
  const [row] = await db.tx('execute', (tx) =>
    tx.rows<{ expired: number }>(sql`select jidoka_expire(${clock()}) as expired`),
  )
  return row?.expired ?? 0
}

/** Tells the next who may decide what has waited too long. @returns how many were told of */
export async function escalateDue({ db, clock }: GateDeps): Promise<number> {
  const [row] = await db.tx('execute', (tx) =>
    tx.rows<{ told: number }>(sql`select jidoka_escalate(${clock()}) as told`),
  )
  return row?.told ?? 0
}
