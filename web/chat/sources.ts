import type { Citation } from '../../server/http/contract.ts'

export type Source = Citation & {
  number: number
  /** Its words stand in the answer. */
  quoted: boolean
}

/** Those whose words the answer quotes first; the numbers follow that order. */
export function orderSources(text: string, citations: Citation[]): Source[] {
  const words = flat(text)
  const marked = citations.map((citation) => ({
    ...citation,
    quoted: words.includes(flat(citation.quote)),
  }))
  const ordered = [...marked.filter((one) => one.quoted), ...marked.filter((one) => !one.quoted)]
  return ordered.map((one, at) => ({ ...one, number: at + 1 }))
}

/** The sources that a quote of the answer holds. */
export const sourcesIn = (quote: string, sources: Source[]): Source[] => {
  const words = flat(quote)
  return sources.filter((source) => source.quoted && words.includes(flat(source.quote)))
}

/** Quotes are set with `> ` before each line. */
const flat = (text: string): string =>
  text
    .replace(/^[^\S\n]*>\s?/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
