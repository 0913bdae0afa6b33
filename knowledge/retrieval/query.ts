import type { Translate } from '../dictionary/dictionary.ts'
import { type GlossaryEntry, glossary } from './glossary.ts'
import { askingPhrases, isAskingWord } from './stop-words.ts'
import { cutAtWords, partsOfCodes, termsOf } from './terms.ts'

/** Terms that stand for one word of a question; all of `terms` must be there. */
export type Alternative = { terms: string[]; weight: number }

/** One word or phrase of a question with everything that means the same. */
export type TermGroup = {
  label: string
  alternatives: Alternative[]
  /** Labels of the words that it translates as one phrase; they stand as groups of their own too. */
  translates?: string[]
  /** The code that it only repeats a part of; found by it, but not asked for beside it. */
  partOf?: string
}

export type Lexicon = {
  /** What the sites of the reader call their things. */
  site: readonly GlossaryEntry[]
  translate: Translate
}

/** A word of the site is as good as the one that was asked for. */
const siteWeight = 1
/** A synonym or translation counts a little less. */
export const synonymWeight = 0.8
const longestTranslated = 4

type Synonym = Alternative
type Phrase = { terms: string[]; synonyms: Synonym[] }
type Phrases = Map<string, Phrase>

/** Auxiliaries before and particles behind a verb, which the segmenter leaves at rare ones. */
const particles =
  /^(?:[要没不未能可会被把先再还都就太])+|(?:[了着过到成得啥吗呢完好掉住]|起来|以上|以下|之前|之后)+$/gu

const builtIn = phrasesOf(glossary, synonymWeight)
const builtInWords = chineseWords(glossary)
const bare: Lexicon = { site: [], translate: () => [] }

/**
 * What a question asks for: each word once, phrases of the glossaries as one group with their
 * synonyms, and what the dictionary makes of words and phrases in the other language.
 */
export function termGroups(question: string, { site, translate }: Lexicon = bare): TermGroup[] {
  const known = site.length === 0 ? builtIn : merged(phrasesOf(site, siteWeight), builtIn)
  const words = new Set([...builtInWords, ...chineseWords(site)])
  const terms = termsOf(cutAtWords(question.replace(askingPhrases, ' '), words))
    .map((term) => withoutParticles(term, translate))
    .filter((term) => term !== '' && !isAskingWord(term))
  const groups = withoutRepeats(wordGroups(terms, known), question)
  return translated(writtenTogether(groups, question), translate)
}

/** `摔了` asks for 摔, where no dictionary knows it with its particle. */
function withoutParticles(term: string, translate: Translate): string {
  if (!/^\p{Script=Han}{2,}$/u.test(term) || translate([term]).length > 0) return term
  return term.replace(particles, '')
}

/** A code is asked for once, however many terms it has. */
function withoutRepeats(groups: TermGroup[], question: string): TermGroup[] {
  const wholes = partsOfCodes(question)
  return groups.map((group) => {
    const partOf = wholes.get(group.label)
    return partOf === undefined ? group : { ...group, partOf }
  })
}

/** What must be found for the question to be met: neither a phrase of words, nor part of a code. */
export const isAsked = ({ translates, partOf }: TermGroup): boolean =>
  translates === undefined && partOf === undefined

function wordGroups(terms: string[], known: Phrases): TermGroup[] {
  const longest = Math.max(...[...known.values()].map((phrase) => phrase.terms.length))
  const groups = new Map<string, TermGroup>()
  for (let at = 0; at < terms.length; ) {
    const phrase = phraseAt(terms, at, { known, longest })
    const group = groupOf(phrase ?? { terms: terms.slice(at, at + 1), synonyms: [] })
    groups.set(group.label, group)
    at += phrase?.terms.length ?? 1
  }
  return [...groups.values()]
}

function phraseAt(
  terms: string[],
  at: number,
  { known, longest }: { known: Phrases; longest: number },
): Phrase | undefined {
  for (let length = longest; length > 0; length--) {
    const found = known.get(keyOf(terms.slice(at, at + length)))
    if (found?.terms.length === length) return found
  }
  return undefined
}

function groupOf({ terms, synonyms }: Phrase): TermGroup {
  const label = keyOf(terms)
  const others = synonyms.filter((other) => keyOf(other.terms) !== label)
  return { label, alternatives: [{ terms, weight: 1 }, ...writtenApart(label), ...others] }
}

/** `MSL5` stands as `MSL 5` too. */
function writtenApart(label: string): Alternative[] {
  const [, letters, figures] = /^([a-z]{2,})(\d{1,4})$/.exec(label) ?? []
  if (letters === undefined || figures === undefined) return []
  return [{ terms: [...termsOf(letters), figures], weight: 1 }]
}

const code = /(?<![\w-])(\p{Lu}{2,5}) (\d{1,4})(?![\w.])/gu

/** `MSL 5` stands as `MSL5` too. */
function writtenTogether(groups: TermGroup[], question: string): TermGroup[] {
  const whole = new Map(
    [...question.matchAll(code)].map(([, letters = '', figures = '']) => [
      figures,
      termsOf(letters + figures).slice(0, 1),
    ]),
  )
  return groups.map((group) => {
    const terms = whole.get(group.label)
    return terms === undefined ? group : withAlternatives(group, [{ terms, weight: 1 }])
  })
}

/** Neighbours that the dictionary knows as one phrase are translated as one, longest first. */
function translated(groups: TermGroup[], translate: Translate): TermGroup[] {
  const found: TermGroup[] = []
  for (let at = 0; at < groups.length; ) {
    const { part, translations } = longestKnown(groups.slice(at, at + longestTranslated), translate)
    const [only] = part
    if (part.length === 1 && only !== undefined) found.push(withAlternatives(only, translations))
    else found.push(...part, phraseGroup(part, translations))
    at += part.length
  }
  return found
}

function longestKnown(
  groups: TermGroup[],
  translate: Translate,
): { part: TermGroup[]; translations: Alternative[] } {
  for (let length = groups.length; length > 0; length--) {
    const part = groups.slice(0, length)
    const translations = translate(part.flatMap(ownTerms))
    if (translations.length > 0) return { part, translations: translations.map(lessLikely) }
  }
  return { part: groups.slice(0, 1), translations: [] }
}

const lessLikely = ({ terms, weight }: Alternative): Alternative => ({
  terms,
  weight: weight * synonymWeight,
})

function phraseGroup(part: TermGroup[], alternatives: Alternative[]): TermGroup {
  const translates = part.map(({ label }) => label)
  return { label: translates.join(' '), alternatives, translates }
}

const ownTerms = (group: TermGroup): string[] => group.alternatives[0]?.terms ?? []

function withAlternatives(group: TermGroup, more: Alternative[]): TermGroup {
  const known = new Set(group.alternatives.map(({ terms }) => keyOf(terms)))
  const added = more.filter(({ terms }) => !known.has(keyOf(terms)))
  return { ...group, alternatives: [...group.alternatives, ...added] }
}

function chineseWords(entries: readonly GlossaryEntry[]): string[] {
  return entries.flatMap(({ zh }) => zh).filter((word) => /^\p{Script=Han}{2,}$/u.test(word))
}

function phrasesOf(entries: readonly GlossaryEntry[], weight: number): Phrases {
  const found: Phrases = new Map()
  for (const { zh, en } of entries) {
    const all = [...zh, ...en].map(termsOf).filter((terms) => terms.length > 0)
    const synonyms = all.map((terms) => ({ terms, weight }))
    for (const terms of all) add(found, { terms, synonyms })
  }
  return found
}

function merged(first: Phrases, second: Phrases): Phrases {
  const found: Phrases = new Map(first)
  for (const phrase of second.values()) add(found, phrase)
  return found
}

function add(phrases: Phrases, { terms, synonyms }: Phrase): void {
  const all = [...(phrases.get(keyOf(terms))?.synonyms ?? []), ...synonyms]
  const unique = new Map([...all].reverse().map((synonym) => [keyOf(synonym.terms), synonym]))
  phrases.set(keyOf(terms), { terms, synonyms: [...unique.values()].reverse() })
}

function keyOf(terms: string[]): string {
  return terms.join(' ')
}
