import { z } from 'zod'
import type { Clock } from '../../base/ports.ts'
import { callProvider, type Endpoint, type Failure } from './call-provider.ts'
import { restAfterFailure } from './rest.ts'

export type RerankSettings = Endpoint & {
  /** How it wants to be asked: as Cohere, Jina and vLLM (`documents`), or as TEI (`texts`). */
  api: 'cohere' | 'tei'
  /** So many of the best passages are read by it. */
  top: number
  /** Relevance from which a passage counts as an answer whatever words it has; null: words decide. */
  answerFrom: number | null
}

/** `scores[i]` is of text i; null: the provider left it out as too far down. */
export type Reranked = { kind: 'scores'; scores: (number | null)[] } | Failure

export type Reranker = Pick<RerankSettings, 'top' | 'answerFrom'> & {
  name: string
  score: (question: string, texts: string[], signal: AbortSignal) => Promise<Reranked>
  trouble: () => string | null
}

const mostCharacters = 4_000

export function makeReranker(settings: RerankSettings, { clock }: { clock: Clock }): Reranker {
  const { model, top, answerFrom } = settings
  const rest = restAfterFailure(clock)
  return {
    ...{ name: model, top, answerFrom, trouble: rest.trouble },
    score: async (question, texts, signal) => {
      if (texts.length === 0) return { kind: 'scores', scores: [] }
      const resting = rest.resting()
      if (resting !== null) return resting
      const reranked = await rerank(settings, { question, texts }, signal)
      if (reranked.kind === 'failed') return rest.failed(reranked)
      rest.answered()
      return reranked
    },
  }
}

/** Cohere, Jina and vLLM answer `{results: [{index, relevance_score}]}`, TEI `[{index, score}]`. */
const scored = z.union([
  z.object({ index: z.int().min(0), relevance_score: z.number() }),
  z.object({ index: z.int().min(0), score: z.number() }),
])
const reply = z.union([z.array(scored), z.object({ results: z.array(scored) })])

type Asked = { question: string; texts: string[] }

async function rerank(
  settings: RerankSettings,
  { question, texts }: Asked,
  signal: AbortSignal,
): Promise<Reranked> {
  const read = texts.map((text) => text.slice(0, mostCharacters).toWellFormed())
  const query = question.toWellFormed()
  const body =
    settings.api === 'tei'
      ? { query, texts: read, raw_scores: false }
      : { model: settings.model, query, documents: read, top_n: read.length }
  const called = await callProvider(settings, { path: '/rerank', body }, { signal, tries: 1 })
  if (called.kind === 'failed') return called
  const parsed = reply.safeParse(called.body)
  if (!parsed.success) return unusable('its answer is no list of scores')
  const results = Array.isArray(parsed.data) ? parsed.data : parsed.data.results
  return scoresOf(results, texts.length)
}

function scoresOf(results: z.infer<typeof scored>[], count: number): Reranked {
  const scores: (number | null)[] = Array.from({ length: count }, () => null)
  for (const one of results) {
    if (one.index >= count) return unusable('it scores a text that it was not given')
    if (scores[one.index] !== null) return unusable('it scores a text twice')
    scores[one.index] = 'score' in one ? one.score : one.relevance_score
  }
  return results.length > 0 ? { kind: 'scores', scores } : unusable('it scores no text')
}

const unusable = (why: string): Failure => ({ kind: 'failed', why, retryAfterMs: null })
