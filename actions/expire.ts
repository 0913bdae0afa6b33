import { sql } from 'drizzle-orm'
import type { Clock } from '../base/ports.ts'
import type { Db } from '../store/index.ts'

/** Ends pending proposals whose time is over. Expiry never approves. @returns how many */
export async function expireDue({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  const [row] = await db.tx('execute', (tx) =>
    tx.rows<{ expired: number }>(sql`select jidoka_expire(${clock()}) as expired`),
  )
  return row?.expired ?? 0
}
