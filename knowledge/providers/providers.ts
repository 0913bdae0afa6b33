import type { Clock } from '../../base/ports.ts'
import { makeVectorMemory, type VectorMemory } from '../retrieval/vector-memory.ts'
import type { Wait } from './call-provider.ts'
import { type Embedder, type EmbeddingSettings, makeEmbedder } from './embeddings.ts'
import { makeReranker, type Reranker, type RerankSettings } from './rerank.ts'

export type RetrievalSettings = {
  embeddings: EmbeddingSettings | null
  rerank: RerankSettings | null
}

/** What improves on the search by words; null: not configured. */
export type Providers = {
  embedder: Embedder | null
  /** Vectors of this process, for stores that can't compare them themselves. */
  memory: VectorMemory
  reranker: Reranker | null
}

export function makeProviders(
  { embeddings, rerank }: RetrievalSettings,
  deps: { clock: Clock; wait?: Wait },
): Providers {
  return {
    embedder: embeddings === null ? null : makeEmbedder(embeddings, deps),
    memory: makeVectorMemory(),
    reranker: rerank === null ? null : makeReranker(rerank, deps),
  }
}
