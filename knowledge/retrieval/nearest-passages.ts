import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { liveGeneration } from '../generations/generation.ts'
import type { Embedder } from '../providers/embeddings.ts'
import { instantOf, type Reader, type SearchRequest } from './search.ts'
import type { StoredVector, VectorMemory } from './vector-memory.ts'

export type Near = { kind: 'near'; ids: number[] } | { kind: 'failed'; why: string }

type Wanted = {
  embedder: Embedder
  memory: VectorMemory
  vector: Float32Array
  limit: number
  /** When whoever waits has waited long enough. */
  until: AbortSignal
}

/**
 * Passages in force whose vectors are nearest to the question's. Who may see what, and the filters of
 * the request, are judged inside the statement: nothing else is compared.
 */
export async function nearestPassages(
  { db, principal, signal }: Reader,
  request: SearchRequest,
  wanted: Wanted,
): Promise<Near> {
  const { embedder, memory, vector, limit, until } = wanted
  const options = { principal, ...(signal === undefined ? {} : { signal }) }
  const visible = await db.tx(
    'read',
    async (tx) => {
      const { embeddedBy } = await liveGeneration(tx)
      if (embeddedBy !== embedder.name) return { why: 'not all passages are embedded by it yet' }
      if (await isPast(tx, request)) return { why: 'what was in force before has no vectors' }
      if (await comparesVectors(tx)) return { best: await comparedThere(tx, request, wanted) }
      return { ids: await visibleIds(tx, request, embedder.name) }
    },
    options,
  )
  if ('why' in visible) return failed(visible.why)
  if ('best' in visible) return { kind: 'near', ids: visible.best }
  const { ids } = visible
  // A transaction each: an embedded store has one at a time, and others wait.
  const read = (some: number[]) => db.tx('read', (tx) => vectorsOf(tx, some), options)
  const found = await memory.nearest({ ids, vector, limit, until, read })
  switch (found.kind) {
    case 'nearest':
      return { kind: 'near', ids: found.ids }
    case 'reading':
      return failed(`its vectors are still being read (${found.read} of ${ids.length})`)
    case 'too_many':
      return failed(`${ids.length} passages are more than the ${found.most} compared in memory`)
  }
}

const failed = (why: string): Near => ({ kind: 'failed', why })

const vectorsOf = (tx: Tx, ids: number[]): Promise<StoredVector[]> =>
  tx.rows(sql`
    select id, array_to_string(embedding, ',') as numbers from chunk
    where id = any(${sql.param(ids)}::bigint[]) and embedding is not null`)

/** Vectors are made of what may be in force now or later; like the index of its words. */
async function isPast(tx: Tx, request: SearchRequest): Promise<boolean> {
  const [row] = await tx.rows<{ past: boolean }>(sql`
    select ${instantOf(request)} < now() - interval '1 hour' as past`)
  return row?.past === true
}

/** The filters of a request, as conditions on `chunk`. */
function wantedBy(request: SearchRequest): SQL {
  const { siteIds = null, language = null, about = null } = request
  const sites = sql`${sql.param(siteIds)}::text[]`
  const equipment = sql`${sql.param(about)}::text[]`
  return sql`effective = 1 and in_force @> ${instantOf(request)} and embedding is not null
    and (${sites} is null or site_id = any(${sites}))
    and (${language}::text is null or language = ${language})
    and (${equipment} is null or equipment_ids = '{}' or equipment_ids && ${equipment})`
}

async function visibleIds(tx: Tx, request: SearchRequest, name: string): Promise<number[]> {
  const [row] = await tx.rows<{ ids: string | null }>(sql`
    select string_agg(id::text, ',') as ids from chunk
    where embedded_by = ${name} and ${wantedBy(request)}`)
  return row?.ids ? (JSON.parse(`[${row.ids}]`) as number[]) : []
}

/** Whether pgvector is there; `prepareVectors` puts it there where the server offers it. */
async function comparesVectors(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows<{ there: boolean }>(sql`
    select to_regtype('halfvec') is not null as there`)
  return row?.there === true
}

/** By an HNSW index where there is one; it is read on until enough rows have passed the filters. */
async function comparedThere(
  tx: Tx,
  request: SearchRequest,
  { embedder, vector, limit }: Wanted,
): Promise<number[]> {
  await tx.rows(sql`
    select set_config('hnsw.iterative_scan', 'strict_order', true),
      set_config('hnsw.ef_search', ${String(Math.max(limit, 100))}, true)`)
  const type = sql.raw(`halfvec(${embedder.dimension})`)
  const rows = await tx.rows<{ id: number }>(sql`
    select id from chunk where embedded_by = ${embedder.name} and ${wantedBy(request)}
    order by embedding::${type} <=> ${`[${vector.join(',')}]`}::${type}
    limit ${limit}`)
  return rows.map(({ id }) => id)
}
