export { type Cited, isVerbatim } from './citation.ts'
export { type IndexState, readIndexState } from './generations/generation.ts'
export type { ReadersOfToday, Which } from './generations/outdated.ts'
export {
  type ReindexDeps,
  type Reindexed,
  type ReindexStep,
  reindex,
} from './generations/reindex.ts'
export { prepareVectors } from './generations/vector-index.ts'
export { type AddedDocument, addDocument, type NewDocument } from './ingest/add-document.ts'
export { type DocumentEntry, listDocuments } from './ingest/documents.ts'
export { makeProviders, type Providers, type RetrievalSettings } from './providers/providers.ts'
export {
  type ReadPassage,
  type ReadRequest,
  type ReadResult,
  readDocument,
} from './retrieval/read.ts'
export {
  type Passage,
  type Reader,
  type SearchRequest,
  type SearchResult,
  searchPassages,
} from './retrieval/search.ts'
export { type Found, type Retrieval, searchKnowledge } from './retrieval/search-knowledge.ts'
export type { Warning } from './retrieval/warnings.ts'
