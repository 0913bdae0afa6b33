export { type Disagreements, disagreementsOf, type Said } from './answers/disagreements.ts'
export { type Cited, isVerbatim, type Range, rangeOf } from './citation.ts'
export { type IndexState, readIndexState } from './generations/generation.ts'
export type { ReadersOfToday, Which } from './generations/outdated.ts'
export {
  type ReindexDeps,
  type Reindexed,
  type ReindexStep,
  reindex,
} from './generations/reindex.ts'
export { prepareVectors } from './generations/vector-index.ts'
export {
  type GlossaryTerm,
  type GlossaryTermInput,
  glossaryTermInput,
  listGlossary,
  type PutTermReply,
  putTerm,
  type RetireTermReply,
  retireTerm,
  standingTerms,
  termWords,
} from './glossary/site-glossary.ts'
export {
  findTerm,
  type StandingTerm,
  setTerm,
  type TaughtTerm,
  taughtPreconditions,
  taughtStale,
  taughtTerm,
  teach,
} from './glossary/taught-term.ts'
export { type AddedDocument, addDocument, type NewDocument } from './ingest/add-document.ts'
export {
  addUpload,
  documentEndings,
  type UploadedDocument,
  type UploadStep,
} from './ingest/add-upload.ts'
export { publishRevision, retireDocument } from './ingest/documents.ts'
export { mostDocumentBytes } from './ingest/parse-file.ts'
export {
  type DocumentReader,
  openReader,
  type ReaderSettings,
  readHere,
} from './ingest/reader/open-reader.ts'
export type { DiffPassage, DiffRow, DiffSegment } from './library/align.ts'
export { type Clearance, clearance } from './library/clearance.ts'
export { type DocumentDetail, readLibraryDocument } from './library/detail.ts'
export { diffRevisions, type RevisionDiff } from './library/diff.ts'
export {
  type CitationFeedback,
  type FeedbackInput,
  type FeedbackVerdict,
  feedbackInput,
  giveFeedback,
} from './library/feedback.ts'
export { type RevisionFile, readRevisionFile } from './library/file.ts'
export { type FoundDocument, findDocument } from './library/find-document.ts'
export { facetsOf, libraryItems, listLibrary, matches } from './library/list.ts'
export {
  type DocumentPublication,
  documentPublication,
  publicationPreconditions,
  publicationStale,
  publishDocument,
  readTimeline,
  standingIn,
  type Timeline,
} from './library/publish.ts'
export {
  type DueReview,
  dueOf,
  dueReviews,
  noteReview,
  type ReviewOutcome,
} from './library/reviews.ts'
export type {
  DocumentState,
  FacetCount,
  LibraryFacets,
  LibraryItem,
  Period,
  RevisionView,
} from './library/types.ts'
export {
  type CloseOutcome,
  closeUnanswered,
  noteUnanswered,
  type UnansweredQuestion,
  type UnansweredTopic,
  unansweredTopics,
} from './library/unanswered.ts'
export { makeProviders, type Providers, type RetrievalSettings } from './providers/providers.ts'
export { weightOf } from './retrieval/evidence.ts'
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
export { termsOf } from './retrieval/terms.ts'
export type { Warning } from './retrieval/warnings.ts'
