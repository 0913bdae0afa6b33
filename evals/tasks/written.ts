import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../../store/index.ts'

/** A moment of a store: its next transaction, and how many rows each table has. */
export type Mark = { xid: number; rows: ReadonlyMap<string, number> }

export type TableChange = {
  table: string
  /** Rows that were written since, as they are now. */
  written: Record<string, unknown>[]
  /** How many rows of then are gone or another. */
  lost: number
}

type Counts = { table: string; all: number; written: number }

/** `rows`: of another copy of the same store, where they are known. */
export async function markNow(db: Db, rows?: Mark['rows']): Promise<Mark> {
  return db.tx('owner', async (tx) => {
    const [row] = await tx.rows<{ xid: number }>(
      sql`select (pg_current_xact_id()::text::bigint + 1)::int as xid`,
    )
    const xid = row?.xid ?? 0
    if (rows !== undefined) return { xid, rows }
    const counts = await countsSince(tx, xid)
    return { xid, rows: new Map(counts.map(({ table, all }) => [table, all])) }
  })
}

/** Whatever was written in whatever table; an update to the very same values does not hide either. */
export async function writtenSince(db: Db, { xid, rows }: Mark): Promise<TableChange[]> {
  return db.tx('owner', async (tx) => {
    const changes: TableChange[] = []
    for (const { table, all, written } of await countsSince(tx, xid)) {
      const lost = (rows.get(table) ?? 0) - (all - written)
      if (written === 0 && lost === 0) continue
      changes.push({ table, lost, written: await rowsSince(tx, table, xid) })
    }
    return changes
  })
}

async function countsSince(tx: Tx, xid: number): Promise<Counts[]> {
  const tables = await tx.rows<{ name: string }>(sql`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`)
  const each = tables.map(
    ({ name }) => sql`select ${name}::text as table, count(*)::int as all,
      count(*) filter (where age(xmin) <= age(${String(xid)}::xid))::int as written
      from ${sql.identifier(name)}`,
  )
  return tx.rows<Counts>(sql.join(each, sql` union all `))
}

async function rowsSince(tx: Tx, table: string, xid: number): Promise<TableChange['written']> {
  const rows = await tx.rows<{ row: Record<string, unknown> }>(sql`
    select to_jsonb(t) as row from ${sql.identifier(table)} t
    where age(xmin) <= age(${String(xid)}::xid)`)
  return rows.map(({ row }) => row)
}
