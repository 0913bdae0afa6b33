import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { and, eq } from 'drizzle-orm'
import type { Principal } from '../../../base/principal.ts'
import type { IngestDeps } from '../../../factory/index.ts'
import { schema } from '../../../store/index.ts'
import { type ImportReport, importFile, type Mapping, siteIdOf } from '../files/index.ts'
import { guessFile } from '../uploads/index.ts'

export type Taking = {
  path: string
  /** What the columns mean; without it, what the same headers meant when a person imported them. */
  mapping: Mapping | null
  /** The site of a file without mapping. */
  site: { siteId: string; zone: string } | null
  principal: Principal
  signal: AbortSignal
}

export type Taken =
  | { status: 'imported'; report: ImportReport }
  /** The same bytes went in before. */
  | { status: 'known' }
  /** Nobody has said yet what its columns mean. */
  | { status: 'unmapped' }

/**
 * Imports a file that nobody watches over: once, and only by a mapping that a person has confirmed.
 *
 * @throws AppError as `importFile` does
 */
export async function takeFile(deps: IngestDeps, taking: Taking): Promise<Taken> {
  const { path, principal, signal } = taking
  const mapping = taking.mapping ?? (await savedMapping(deps, taking))
  if (mapping === null) return { status: 'unmapped' }
  const key = {
    siteId: siteIdOf(mapping),
    source: mapping.source,
    sha256: await hashOf(path, signal),
  }
  if (await isKnown(deps, key)) return { status: 'known' }
  const refusalsPath = `${path}.refused.csv`
  const report = await importFile(deps, { path, mapping, refusalsPath, signal })
  await remember(deps, key, { report, principal, name: basename(path) })
  return { status: 'imported', report }
}

async function savedMapping({ db }: IngestDeps, taking: Taking): Promise<Mapping | null> {
  const { site, path, signal } = taking
  if (site === null) return null
  const { mapping, savedAt, problems } = await guessFile(db, { path, ...site, signal })
  return savedAt === null || problems.length > 0 ? null : mapping
}

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { signal })) hash.update(piece as Buffer)
  return hash.digest('hex')
}

type Key = { siteId: string; source: string; sha256: string }

async function isKnown({ db }: IngestDeps, { siteId, source, sha256 }: Key): Promise<boolean> {
  const table = schema.importedFile
  const found = await db.tx('ingest', ({ orm }) =>
    orm
      .select({ name: table.name })
      .from(table)
      .where(and(eq(table.siteId, siteId), eq(table.sha256, sha256), eq(table.source, source))),
  )
  return found.length > 0
}

type Done = { report: ImportReport; principal: Principal; name: string }

async function remember({ db, clock }: IngestDeps, key: Key, { report, principal, name }: Done) {
  const { rowsRead, refused } = report
  const row = { ...key, name, rowsRead, refused, importedBy: principal.userId, importedAt: clock() }
  await db.tx('ingest', ({ orm }) =>
    orm.insert(schema.importedFile).values(row).onConflictDoNothing(),
  )
}
