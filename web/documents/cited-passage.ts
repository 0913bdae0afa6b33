import type { DocumentPassages } from '../../server/http/contract.ts'
import { findQuote, markQuote } from './mark-quote.ts'

export type Passage = DocumentPassages['passages'][number]

/** By the words that were cited, or by the number of the passage. */
export type Cited = { quote: string } | { seq: number }

/** As the part of an address after #, which loses line ends; `findQuote` takes any white space. */
export const hashOf = (quote: string): string => quote.trim().replace(/\s+/g, ' ')

export type ShownPassage = Passage & {
  /** Its text with the cited words marked. */
  shown: string
  cited: boolean
  /** Below the title of the document; null where the one above has the same. */
  section: string | null
}

/** The passages as they are shown, with the first that holds the cited words marked. */
export function showPassages({ title, passages }: DocumentPassages, cited: Cited): ShownPassage[] {
  const place = placeOf(passages, cited)
  return passages.map((passage, at) => {
    const isCited = passage.seq === place?.seq
    const section = sectionOf(passage, title)
    const before = passages[at - 1]
    return {
      ...passage,
      cited: isCited,
      shown: isCited && place?.range ? markQuote(passage.text, place.range) : passage.text,
      section: before && sectionOf(before, title) === section ? null : section,
    }
  })
}

/** The passage with the cited words, and the page on which they begin; null when no one has them. */
export function citedPlace(
  { passages }: DocumentPassages,
  cited: Cited,
): { heading: string; page: number | null; quote: string } | null {
  const place = placeOf(passages, cited)
  const passage = passages.find(({ seq }) => seq === place?.seq)
  if (passage === undefined) return null
  // Each form feed is one page on.
  const before = passage.text.slice(0, place?.range?.from ?? 0).split('\f').length - 1
  const page = passage.page === null ? null : passage.page + before
  const quote = place?.range ? passage.text.slice(place.range.from, place.range.to) : ''
  return { heading: passage.heading, page, quote }
}

type Place = { seq: number; range?: { from: number; to: number } }

function placeOf(passages: Passage[], cited: Cited): Place | null {
  if ('seq' in cited) return { seq: cited.seq }
  for (const { seq, text } of passages) {
    const range = findQuote(text, cited.quote)
    if (range) return { seq, range }
  }
  return null
}

function sectionOf({ heading }: Passage, title: string): string | null {
  const below = heading.startsWith(title) ? heading.slice(title.length) : heading
  return below.replace(/^\s*›\s*/, '') || null
}
