import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Db } from '../../store/index.ts'
import { madeBy } from '../ingest/passage-row.ts'
import type { DocumentReader } from '../ingest/reader/open-reader.ts'

/** A revision to read again, and by what it will have been read then. */
export type Unread = { siteId: string; documentId: string; revision: number; today: string }

type Kind = { mediaType: string; parser: string }

/** What each kind of file is read by today, once it was asked. A process that updates starts anew. */
export type ReadersOfToday = Map<string, string>

export type Which = 'outdated' | 'all'

type Deps = { db: Db; reader: DocumentReader }

/** Revisions that today's parsers, chunker or segmenter would not make as they are; or every one. */
export async function revisionsToRead(
  deps: Deps,
  { which, known, generation }: { which: Which; known: ReadersOfToday; generation: number | null },
): Promise<Unread[]> {
  const { db } = deps
  const kinds = await db.tx('read', (tx) =>
    tx.rows<Kind>(sql`select distinct media_type as "mediaType", parser from document_revision`),
  )
  const found: Unread[] = []
  for (const kind of kinds) {
    const today = await readerOf(deps, kind, known)
    if (which === 'outdated' && today === kind.parser) continue
    found.push(...(await revisionsOf(db, { ...kind, generation })).map((at) => ({ ...at, today })))
  }
  return found
}

/** So many files of a kind may be broken before it counts as one that today nothing reads. */
const samples = 3

/** Parsers say their own version, so one short file of a kind is read to hear it. */
async function readerOf(deps: Deps, kind: Kind, known: ReadersOfToday): Promise<string> {
  const key = `${kind.mediaType} ${kind.parser}`
  const heard = known.get(key) ?? (await readOneOf(deps, kind))
  known.set(key, heard)
  return heard
}

async function readOneOf({ db, reader }: Deps, { mediaType, parser }: Kind): Promise<string> {
  const shortest = await db.tx('read', (tx) =>
    tx.rows<{ fileName: string; bytes: Uint8Array }>(sql`
      select file_name as "fileName", content as bytes from document_revision
      where media_type = ${mediaType} and parser = ${parser}
      order by length(content), site_id, document_id limit ${samples}`),
  )
  for (const file of shortest) {
    const today = await reader.read(file).catch(refusal)
    if (!(today instanceof AppError)) return madeBy(today.parsed.parser)
  }
  return parser
}

/** What is wrong with a file; a reader that has no time now is no such thing. */
export function refusal(error: unknown): AppError {
  if (error instanceof AppError && error.code !== 'unavailable') return error
  throw error
}

/** In the order of their files, those that this generation has read left out. */
function revisionsOf(
  db: Db,
  { mediaType, parser, generation }: Kind & { generation: number | null },
): Promise<Omit<Unread, 'today'>[]> {
  return db.tx('read', (tx) =>
    tx.rows(sql`
      select r.site_id as "siteId", r.document_id as "documentId", r.revision
      from document_revision r
      where r.media_type = ${mediaType} and r.parser = ${parser}
        and not exists (select from staged_revision s where s.site_id = r.site_id
          and s.document_id = r.document_id and s.revision = r.revision
          and s.generation = ${generation}::int)
        and exists (select from chunk c where c.site_id = r.site_id
          and c.document_id = r.document_id and c.revision = r.revision)
      order by r.site_id, r.document_id, r.revision`),
  )
}
