/**
 * The library: documents, their revisions, and what people say of them. Instants in ISO 8601.
 *
 * GET  /api/library?q=&site=&language=&state=&equipment=&type=&after=&limit=   → LibraryPage
 * GET  /api/library/reviews                            → ReviewPage, due within 30 days or overdue
 * GET  /api/library/unanswered?site=                   → UnansweredPage, by topic
 * POST /api/library/unanswered/close CloseRequest      → CloseReply
 * GET  /api/library/:siteId/:id                        → LibraryDocument
 * GET  /api/library/:siteId/:id/diff?from=1&to=2       → RevisionDiff
 * GET  /api/library/:siteId/:id/:revision/file?download=1   the bytes as they came in; PDF and pictures
 *                                                      may be shown in a page, all else is a download
 * POST /api/library/:siteId/:id/feedback FeedbackRequest   → FeedbackReply
 * POST /api/library/:siteId/:id/review ReviewRequest   → ReviewReply (409 unless it was noted)
 * POST /api/library/:siteId/:id/publish PublishDocumentRequest → PublishDocumentReply (201), a proposal
 *
 * How documents come in: upload-contract.ts. The passages of a revision: GET /api/documents/:siteId/:id/:revision.
 */
import type {
  CloseOutcome,
  DocumentDetail,
  DueReview,
  FeedbackInput,
  LibraryFacets,
  LibraryItem,
  ReviewOutcome,
  UnansweredTopic,
} from '../../knowledge/index.ts'

export type {
  CitationFeedback,
  Clearance,
  DiffPassage,
  DiffRow,
  DiffSegment,
  DocumentState,
  DueReview,
  FacetCount,
  FeedbackVerdict,
  LibraryFacets,
  LibraryItem,
  RevisionDiff,
  RevisionView,
  UnansweredQuestion,
  UnansweredTopic,
} from '../../knowledge/index.ts'

export type LibraryPage = {
  items: LibraryItem[]
  /** Of all pages. */
  total: number
  /** `?after=` of the next page; null on the last one. */
  next: string | null
  /** Counts of what the person may read, before any filter. */
  facets: LibraryFacets
}

export type LibraryDocument = DocumentDetail

export type FeedbackRequest = Omit<FeedbackInput, 'siteId' | 'documentId'>
/** `not_found`: no such revision that the person may read, or the words do not stand in it. */
export type FeedbackReply = { outcome: 'kept' | 'not_found' }

export type ReviewPage = { items: DueReview[]; now: string }
export type ReviewRequest = {
  /** The revision that was looked at and still holds. */
  revision: number
  note?: string
  /** The next one so many months later; null: none. Omitted: as before. */
  months?: number | null
}
/** `other_revision`: another one is in force by now. */
export type ReviewReply = { outcome: ReviewOutcome }

export type UnansweredPage = { topics: UnansweredTopic[]; questions: number }
export type CloseRequest = { siteId: string; key: string }
export type CloseReply = { outcome: CloseOutcome }

export type PublishDocumentRequest = {
  /** Of this form as it was filled in: sent twice, it is one proposal. */
  key: string
  /** Null: from then on no revision is in force. */
  revision: number | null
  /** Local date or instant; omitted: as soon as it is approved. */
  from?: string
  until?: string
  reason: string
}
export type PublishDocumentReply = { proposal: { siteId: string; id: string } }
