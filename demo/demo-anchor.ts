import { and, eq, inArray } from 'drizzle-orm'
import { type Db, schema } from '../store/index.ts'
import { anchorOfPlan, planId } from './generate/erp-plan.ts'
import { sources } from './generate/rows.ts'
import { sites } from './plant/plant.ts'

/** Where a loaded demo stands: `complete` is false after a load that was cut short. */
export type LoadedDemo = { anchorMs: number; complete: boolean; machinesUntilMs: number }

/**
 * The anchor of the demo in this store, read from the plans that each site's history begins with,
 * whether the tickets, its last rows, arrived, and up to when all machines have reported. Null
 * where there is no demo.
 */
export async function loadedDemo(db: Db): Promise<LoadedDemo | null> {
  const [first] = sites
  const last = sites.at(-1)
  if (first === undefined || last === undefined) return null
  return db.tx('ingest', async ({ orm }) => {
    const { scheduleVersion: version, ingestSource } = schema
    const [plan] = await orm
      .select({ publishedAt: version.publishedAt })
      .from(version)
      .where(and(eq(version.siteId, first.id), eq(version.id, planId(first))))
    if (plan === undefined) return null
    const anchorMs = anchorOfPlan(plan.publishedAt)
    const seen = await orm
      .select({
        siteId: ingestSource.siteId,
        stream: ingestSource.stream,
        until: ingestSource.dataUntil,
      })
      .from(ingestSource)
      .where(inArray(ingestSource.source, [sources.mes, sources.cmms]))
    const states = seen.filter(({ stream }) => stream === 'machine_state')
    return {
      anchorMs,
      complete: seen.some(({ siteId, stream }) => siteId === last.id && stream === 'ticket'),
      machinesUntilMs: Math.min(...states.map(({ until }) => until?.getTime() ?? anchorMs)),
    }
  })
}
