import { type SQL, sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'

export type PageDeps = { db: Db; clock: Clock }
export type Publisher = { principal: Principal; channel: string }

/** Every outcome but `published`, `unpublished` and `ordered` has changed nothing. */
export type PageOutcome =
  | ('published' | 'unpublished' | 'ordered')
  | ('not_found' | 'not_a_supervisor' | 'unknown_team' | 'other_version' | 'full')

/**
 * Asks the database to change a page: no role may write one. Its function looks at the person's role,
 * writes and adds to the audit chain in one transaction.
 */
export function changePage(
  { db, clock }: PageDeps,
  { principal }: Publisher,
  call: (at: Date) => SQL,
): Promise<PageOutcome> {
  return db.tx(
    'report',
    async (tx) => {
      const [row] = await tx.rows<{ outcome: PageOutcome }>(sql`select ${call(clock())} as outcome`)
      return row?.outcome ?? 'not_found'
    },
    { principal },
  )
}
