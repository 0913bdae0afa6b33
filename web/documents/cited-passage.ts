import type { DocumentPassages } from '../../server/http/contract.ts'
import { findQuote, markQuote } from './mark-quote.ts'

export type Passage = DocumentPassages['passages'][number]

/** By the words that were cited, or by the number of the passage. */
export type Cited = { quote: string } | { seq: number }

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
