import { type GlossaryEntry, glossary } from './glossary.ts'
import { quoteLexeme, termsOf } from './terms.ts'

/** Terms that stand for one word of a question; all of `terms` must be there. */
export type Alternative = { terms: string[]; weight: number }

/** One word or phrase of a question with everything that means the same. */
export type TermGroup = { label: string; alternatives: Alternative[] }

/** A synonym or translation counts a little less than the word itself. */
const synonymWeight = 0.8

type Phrase = { terms: string[]; synonyms: string[][] }

const phrases = phrasesOf(glossary)
const longestPhrase = Math.max(...[...phrases.values()].map(({ terms }) => terms.length))

/** What a question asks for: each word once, glossary phrases as one group with their synonyms. */
export function termGroups(question: string): TermGroup[] {
  const terms = termsOf(question)
  const groups = new Map<string, TermGroup>()
  for (let at = 0; at < terms.length; ) {
    const phrase = phraseAt(terms, at)
    const group = phrase === undefined ? plainGroup(terms[at] ?? '') : phraseGroup(phrase)
    groups.set(group.label, group)
    at += phrase?.terms.length ?? 1
  }
  return [...groups.values()]
}

/** A group as tsquery text: any alternative, with all of its terms. */
export function tsqueryOf(group: TermGroup): string {
  return group.alternatives
    .map(({ terms }) => `(${terms.map(quoteLexeme).join(' & ')})`)
    .join(' | ')
}

function phraseAt(terms: string[], at: number): Phrase | undefined {
  for (let length = longestPhrase; length > 0; length--) {
    const found = phrases.get(keyOf(terms.slice(at, at + length)))
    if (found?.terms.length === length) return found
  }
  return undefined
}

function plainGroup(term: string): TermGroup {
  return { label: term, alternatives: [{ terms: [term], weight: 1 }] }
}

function phraseGroup({ terms, synonyms }: Phrase): TermGroup {
  const own = keyOf(terms)
  const others = synonyms.filter((other) => keyOf(other) !== own)
  return {
    label: own,
    alternatives: [
      { terms, weight: 1 },
      ...others.map((other) => ({ terms: other, weight: synonymWeight })),
    ],
  }
}

function phrasesOf(entries: readonly GlossaryEntry[]): Map<string, Phrase> {
  const found = new Map<string, Phrase>()
  for (const { zh, en } of entries) {
    const synonyms = [...zh, ...en].map(termsOf).filter((terms) => terms.length > 0)
    for (const terms of synonyms) {
      const known = found.get(keyOf(terms))
      found.set(keyOf(terms), {
        terms,
        synonyms: unique([...(known?.synonyms ?? []), ...synonyms]),
      })
    }
  }
  return found
}

function keyOf(terms: string[]): string {
  return terms.join(' ')
}

function unique(lists: string[][]): string[][] {
  return [...new Map(lists.map((terms) => [keyOf(terms), terms])).values()]
}
