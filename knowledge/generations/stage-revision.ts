import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Language } from '../../base/language.ts'
import { type Db, schema, type Tx } from '../../store/index.ts'
import { isVerbatim } from '../citation.ts'
import type { Chunk } from '../ingest/chunk.ts'
import { entitiesOf } from '../ingest/entities/entities-of.ts'
import { equipmentNames, nameFinder } from '../ingest/entities/equipment-names.ts'
import { lineAt, madeBy, passageRow } from '../ingest/passage-row.ts'
import type { DocumentReader } from '../ingest/reader/open-reader.ts'
import { refusal, type Unread } from './outdated.ts'

const rowsAtOnce = 500
const timeoutMs = 300_000

type Reading = { reader: DocumentReader; signal?: AbortSignal }
type StagingDeps = Reading & { db: Db; generation: number }

/** Reads one revision anew and puts its passages beside those that are searched, once. */
export async function stageRevision(
  { db, generation, ...reading }: StagingDeps,
  at: Unread,
): Promise<void> {
  const source = await db.tx('read', (tx) => sourceOf(tx, at), { timeoutMs })
  if (source === null) return
  const made = await passagesToday(reading, source, at.today)
  const entry = {
    ...keyOf(at),
    generation,
    parser: made.parser,
    keptBecause: made.keptBecause,
    wordsDiffer: !keepsEveryWord(source.passages, made.chunks),
  }
  const find = nameFinder(await equipmentNames(db, at.siteId))
  const rows = made.chunks.map((chunk, i) => ({
    ...passageRow(source, { ...chunk, entities: entitiesOf(chunk, find) }),
    ...keyOf(at),
    generation,
    seq: i + 1,
  }))
  await db.tx('ingest', (tx) => insertStaged(tx, { entry, rows }), { timeoutMs })
}

const keyOf = ({ siteId, documentId, revision }: Unread) => ({ siteId, documentId, revision })

type Source = {
  fileName: string
  bytes: Uint8Array
  title: string
  language: Language
  equipmentIds: string[]
  /** As they are searched now. */
  passages: Chunk[]
}

type StoredPassage = Omit<Chunk, 'spans'> & { places: schema.PassagePlace[] }

async function sourceOf(tx: Tx, { siteId, documentId, revision }: Unread): Promise<Source | null> {
  const [source] = await tx.rows<Omit<Source, 'passages'>>(sql`
    select r.file_name as "fileName", r.content as bytes, d.title, d.language,
      d.equipment_ids as "equipmentIds"
    from document_revision r join document d on d.site_id = r.site_id and d.id = r.document_id
    where r.site_id = ${siteId} and r.document_id = ${documentId} and r.revision = ${revision}`)
  if (source === undefined) return null
  const passages = await tx.rows<StoredPassage>(sql`
    select heading_path as "headingPath", page, text, places from chunk
    where site_id = ${siteId} and document_id = ${documentId} and revision = ${revision}
    order by seq`)
  const chunks = passages.map(({ places, ...rest }) => ({ ...rest, spans: places.map(lineAt) }))
  return { ...source, passages: chunks }
}

type Made = { chunks: Chunk[]; parser: string; keptBecause: string | null }

/** What today's parser refuses keeps its passages, with terms of today. */
async function passagesToday(
  { reader, signal }: Reading,
  source: Source,
  today: string,
): Promise<Made> {
  const kept = (keptBecause: string) => ({ chunks: source.passages, parser: today, keptBecause })
  const { fileName, bytes } = source
  const options = signal === undefined ? {} : { signal }
  const read = await reader.read({ fileName, bytes }, options).catch(refusal)
  if (read instanceof AppError) return kept(read.safeMessage)
  const { chunks, parsed } = read
  if (chunks.length === 0) return kept('Nothing is read from it today.')
  return { chunks, parser: madeBy(parsed.parser), keptBecause: null }
}

/** Whatever was quoted from the former passages stands in one of the new ones, word for word. */
function keepsEveryWord(former: Chunk[], made: Chunk[]): boolean {
  return former.every(({ text }) => made.some((chunk) => isVerbatim(text, chunk.text)))
}

type Staged = {
  entry: typeof schema.stagedRevision.$inferInsert
  rows: (typeof schema.chunkGeneration.$inferInsert)[]
}

/** Of two builders the second finds it done, or the generation live; whoever makes it live waits. */
async function insertStaged(tx: Tx, { entry, rows }: Staged): Promise<void> {
  const { siteId, documentId, revision, generation } = entry
  const [building] = await tx.rows(sql`select 1 from index_generation
    where generation = ${generation} and status = 'building' for share`)
  if (building === undefined) return
  const place = sql`site_id = ${siteId} and document_id = ${documentId} and revision = ${revision}`
  await tx.rows(sql`delete from staged_revision where ${place} and generation < ${generation}`)
  const [first] = await tx.orm
    .insert(schema.stagedRevision)
    .values(entry)
    .onConflictDoNothing()
    .returning({ revision: schema.stagedRevision.revision })
  if (first === undefined) return
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    await tx.orm.insert(schema.chunkGeneration).values(rows.slice(at, at + rowsAtOnce))
  }
  // The same words under the same headings have the same vector.
  await tx.rows(sql`
    update chunk_generation s set embedding = c.embedding, embedded_by = c.embedded_by
    from chunk c
    where s.site_id = ${siteId} and s.document_id = ${documentId} and s.revision = ${revision}
      and s.generation = ${generation} and c.site_id = s.site_id
      and c.document_id = s.document_id and c.revision = s.revision
      and c.text = s.text and c.heading_path = s.heading_path and c.embedding is not null`)
}
