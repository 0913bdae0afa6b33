import { getTableColumns, sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import { type Db, schema, type Tx } from '../../store/index.ts'

const timeoutMs = 600_000

/** Columns of what a passage says and is found by; the rest of a live row is its revision's. */
const passageColumns = Object.values(getTableColumns(schema.chunkGeneration))
  .map(({ name }) => name)
  .filter((name) => name !== 'generation' && name !== 'id')
const revisionColumns = Object.values(getTableColumns(schema.chunk))
  .map(({ name }) => name)
  .filter((name) => name !== 'id' && !passageColumns.includes(name))

const listed = (columns: string[], of = '') =>
  sql.raw(columns.map((name) => `${of}${name}`).join(', '))

/**
 * Makes a generation live, in one transaction: until then the former is searched, from then on this.
 * Where words of former passages would be lost, they are set aside for the answers that quote them.
 *
 * @returns how many revisions it brought anew; 0 when another process has made it live
 */
export async function switchGeneration(
  { db, clock }: { db: Db; clock: Clock },
  { generation, embeddedBy }: { generation: number; embeddedBy: string | null },
): Promise<number> {
  return db.tx(
    'ingest',
    async (tx) => {
      await lockRevisions(tx, generation)
      const [former] = await tx.rows<{ generation: number }>(sql`
        update index_generation set status = 'replaced'
        where status = 'live' and exists (select from index_generation
          where generation = ${generation} and status = 'building') returning generation`)
      if (former === undefined) return 0
      await tx.rows(sql`
        update index_generation
        set status = 'live', live_at = ${clock()}, embedded_by = ${embeddedBy}
        where generation = ${generation}`)
      await setAside(tx, { generation, former: former.generation })
      await replacePassages(tx, generation)
      await tx.rows(sql`
        update document_revision r set parser = s.parser from staged_revision s
        where s.generation = ${generation} and s.site_id = r.site_id
          and s.document_id = r.document_id and s.revision = r.revision`)
      await tx.rows(sql`delete from chunk_generation where generation = ${generation}`)
      const read = await tx.rows(sql`
        delete from staged_revision where generation = ${generation} returning 1`)
      return read.length
    },
    { timeoutMs },
  )
}

/** Whoever adds, publishes, retires or closes one of the documents comes before or after. */
async function lockRevisions(tx: Tx, generation: number): Promise<void> {
  await tx.rows(sql`
    select 1 from document d where exists (select from staged_revision s
      where s.generation = ${generation} and s.site_id = d.site_id and s.document_id = d.id)
    order by d.site_id, d.id for update`)
  // Whoever publishes locks several revisions of a document in an order of its own: not row by row.
  await tx.exec('lock table document_revision in share row exclusive mode')
}

const ofStaged = sql`(c.site_id, c.document_id, c.revision)
  in (select s.site_id, s.document_id, s.revision from staged_revision s`

/** They are read by their place only: found by nothing. */
async function setAside(
  tx: Tx,
  { generation, former }: { generation: number; former: number },
): Promise<void> {
  const instead: Record<string, string> = {
    ...{ terms: `''`, entities: `'[]'`, embedding: 'null', embedded_by: 'null' },
  }
  const kept = passageColumns.map((name) => instead[name] ?? `c.${name}`)
  await tx.rows(sql`
    insert into chunk_generation (generation, ${listed(passageColumns)})
    select ${former}::int, ${sql.raw(kept.join(', '))} from chunk c
    where ${ofStaged} where s.generation = ${generation} and s.words_differ)`)
}

/** Rights and state are those of the revision now, whatever they were when it was read anew. */
async function replacePassages(tx: Tx, generation: number): Promise<void> {
  await tx.rows(sql`
    with gone as (
      delete from chunk c where ${ofStaged} where s.generation = ${generation}) returning c.*
    ), standing as materialized (
      select distinct on (site_id, document_id, revision) site_id, document_id, revision,
        ${listed(revisionColumns)}
      from gone order by site_id, document_id, revision
    )
    insert into chunk (${listed([...passageColumns, ...revisionColumns])})
    select ${listed(passageColumns, 'p.')}, ${listed(revisionColumns, 'standing.')}
    from chunk_generation p join standing using (site_id, document_id, revision)
    where p.generation = ${generation}`)
}
