import { sql } from 'drizzle-orm'
import type { Clock } from '../base/ports.ts'
import type { Db } from '../store/index.ts'

export type Erasure = {
  /** What stands instead of the name, the same everywhere. */
  pseudonym: string
  rows: number
  /** Whose chains tell of it. */
  sites: string[]
  /** Entries from before names were sealed: they keep the name, or the chain would break. */
  unsealedEntries: number
}

const timeoutMs = 600_000

/**
 * Erases the personal data of somebody; every chain stays verifiable. As the owner of the store: the
 * triggers that keep decisions and versions as they are let nobody else do it.
 *
 * @returns null when nobody is known by that name, or it is the one who erases
 */
export function erasePerson(
  { db, clock }: { db: Db; clock: Clock },
  { person, by, reason }: { person: string; by: string; reason: string },
): Promise<Erasure | null> {
  return db.tx(
    'owner',
    async (tx) => {
      const [row] = await tx.rows<{ erasure: Erasure | null }>(sql`
        select jidoka_erase_person(${person}, ${by}, ${reason}, ${clock()}) as erasure`)
      return row?.erasure ?? null
    },
    { timeoutMs },
  )
}
