import { sha256 } from '../../base/canonical-json.ts'
import type { Language } from '../../base/language.ts'
import type { Clock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import { checkDocument, documentIdOf } from './check-document.ts'
import { chunksOf } from './chunk.ts'
import { mainLanguage } from './main-language.ts'
import { parseFile } from './parse-file.ts'
import { storeRevision } from './store-revision.ts'

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
}

const longestTitle = 200
const timeoutMs = 300_000

/**
 * Takes a document in. The same bytes are the same revision; new bytes are the next one and put the
 * former out of force; bytes of a former revision put that one in force again.
 *
 * @throws AppError for a file that cannot be read, an unknown site, equipment or role
 */
export async function addDocument(
  { db, clock }: { db: Db; clock: Clock },
  document: NewDocument,
): Promise<AddedDocument> {
  const id = documentIdOf(document)
  await checkDocument(db, document)
  const parsed = await parseFile(document)
  const chunks = chunksOf(parsed.blocks)
  const language = document.language ?? mainLanguage(chunks.map(({ text }) => text).join('\n'))
  const title = (document.title ?? parsed.title ?? document.fileName).slice(0, longestTitle)
  const entry = {
    ...document,
    id,
    title,
    language,
    sha256: sha256(document.bytes),
    parsed,
    chunks,
    now: clock(),
  }
  const stored = await db.tx('ingest', (tx) => storeRevision(tx, entry), { timeoutMs })
  return { id, ...stored, chunks: chunks.length, pages: parsed.pages, title, language }
}
