import { sql } from 'drizzle-orm'
import { chooseQuote, headingOf, isVerbatim } from '../citation.ts'
import type { Providers } from '../providers/providers.ts'
import { fuseRankings } from './fuse.ts'
import { asksUnknownCode } from './near-codes.ts'
import { nearestPassages } from './nearest-passages.ts'
import {
  groupsOf,
  instantOf,
  type Passage,
  type Reader,
  type SearchRequest,
  type SearchResult,
  searchPassages,
} from './search.ts'
import { warningsOf } from './warnings.ts'

/** What ranked the passages, and which configured provider did not, with the reason. */
export type Retrieval = {
  mode: 'lexical' | 'hybrid' | 'lexical+rerank' | 'hybrid+rerank'
  fellBack: string[]
}

export type Found = SearchResult & { retrieval: Retrieval }

/** Ranks of each side that are looked at when two rankings become one. */
const fused = 50

/**
 * Passages in force that answer the question, best first: by words, and where they are configured by
 * vectors and a reranker too. A provider that fails or is slow is left out, and the result says so.
 */
export async function searchKnowledge(
  reader: Reader & { providers?: Providers | undefined },
  request: SearchRequest,
): Promise<Found> {
  const { providers } = reader
  const { embedder, reranker } = providers ?? { embedder: null, reranker: null }
  if (providers === undefined || (embedder === null && reranker === null)) {
    return {
      ...(await searchPassages(reader, request)),
      retrieval: { mode: 'lexical', fellBack: [] },
    }
  }
  const depth = Math.max(request.limit, fused, reranker?.top ?? 0)
  const [byWords, near] = await Promise.all([
    searchPassages(reader, { ...request, limit: depth }),
    byVectors({ reader, providers, limit: depth }, request),
  ])
  const ranked = await merged(reader, request, { byWords, near, weight: embedder?.weight ?? 0 })
  const reranked = await byReranker({ reader, providers, ranked }, request.query)
  const fellBack = [near.why, reranked.why].filter((why) => why !== null)
  const mode =
    `${near.ids === null ? 'lexical' : 'hybrid'}${reranked.done ? '+rerank' : ''}` as const
  const answers = reranked.answers && !asksUnknownCode(byWords.unknown)
  return {
    ...byWords,
    answerable: byWords.answerable || answers,
    passages: reranked.passages.slice(0, request.limit),
    retrieval: { mode, fellBack },
  }
}

type Asking = { reader: Reader; providers: Providers; limit: number }
type ByVectors = { ids: number[] | null; why: string | null }

async function byVectors(
  { reader, providers: { embedder, memory }, limit }: Asking,
  request: SearchRequest,
): Promise<ByVectors> {
  if (embedder === null) return { ids: null, why: null }
  const signal = reader.signal ?? new AbortController().signal
  const until = AbortSignal.timeout(longestReadMs)
  const embedded = await embedder.embedQuestion(request.query, signal)
  const near =
    embedded.kind === 'failed'
      ? embedded
      : await nearestPassages(reader, request, {
          ...{ embedder, memory, limit, until },
          vector: embedded.vectors[0] ?? new Float32Array(embedder.dimension),
        })
  if (near.kind === 'near') return { ids: near.ids, why: null }
  return { ids: null, why: `embeddings by ${embedder.name}: ${near.why}` }
}

const longestReadMs = 3_000

type Both = { byWords: SearchResult; near: ByVectors; weight: number }

/** One ranking of two; what only vectors found is read, quoted and warned of like the rest. */
async function merged(
  reader: Reader,
  request: SearchRequest,
  { byWords, near, weight }: Both,
): Promise<Passage[]> {
  if (near.ids === null) return byWords.passages
  const found = await passagesOf(reader, request, near.ids)
  const known = new Map([...found, ...byWords.passages].map((passage) => [keyOf(passage), passage]))
  const ranking = fuseRankings(byWords.passages.map(keyOf), found.map(keyOf), weight)
  return ranking.flatMap((key) => known.get(key) ?? [])
}

const keyOf = ({ siteId, document, revision, seq }: Passage): string =>
  JSON.stringify([siteId, document, revision, seq])

type Row = Omit<Passage, 'heading' | 'score' | 'quote' | 'quotePage' | 'warnings'>

async function passagesOf(
  reader: Reader,
  request: SearchRequest,
  ids: number[],
): Promise<Passage[]> {
  const { db, principal, signal } = reader
  return db.tx(
    'read',
    async (tx) => {
      const groups = (await groupsOf(tx, request)).map((group) => ({ group, weight: 1 }))
      const rows = await tx.rows<Row>(sql`
        select c.site_id as "siteId", c.document_id as document, d.title, c.revision, c.seq, c.page,
          c.heading_path as "headingPath", c.language, c.text
        from unnest(${sql.param(ids)}::bigint[]) with ordinality as near (id, at)
        join chunk c using (id)
        join document d on d.site_id = c.site_id and d.id = c.document_id
        where c.in_force @> ${instantOf(request)} order by near.at`)
      const passages = rows.map((row) => {
        const chosen = chooseQuote(row, request.query, groups)
        const quote = isVerbatim(chosen.quote, row.text) ? chosen.quote : row.text
        const heading = headingOf(row.headingPath)
        return { ...row, heading, score: 0, quote, quotePage: chosen.page }
      })
      return warningsOf(tx, passages)
    },
    { principal, ...(signal === undefined ? {} : { signal }) },
  )
}

type Reranking = { reader: Reader; providers: Providers; ranked: Passage[] }
type ByReranker = { passages: Passage[]; done: boolean; answers: boolean; why: string | null }

/** The best of the ranking in the order of the reranker; what it left out and the rest follow. */
async function byReranker(
  { reader, providers: { reranker }, ranked }: Reranking,
  question: string,
): Promise<ByReranker> {
  const as = { passages: ranked, done: false, answers: false, why: null }
  if (reranker === null || ranked.length === 0) return as
  const head = ranked.slice(0, reranker.top)
  const texts = head.map(({ title, heading, text }) => `${title}\n${heading}\n${text}`)
  const signal = reader.signal ?? new AbortController().signal
  const reranked = await reranker.score(question, texts, signal)
  if (reranked.kind === 'failed')
    return { ...as, why: `rerank by ${reranker.name}: ${reranked.why}` }
  const scores = head.map((_, at) => reranked.scores[at] ?? Number.NEGATIVE_INFINITY)
  const order = head
    .map((_, at) => at)
    .toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
  const best = Math.max(...scores)
  return {
    passages: [...order.flatMap((at) => head[at] ?? []), ...ranked.slice(head.length)],
    done: true,
    answers: reranker.answerFrom !== null && best >= reranker.answerFrom,
    why: null,
  }
}
