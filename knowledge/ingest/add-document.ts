import { AppError } from '../../base/app-error.ts'
import { sha256 } from '../../base/canonical-json.ts'
import type { Language } from '../../base/language.ts'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import type { Clearance } from '../library/clearance.ts'
import type { DocumentState } from '../library/types.ts'
import { checkDocument, documentIdOf } from './check-document.ts'
import { entitiesOf } from './entities/entities-of.ts'
import { equipmentNames, nameFinder } from './entities/equipment-names.ts'
import { mainLanguage } from './main-language.ts'
import type { NamingChunk } from './passage-row.ts'
import type { Reading } from './pdf/read-pages.ts'
import { type DocumentReader, openReader } from './reader/open-reader.ts'
import { type AskedSpan, spanOf } from './span.ts'
import { type Entry, storeRevision } from './store-revision.ts'

export type NewDocument = {
  /** `group` for documents of every site. */
  siteId: string
  /** Default: from the file name. */
  id?: string
  /** Default: what the document calls itself, else the file name. */
  title?: string
  fileName: string
  bytes: Uint8Array
  language?: Language
  /** Equipment or class ids; omitted: as before, empty for a new document. */
  equipmentIds?: string[]
  /** Roles that may read it; omitted: as before, everybody of the site for a new document. */
  readerRoles?: string[]
  /** Omitted: as before, `internal` for a new document. */
  clearance?: Clearance
  /** The role that looks after it; omitted: as before, `supervisor` for a new document. */
  ownerRole?: string
  /** Months between reviews; null: none. Omitted: as before, none for a new document. */
  reviewMonths?: number | null
  /** When it is in force; omitted: from now on. Null: it is a draft, which waits for approval. */
  inForce?: AskedSpan | null
  /** Who adds it, for the record. */
  addedBy?: string
}

export type AddedDocument = {
  id: string
  revision: number
  /** False when these bytes were known: nothing was stored again. */
  created: boolean
  chunks: number
  pages: number | null
  title: string
  language: Language
  state: DocumentState
  /** What it names, in the order of the text. */
  named: { errorCodes: string[]; partNumbers: string[]; equipment: string[] }
}

export type AddingDeps = {
  db: Db
  clock: Clock
  /** Whoever brings it; omitted: the owner of the store. The database lets a person make drafts only. */
  principal?: Principal
  /** What reads the file; omitted: one that ends with it. */
  reader?: DocumentReader
}

/** Pages as they are read, passages as they are stored. */
type Watching = Reading & Pick<Entry, 'onStored'>

const longestTitle = 200
const timeoutMs = 300_000

/**
 * Takes a document in. The same bytes are the same revision, new bytes the next one. What is in force
 * while this one will be ends then; bytes of a former revision put that one in force again.
 *
 * @throws AppError for a file that cannot be read, an unknown site, equipment or role, and for a
 * document that the person may not read
 */
export async function addDocument(
  { db, clock, principal, reader }: AddingDeps,
  document: NewDocument,
  watching: Watching = {},
): Promise<AddedDocument> {
  const id = documentIdOf(document)
  await checkDocument(db, document)
  const { parsed, chunks: read } = await readWith(reader, document, {
    ...{ who: principal?.userId, ...watching },
  })
  const find = nameFinder(await equipmentNames(db, document.siteId))
  const chunks = read.map((chunk) => ({ ...chunk, entities: entitiesOf(chunk, find) }))
  const language = document.language ?? mainLanguage(chunks.map(({ text }) => text).join('\n'))
  const title = (document.title ?? parsed.title ?? document.fileName).slice(0, longestTitle)
  const now = clock()
  const entry = {
    ...document,
    id,
    title,
    language,
    sha256: sha256(document.bytes),
    parsed,
    chunks,
    onStored: watching.onStored,
    now,
    inForce: spanOf(document.inForce, now),
    addedBy: principal?.userId ?? document.addedBy ?? 'system',
  }
  const options = { timeoutMs, ...(principal === undefined ? {} : { principal }) }
  const stored = await db
    .tx('ingest', (tx) => storeRevision(tx, entry), options)
    .catch((cause: unknown) => {
      throw isDenied(cause) ? mayNot(entry, cause) : cause
    })
  const named = namedIn(chunks)
  return { id, ...stored, chunks: chunks.length, pages: parsed.pages, title, language, named }
}

async function readWith(given: DocumentReader | undefined, file: NewDocument, reading: Reading) {
  const reader = given ?? openReader()
  try {
    return await reader.read(file, reading)
  } finally {
    if (given === undefined) reader.close()
  }
}

function namedIn(chunks: NamingChunk[]): AddedDocument['named'] {
  const entities = chunks.flatMap((chunk) => chunk.entities)
  const textsOf = (kind: string) => {
    const found = entities.filter((entity) => entity.kind === kind)
    return [...new Map(found.map(({ key, text }) => [key, text])).values()]
  }
  const equipment = entities.filter(({ kind }) => kind === 'equipment').map(({ key }) => key)
  return {
    errorCodes: textsOf('error'),
    partNumbers: textsOf('part'),
    equipment: [...new Set(equipment)],
  }
}

/** Row rights, or the guard of what is in force; the query builder wraps what the database says. */
const isDenied = (error: unknown): boolean => {
  const { code, cause } = error as { code?: string; cause?: { code?: string } }
  return (code ?? cause?.code) === '42501'
}

const mayNot = ({ siteId, id }: { siteId: string; id: string }, cause: unknown): AppError =>
  new AppError('forbidden', `You may not add to the document "${id}" of ${siteId}.`, {
    cause,
    field: 'id',
    hint: 'Give it another id, or ask whoever looks after the document.',
  })
