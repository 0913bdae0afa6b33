import { PGlite } from '@electric-sql/pglite'
import { pg_textsearch } from '@electric-sql/pglite-pg_textsearch'
import { sql } from 'drizzle-orm'
import type { Db } from '../../../store/index.ts'

type Ask = (terms: string[]) => Promise<unknown>

/** `ts_rank` over the same terms on the same server, by an index of its own: any term, the best ten. */
export async function plainRank(db: Db): Promise<Ask> {
  await db.tx(
    'owner',
    (tx) => tx.exec('create index chunk_terms on chunk using gin (terms) where effective = 1'),
    { timeoutMs: 600_000 },
  )
  return (terms) => {
    const query = terms.map((term) => `'${term.replaceAll("'", "''")}'`).join(' | ')
    return db.tx('owner', (tx) =>
      tx.rows(sql`
        select document_id, seq from chunk, (select ${query}::tsquery as query) q
        where effective = 1 and terms @@ query
        order by ts_rank(terms, query) desc limit 10`),
    )
  }
}

/** pg_textsearch (BM25) by itself in PGlite, over the same terms. */
export async function textSearch(db: Db): Promise<{ ask: Ask; close: () => Promise<void> }> {
  const lite = await PGlite.create({ extensions: { pg_textsearch } })
  await lite.exec('create extension pg_textsearch; create table passage (id int, words text)')
  const rows = await db.tx(
    'owner',
    (tx) =>
      tx.rows<{ words: string }>(sql`
        select (select string_agg(repeat(lexeme || ' ', cardinality(positions)), '') from unnest(terms))
          as words from chunk`),
    { timeoutMs: 600_000 },
  )
  for (let at = 0; at < rows.length; at += 1000) {
    const words = rows.slice(at, at + 1000).map((row) => row.words)
    await lite.query('insert into passage select 0, unnest($1::text[])', [words])
  }
  await lite.exec(
    "create index passage_words on passage using bm25 (words) with (text_config = 'simple')",
  )
  return {
    ask: (terms) =>
      lite.query(
        "select id from passage order by words <@> to_bm25query($1, 'passage_words') limit 10",
        [terms.join(' ')],
      ),
    close: () => lite.close(),
  }
}
