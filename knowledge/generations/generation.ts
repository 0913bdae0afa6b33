import { sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import type { Db, Tx } from '../../store/index.ts'

export type Generation = { generation: number; embeddedBy: string | null }

/** The generation that is searched; there is always one. */
export async function liveGeneration(tx: Tx): Promise<Generation> {
  const [live] = await tx.rows<Generation>(sql`
    select generation, embedded_by as "embeddedBy" from index_generation where status = 'live'`)
  return live ?? { generation: 1, embeddedBy: null }
}

/** Whether a build has read something that is not searched yet. */
export async function hasBegun(tx: Tx): Promise<boolean> {
  const rows = await tx.rows(sql`
    select from index_generation g join staged_revision using (generation)
    where g.status = 'building' limit 1`)
  return rows.length > 0
}

/** The generation that is being built: the one that a killed build left, or a new one. */
export async function openGeneration(db: Db, clock: Clock): Promise<number> {
  return db.tx('ingest', async (tx) => {
    await tx.rows(sql`
      insert into index_generation (site_id, generation, status, started_at)
      select 'group', max(generation) + 1, 'building', ${clock()} from index_generation
      on conflict do nothing`)
    const [open] = await tx.rows<{ generation: number }>(sql`
      select generation from index_generation where status = 'building'`)
    if (open === undefined) throw new Error('another process has just made the generation live')
    return open.generation
  })
}

export type IndexState = {
  /** Of the passages that are searched. */
  generation: number
  /** Whose vectors they have; null: nobody's, or not all of them yet. */
  embeddedBy: string | null
  /** The next one, while it is built: revisions of it that are read. */
  building: { generation: number; read: number } | null
  /** Passages in force now or later, and how many of them have a vector of the configured model. */
  passages: number
  embedded: number
}

/** What is searched and what is being made, for `/status`. */
export async function readIndexState(tx: Tx, embedder: string | null): Promise<IndexState> {
  const live = await liveGeneration(tx)
  const [building] = await tx.rows<{ generation: number; read: number }>(sql`
    select g.generation, (select count(*)::int from staged_revision s
      where s.generation = g.generation) as read
    from index_generation g where status = 'building'`)
  const [counts] = await tx.rows<{ passages: number; embedded: number }>(sql`
    select count(*)::int as passages,
      (count(*) filter (where embedded_by = ${embedder}::text))::int as embedded
    from chunk where effective = 1`)
  return { ...live, building: building ?? null, ...(counts ?? { passages: 0, embedded: 0 }) }
}
