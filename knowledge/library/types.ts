import type { Language } from '../../base/language.ts'
import type { Clearance } from './clearance.ts'

/** Of a revision at an instant. Scheduled: its time has not come; retired: it has passed. */
export type DocumentState = 'draft' | 'scheduled' | 'effective' | 'retired'

/** When a revision is in force; half-open, ISO 8601; an open end is null. */
export type Period = { from: string; until: string | null }

/** What a revision is at an instant, and the period that says so. */
export type Standing = { state: DocumentState; from: string | null; until: string | null }

/** How near a review is; soon: within 30 days. */
export type ReviewState = 'overdue' | 'soon' | 'later'

export type RevisionView = {
  revision: number
  state: DocumentState
  /** In order; several when it was put in force again. */
  periods: Period[]
  fileName: string
  mediaType: string
  bytes: number
  sha256: string
  pages: number | null
  passages: number
  parser: string
  /** Null for what came in before this was kept. */
  addedAt: string | null
  addedBy: string | null
  reviewedAt: string | null
  reviewedBy: string | null
}

export type LibraryItem = {
  siteId: string
  id: string
  title: string
  language: Language
  /** In force, else scheduled, else the newest; `state` is of it. */
  revision: number
  state: DocumentState
  /** Since when it is in force or will be; null for a draft. */
  from: string | null
  until: string | null
  /** Drafts and scheduled revisions beside it. */
  waiting: number[]
  mediaType: string
  fileName: string
  pages: number | null
  equipmentIds: string[]
  readerRoles: string[]
  clearance: Clearance
  /** The role at the site that looks after it. */
  ownerRole: string
  reviewMonths: number | null
  /** When it should be looked at again; null: never, or nothing is in force. */
  reviewDue: string | null
  /** How near that is. */
  review: ReviewState | null
  /** Remarks on the revision: of everybody for those who look after it, else one's own. */
  remarks: { useful: number; wrong: number; outdated: number }
}

export type FacetCount = { value: string; count: number }

export type LibraryFacets = {
  site: FacetCount[]
  language: FacetCount[]
  state: FacetCount[]
  review: FacetCount[]
  /** Media types. */
  type: FacetCount[]
  equipment: FacetCount[]
}
