import type { Citation } from '../tools/index.ts'

/**
 * The sources of an answer: those that it quotes, in their order there. An answer in a model's own
 * words quotes nothing, so every passage that it read is a source. Each once.
 */
export function citedIn(answer: string, found: Citation[]): Citation[] {
  const words = flat(answer)
  const once = new Map(found.map((one) => [`${one.document}/${one.revision}/${one.quote}`, one]))
  const placed = [...once.values()].map((one) => ({ one, at: words.indexOf(flat(one.quote)) }))
  const quoted = placed.filter(({ at }) => at >= 0).toSorted((a, b) => a.at - b.at)
  return (quoted.length > 0 ? quoted : placed).map(({ one }) => one)
}

/** Quotes are set with `> ` before each line. */
const flat = (text: string): string =>
  text
    .replace(/^[^\S\n]*>\s?/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
