import type { IndexState, Providers } from '../knowledge/index.ts'

/** How passages are found now, in one line: what is live, what is being made, what is in trouble. */
export function retrievalMode({ embedder, reranker }: Providers, index: IndexState): string {
  const { generation, building, embeddedBy, embedded, passages } = index
  const parts = ['lexical (BM25)']
  if (embedder !== null && embeddedBy === embedder.name) parts.push(`embeddings ${embedder.name}`)
  if (reranker !== null) parts.push(`rerank ${reranker.name}`)
  const notes = [
    ...(embedder !== null && embedded < passages
      ? [`${embedded} of ${passages} passages embedded by ${embedder.name}`]
      : []),
    ...(building === null
      ? []
      : [`building generation ${building.generation} beside ${generation}: ${building.read} read`]),
    ...troubleOf('embeddings', embedder),
    ...troubleOf('rerank', reranker),
  ]
  return [parts.join(' + '), ...notes].join('; ')
}

function troubleOf(what: string, provider: { trouble: () => string | null } | null): string[] {
  const trouble = provider?.trouble() ?? null
  return trouble === null ? [] : [`${what} left out: ${trouble}`]
}
