import { sql } from 'drizzle-orm'
import type { Language } from '../../base/language.ts'
import { schema, type Tx } from '../../store/index.ts'
import type { ParsedDocument } from './block.ts'
import type { Chunk } from './chunk.ts'
import { madeBy, passageRow } from './passage-row.ts'

/** A document that was read, ready to be stored. */
export type Entry = {
  siteId: string
  id: string
  title: string
  language: Language
  fileName: string
  bytes: Uint8Array
  sha256: string
  parsed: ParsedDocument
  chunks: Chunk[]
  now: Date
  /** Omitted: as before. */
  equipmentIds?: string[]
  readerRoles?: string[]
}

type Rights = { equipmentIds: string[]; readerRoles: string[] }
type Place = Pick<Entry, 'siteId' | 'id' | 'now'>

const rowsAtOnce = 500

/** Known bytes become their revision, new bytes the next; it is then the one in force. */
export async function storeRevision(
  tx: Tx,
  entry: Entry,
): Promise<{ revision: number; created: boolean }> {
  const rights = await lockDocument(tx, entry)
  const revisions = await tx.rows<{ revision: number; sha256: string; status: string }>(sql`
    select revision, sha256, status from document_revision where ${belongsTo(entry)}`)
  const same = revisions.find((known) => known.sha256 === entry.sha256)
  if (same?.status === 'effective') return { revision: same.revision, created: false }
  await endEffective(tx, entry)
  if (same !== undefined) {
    await reinstate(tx, entry, same.revision)
    return { revision: same.revision, created: false }
  }
  const revision = Math.max(0, ...revisions.map((known) => known.revision)) + 1
  await insertRevision(tx, { ...entry, ...rights, revision })
  return { revision, created: true }
}

/** The row's lock makes two additions of one document follow each other. */
async function lockDocument(tx: Tx, entry: Entry): Promise<Rights> {
  const { siteId, id, title, language, equipmentIds, readerRoles } = entry
  const given = {
    title,
    language,
    ...(equipmentIds === undefined ? {} : { equipmentIds }),
    ...(readerRoles === undefined ? {} : { readerRoles }),
  }
  const { document } = schema
  const [rights] = await tx.orm
    .insert(document)
    .values({ siteId, id, ...given })
    .onConflictDoUpdate({ target: [document.siteId, document.id], set: given })
    .returning({ equipmentIds: document.equipmentIds, readerRoles: document.readerRoles })
  const held = rights ?? { equipmentIds: [], readerRoles: [] }
  if (equipmentIds !== undefined || readerRoles !== undefined) await applyRights(tx, entry, held)
  return held
}

/** Rights hold for every revision: a former one must not stay open when the document is closed. */
async function applyRights(tx: Tx, place: Place, rights: Rights): Promise<void> {
  const { readerRoles } = rights
  await tx.orm.update(schema.documentRevision).set({ readerRoles }).where(belongsTo(place))
  await tx.orm.update(schema.chunk).set(rights).where(belongsTo(place))
}

/** Puts the revision in force out of force. True if there was one. */
export async function endEffective(tx: Tx, place: Place): Promise<boolean> {
  const ended = await tx.rows(sql`
    update document_revision set status = 'retired', effective_until = ${place.now}
    where ${belongsTo(place)} and status = 'effective' returning revision`)
  await tx.rows(sql`
    update chunk set effective = 0 where ${belongsTo(place)} and effective = 1`)
  return ended.length > 0
}

async function reinstate(tx: Tx, place: Place, revision: number): Promise<void> {
  await tx.rows(sql`
    update document_revision
    set status = 'effective', effective_from = ${place.now}, effective_until = null
    where ${belongsTo(place)} and revision = ${revision}`)
  await tx.rows(sql`
    update chunk set effective = 1 where ${belongsTo(place)} and revision = ${revision}`)
}

const belongsTo = ({ siteId, id }: Omit<Place, 'now'>) =>
  sql`site_id = ${siteId} and document_id = ${id}`

type Revision = Entry & Rights & { revision: number }

async function insertRevision(tx: Tx, entry: Revision): Promise<void> {
  const { parsed, chunks } = entry
  await tx.orm.insert(schema.documentRevision).values({
    siteId: entry.siteId,
    documentId: entry.id,
    revision: entry.revision,
    sha256: entry.sha256,
    mediaType: parsed.mediaType,
    fileName: entry.fileName,
    pages: parsed.pages,
    parser: madeBy(parsed.parser),
    status: 'effective',
    effectiveFrom: entry.now,
    content: entry.bytes,
    readerRoles: entry.readerRoles,
  })
  for (let at = 0; at < chunks.length; at += rowsAtOnce) {
    const rows = chunks
      .slice(at, at + rowsAtOnce)
      .map((chunk, i) => rowOf(entry, chunk, at + i + 1))
    await tx.orm.insert(schema.chunk).values(rows)
  }
}

const rowOf = (entry: Revision, chunk: Chunk, seq: number): typeof schema.chunk.$inferInsert => ({
  ...passageRow(entry, chunk),
  siteId: entry.siteId,
  documentId: entry.id,
  revision: entry.revision,
  seq,
  readerRoles: entry.readerRoles,
  equipmentIds: entry.equipmentIds,
})
