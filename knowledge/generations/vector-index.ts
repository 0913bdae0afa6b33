import { sql } from 'drizzle-orm'
import { sha256 } from '../../base/canonical-json.ts'
import type { Db } from '../../store/index.ts'
import type { Embedder } from '../providers/embeddings.ts'

const timeoutMs = 600_000
/** What pgvector indexes of half precision (its documentation, HNSW). */
const mostIndexed = 4000
/** `insufficient_privilege`. */
const mayNot = '42501'

/**
 * Lets a PostgreSQL server that offers pgvector compare vectors itself, by an HNSW index of the live
 * model. Where it is not offered, or the login may not create it, this process compares.
 */
export async function prepareVectors(db: Db, { name, dimension }: Embedder): Promise<void> {
  if (db.kind !== 'postgres' || dimension > mostIndexed || !(await isOffered(db))) return
  const index = `chunk_embedding_${sha256(name).slice(0, 12)}`
  const model = `'${name.replaceAll("'", "''")}'`
  const made = db.tx(
    'owner',
    async (tx) => {
      const former = await tx.rows<{ name: string }>(sql`
        select indexname as name from pg_indexes
        where tablename = 'chunk' and indexname like 'chunk\\_embedding\\_%'`)
      if (former.some((one) => one.name === index)) return
      for (const one of former) await tx.exec(`drop index ${one.name}`)
      await tx.exec(`create extension if not exists vector;
        create index ${index} on chunk
        using hnsw ((embedding::halfvec(${dimension})) halfvec_cosine_ops)
        where effective = 1 and embedded_by = ${model}`)
    },
    { timeoutMs },
  )
  await made.catch((error: { code?: string }) => {
    if (error.code !== mayNot) throw error
  })
}

async function isOffered(db: Db): Promise<boolean> {
  const [row] = await db.tx('owner', (tx) =>
    tx.rows<{ offered: boolean }>(sql`
      select exists (select from pg_available_extension_versions where name = 'vector'
        and (installed or superuser is false or trusted
          or (select rolsuper from pg_roles where rolname = current_user))) as offered`),
  )
  return row?.offered === true
}
