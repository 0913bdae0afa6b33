import { and, eq, sql } from 'drizzle-orm'
import type { Language } from '../../base/language.ts'
import { schema, type Tx } from '../../store/index.ts'
import type { Clearance } from '../library/clearance.ts'
import { periodsIn, periodsOf, type StoredPeriod, standingAt } from '../library/periods.ts'
import type { DocumentState, Period } from '../library/types.ts'
import type { ParsedDocument } from './block.ts'
import { madeBy, type NamingChunk, passageRow } from './passage-row.ts'

/** A document that was read, ready to be stored. */
export type Entry = {
  siteId: string
  id: string
  title: string
  language: Language
  fileName: string
  bytes: Uint8Array
  sha256: string
  parsed: Omit<ParsedDocument, 'blocks'>
  chunks: NamingChunk[]
  now: Date
  /** Null: it stays a draft, and nothing of the document changes. */
  inForce: { from: Date; until: Date | null } | null
  addedBy: string
  /** Hears how many passages are stored. */
  onStored?: ((done: number, of: number) => void) | undefined
  /** Omitted: as before. */
  equipmentIds?: string[]
  readerRoles?: string[]
  clearance?: Clearance
  ownerRole?: string
  reviewMonths?: number | null
}

type Rights = Pick<Required<Entry>, 'equipmentIds' | 'readerRoles' | 'clearance'>
type Place = Pick<Entry, 'siteId' | 'id'>

/** So few that others get their turn between two statements. */
const rowsAtOnce = 100

/** Known bytes become their revision, new bytes the next; then it is in force as was asked. */
export async function storeRevision(
  tx: Tx,
  entry: Entry,
): Promise<{ revision: number; created: boolean; state: DocumentState }> {
  const rights = await lockDocument(tx, entry)
  const revisions = await tx.rows<{ revision: number; sha256: string }>(sql`
    select revision, sha256 from document_revision where ${belongsTo(entry)}`)
  const same = revisions.find((known) => known.sha256 === entry.sha256)
  const revision = same?.revision ?? Math.max(0, ...revisions.map((known) => known.revision)) + 1
  const stored = { ...entry, ...rights, revision }
  if (same === undefined) await insertRevision(tx, stored)
  if (entry.inForce !== null) await putInForce(tx, { ...entry, revision, ...entry.inForce })
  // After the revision is in force: each passage then is written once, as what it is.
  if (same === undefined) await insertPassages(tx, stored)
  const periods = await periodsAt(tx, stored)
  return { revision, created: same === undefined, state: standingAt(periods, entry.now).state }
}

/** The row's lock makes two additions of one document follow each other. */
async function lockDocument(tx: Tx, entry: Entry): Promise<Rights> {
  const { siteId, id, title, language, inForce } = entry
  const { document } = schema
  const known = inForce === null ? await lockKnown(tx, entry) : undefined
  if (known !== undefined) return known
  const given = { title, language, ...givenOf(entry) }
  const [rights] = await tx.orm
    .insert(document)
    .values({ siteId, id, ...given })
    .onConflictDoUpdate({ target: [document.siteId, document.id], set: given })
    .returning(rightsColumns)
  const held = rights ?? { equipmentIds: [], readerRoles: [], clearance: 'internal' }
  if (Object.keys(givenOf(entry)).length > 0) await applyRights(tx, entry, held)
  return held
}

/** A draft leaves the document that it is of as it is. */
async function lockKnown(tx: Tx, { siteId, id }: Place): Promise<Rights | undefined> {
  const { document } = schema
  const [rights] = await tx.orm
    .select(rightsColumns)
    .from(document)
    .where(and(eq(document.siteId, siteId), eq(document.id, id)))
    .for('update')
  return rights
}

const rightsColumns = {
  equipmentIds: schema.document.equipmentIds,
  readerRoles: schema.document.readerRoles,
  clearance: schema.document.clearance,
}

type Given = Partial<Rights & Pick<Entry, 'ownerRole' | 'reviewMonths'>>

/** What was said of the document beside its content. */
function givenOf({ equipmentIds, readerRoles, clearance, ...entry }: Entry): Given {
  const { ownerRole, reviewMonths } = entry
  return Object.fromEntries(
    Object.entries({ equipmentIds, readerRoles, clearance, ownerRole, reviewMonths }).filter(
      ([, value]) => value !== undefined,
    ),
  )
}

/** Rights hold for every revision: a former one must not stay open when the document is closed. */
async function applyRights(tx: Tx, place: Place, rights: Rights): Promise<void> {
  const { readerRoles, clearance } = rights
  await tx.orm
    .update(schema.documentRevision)
    .set({ readerRoles, clearance })
    .where(belongsTo(place))
  await tx.orm.update(schema.chunk).set(rights).where(belongsTo(place))
}

type Own = Place & {
  /** Null: from then on no revision is in force. */
  revision: number | null
  from: Date
  until: Date | null
  addedBy: string
  now: Date
}

/** The own act of whoever owns the store; nothing is done, or recorded, when it is so already. */
export async function putInForce(tx: Tx, own: Own): Promise<void> {
  const { siteId, id, revision, from, until, addedBy, now } = own
  await tx.rows(sql`
    select jidoka_own_document(${siteId}, ${id}, ${revision}, ${from}, ${until}, ${addedBy}, ${now})
    where not exists (select from document_revision where ${belongsTo(own)}
      and revision = ${revision} and in_force @> tstzrange(${from}, ${until}))`)
}

async function periodsAt(tx: Tx, place: Place & { revision: number }): Promise<Period[]> {
  const [row] = await tx.rows<{ periods: StoredPeriod[] }>(sql`
    select ${periodsIn(sql`in_force`)} as periods from document_revision
    where ${belongsTo(place)} and revision = ${place.revision}`)
  return periodsOf(row?.periods ?? [])
}

const belongsTo = ({ siteId, id }: Place) => sql`site_id = ${siteId} and document_id = ${id}`

type Revision = Entry & Rights & { revision: number }

async function insertRevision(tx: Tx, entry: Revision): Promise<void> {
  const { parsed } = entry
  await tx.orm.insert(schema.documentRevision).values({
    siteId: entry.siteId,
    documentId: entry.id,
    revision: entry.revision,
    sha256: entry.sha256,
    mediaType: parsed.mediaType,
    fileName: entry.fileName,
    pages: parsed.pages,
    parser: madeBy(parsed.parser),
    content: entry.bytes,
    readerRoles: entry.readerRoles,
    clearance: entry.clearance,
    addedAt: entry.now,
    addedBy: entry.addedBy,
  })
}

async function insertPassages(tx: Tx, entry: Revision): Promise<void> {
  const { chunks, onStored } = entry
  for (let at = 0; at < chunks.length; at += rowsAtOnce) {
    const rows = chunks
      .slice(at, at + rowsAtOnce)
      .map((chunk, i) => rowOf(entry, chunk, at + i + 1))
    await tx.orm.insert(schema.chunk).values(rows)
    onStored?.(at + rows.length, chunks.length)
  }
}

const rowOf = (
  entry: Revision,
  chunk: NamingChunk,
  seq: number,
): typeof schema.chunk.$inferInsert => ({
  ...passageRow(entry, chunk),
  siteId: entry.siteId,
  documentId: entry.id,
  revision: entry.revision,
  seq,
  readerRoles: entry.readerRoles,
  equipmentIds: entry.equipmentIds,
  clearance: entry.clearance,
})
