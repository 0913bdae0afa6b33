import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../store/index.ts'
import { headingOf } from '../citation.ts'
import type { Embedded, Embedder } from '../providers/embeddings.ts'

export type EmbedDeps = {
  db: Db
  embedder: Embedder
  signal: AbortSignal
  progress: (done: number) => void
}

/** Passages that are searched, or those of the generation that is being built. */
export type Shelf = 'chunk' | 'chunk_generation'

type Passage = { id: number; title: string; headingPath: string[]; text: string }
type Failed = Extract<Embedded, { kind: 'failed' }>

/** Embeds what has no vector of this model yet. What a kill leaves undone, the next call does. */
export async function embedMissing(
  { db, embedder, signal, progress }: EmbedDeps,
  shelf: Shelf,
): Promise<{ kind: 'complete' } | Failed> {
  for (let done = 0; ; ) {
    signal.throwIfAborted()
    const passages = await db.tx('read', (tx) =>
      tx.rows<Passage>(sql`
        select c.id, d.title, c.heading_path as "headingPath", c.text
        from ${sql.raw(shelf)} c join document d on d.site_id = c.site_id and d.id = c.document_id
        where ${missingOn(shelf, embedder)} order by c.id limit ${embedder.batch}`),
    )
    if (passages.length === 0) return { kind: 'complete' }
    const embedded = await embedder.embedPassages(passages.map(embeddedText), signal)
    if (embedded.kind === 'failed') return embedded
    const vectors = passages.map(({ id }, at) => ({
      id,
      embedding: [...(embedded.vectors[at] ?? [])],
    }))
    await db.tx('ingest', (tx) =>
      tx.rows(sql`
        update ${sql.raw(shelf)} c set embedding = v.embedding, embedded_by = ${embedder.name}
        from json_to_recordset(${JSON.stringify(vectors)}::json) as v(id bigint, embedding real[])
        where c.id = v.id`),
    )
    done += passages.length
    progress(done)
  }
}

export async function countMissing(db: Db, embedder: Embedder, shelf: Shelf): Promise<number> {
  const [row] = await db.tx('read', (tx) =>
    tx.rows<{ missing: number }>(sql`
      select count(*)::int as missing from ${sql.raw(shelf)} c where ${missingOn(shelf, embedder)}`),
  )
  return row?.missing ?? 0
}

/** Passages set aside, and those that are in force no more, are not compared: they need no vector. */
function missingOn(shelf: Shelf, { name }: Embedder): SQL {
  const missing = sql`c.embedded_by is distinct from ${name}`
  // What the generation that is being built replaces is not worth a vector.
  if (shelf === 'chunk') {
    return sql`c.effective = 1 and ${missing} and not exists (select from staged_revision s
      where s.site_id = c.site_id and s.document_id = c.document_id and s.revision = c.revision)`
  }
  return sql`${missing}
    and c.generation = (select generation from index_generation where status = 'building')
    and exists (select from chunk live where live.site_id = c.site_id
      and live.document_id = c.document_id and live.revision = c.revision and live.effective = 1)`
}

const embeddedText = ({ title, headingPath, text }: Passage): string =>
  [title, headingOf(headingPath), text].filter((part) => part !== '').join('\n')
