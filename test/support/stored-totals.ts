import { sql } from 'drizzle-orm'
import type { Db } from '../../store/index.ts'

/** The same figures as `expectedTotals`, from the store. */
export async function storedTotals(db: Db, siteId: string) {
  return db.tx('read', async (tx) => {
    const [sums] = await tx.rows<{ measurements: number; good: number }>(sql`
      select (select count(*) from measurement where site_id = ${siteId}) as measurements,
        (select coalesce(sum(good), 0) from production_count where site_id = ${siteId}) as good`)
    const states = await tx.rows<{ m: string; start: Date; end: Date | null; state: string }>(sql`
      select machine_id as m, start_at as start, end_at as "end", state from machine_state
      where site_id = ${siteId} order by machine_id, start_at`)
    return {
      measurements: sums?.measurements ?? 0,
      good: sums?.good ?? 0,
      states: states.map(
        ({ m, start, end, state }) =>
          `${m} ${start.toISOString()} ${end?.toISOString() ?? 'open'} ${state}`,
      ),
    }
  })
}
