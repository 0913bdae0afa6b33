import type { IngestBatch, IngestDeps, IngestResult } from './ingest.ts'
import { parseRows } from './parse-rows.ts'
import { checkReferences, idsMadeKnown, type KnownIds } from './references.ts'
import { definitionOf } from './streams.ts'

/**
 * What `ingest` would refuse, without writing. Rows that pass are noted in `known`, so that later
 * rows of the same dry run may point at them.
 */
export async function checkRows(
  { db }: Pick<IngestDeps, 'db'>,
  batch: IngestBatch,
  known: KnownIds,
): Promise<Pick<IngestResult, 'read' | 'refusedRows' | 'refused'>> {
  const { siteId, stream } = batch
  const definition = definitionOf(stream)
  const parsed = parseRows(definition, batch)
  const scope = { siteId, stream, definition, alsoKnown: known }
  const { good, bad } = await db.tx('ingest', (tx) => checkReferences(tx, parsed.good, scope))
  for (const [kind, ids] of idsMadeKnown(stream, good)) {
    known.set(kind, new Set([...(known.get(kind) ?? []), ...ids]))
  }
  const allBad = [...parsed.bad, ...bad]
  const refused = allBad.flatMap(({ refusals }) => refusals)
  return { read: batch.rows.length, refusedRows: allBad.length, refused }
}
