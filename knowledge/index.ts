export { type Cited, isVerbatim } from './citation.ts'
export {
  type GlossaryTerm,
  type GlossaryTermInput,
  glossaryTermInput,
  listGlossary,
  type PutTermReply,
  putTerm,
  type RetireTermReply,
  retireTerm,
} from './glossary/site-glossary.ts'
export { type AddedDocument, addDocument, type NewDocument } from './ingest/add-document.ts'
export { type DocumentEntry, listDocuments } from './ingest/documents.ts'
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
export { termsOf } from './retrieval/terms.ts'
export type { Warning } from './retrieval/warnings.ts'
