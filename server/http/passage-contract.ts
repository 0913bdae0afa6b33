/**
 * What documents say, and what the sites call their things. `web/` imports these types by contract.ts.
 *
 * GET  /api/documents/:siteId/:id/:revision        → DocumentPassages
 * GET  /api/documents/search?q=&site=&language=&equipment=   → FoundPassages, of what is in force
 * GET  /api/glossary                               → GlossaryPage, what the sites call their things
 * POST /api/glossary GlossaryTermRequest           → PutTermReply (409 unless it was put)
 * POST /api/glossary/taught TaughtRequest          → TaughtReply, a proposal: nothing is put yet
 * POST /api/glossary/:siteId/:term/retire {version}   → RetireTermReply (409 unless it was)
 */
import type {
  GlossaryTerm,
  GlossaryTermInput,
  Passage,
  SearchResult,
} from '../../knowledge/index.ts'
import type { ProposalRef } from '../../tools/index.ts'

export type FoundPassages = Pick<SearchResult, 'answerable' | 'unknown'> & {
  passages: FoundPassage[]
}

/** `quote` stands in `text` word for word, on that page. */
export type FoundPassage = Pick<
  Passage,
  'siteId' | 'title' | 'revision' | 'seq' | 'heading' | 'language' | 'text' | 'quote' | 'warnings'
> & { id: string; page: number | null }

export type DocumentPassages = {
  id: string
  title: string
  revision: number
  status: string
  passages: {
    seq: number
    page: number | null
    heading: string
    text: string
  }[]
}

export type GlossaryPage = { items: GlossaryTerm[] }
/** `term` with the `version` that was seen: the next version of it. */
export type GlossaryTermRequest = Partial<GlossaryTermInput> & { siteId: string }

/** Words that mean the same, the new one first. */
export type TaughtRequest = {
  key: string
  language: 'zh' | 'en'
  siteId: string
  words: string[]
  reason: string
}
export type TaughtReply = { proposal: ProposalRef | null }
