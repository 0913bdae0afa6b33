import { metIn, readingsOf, readText } from '../retrieval/asked-words.ts'
import { means } from '../retrieval/bm25.ts'
import { isAsked, type Lexicon, termGroups } from '../retrieval/query.ts'
import { termsOf } from '../retrieval/terms.ts'
import { sentencesOf } from '../sentences.ts'
import { comparable, contradict, quantitiesIn, withoutQuantities } from './quantities.ts'

const leastShared = 0.6
/** One word in common says nothing: every torque is a torque. */
const leastTerms = 2
/** Two words of a dictionary, each a little less sure; and more of the statement, since it guesses. */
const leastMet = 1.6
const leastAcross = 0.7

/** Sentences and table rows of a text that state a quantity. */
export function statementsIn(text: string): string[] {
  return text
    .split(/[\n\f]/)
    .flatMap(sentencesOf)
    .map((sentence) => sentence.trim())
    .filter((sentence) => quantitiesIn(sentence).length > 0)
}

/** How much (0–1) two statements speak of the same thing. */
export type Sameness = (one: string, other: string) => number

const hasNumber = (term: string): boolean => /\p{N}/u.test(term)
const isCode = (term: string): boolean => hasNumber(term) && /\p{L}/u.test(term)

/** The terms of what a statement is about: nothing of its quantities. */
const termsAbout = (statement: string): string[] => [
  ...new Set(termsOf(withoutQuantities(statement))),
]

/** An M6 screw is no M8 screw, whatever else is said of them. */
function nameOthers(one: string, other: string): boolean {
  const [ours = [], theirs = []] = [one, other].map((text) => termsAbout(text).filter(isCode))
  return ours.length > 0 && theirs.length > 0 && !ours.some((code) => theirs.includes(code))
}

/** Share of the words of the shorter statement that stand in the other. */
export const sameWords: Sameness = (one, other) => {
  if (nameOthers(one, other)) return 0
  const [ours = [], theirs = []] = [one, other].map((text) =>
    termsAbout(text).filter((term) => !hasNumber(term)),
  )
  const shared = ours.filter((term) => theirs.includes(term)).length
  return shared < leastTerms ? 0 : shared / Math.min(ours.length, theirs.length)
}

/** The same of two languages: share of the words of the shorter one whose translation stands in the other. */
export function sameAcross(lexicon: Lexicon): Sameness {
  const metBy = (statement: string, other: string): number[] => {
    const groups = termGroups(withoutQuantities(statement), lexicon)
    const read = readText(other)
    return groups
      .filter((word) => isAsked(word) && !hasNumber(word.label))
      .map((word) => metIn(readingsOf(groups.filter((group) => means(group, word))), read))
  }
  return (one, other) => {
    if (nameOthers(one, other)) return 0
    const [ours, theirs] = [metBy(one, other), metBy(other, one)]
    const shorter = ours.length <= theirs.length ? ours : theirs
    const met = shorter.reduce((sum, share) => sum + share, 0)
    return met < leastMet || met < leastAcross * shorter.length ? 0 : met / shorter.length
  }
}

/**
 * The statement among `others` that speaks most clearly of the same thing, with other numbers. Null
 * when none does, or when one of them gives the same number: then the rest is about something near it.
 */
export function contradictionOf(
  statement: string,
  others: string[],
  sameness: Sameness = sameWords,
): string | null {
  const said = quantitiesIn(statement)
  const alike = others
    .map((text) => ({ text, same: sameness(statement, text), says: quantitiesIn(text) }))
    .filter(({ same, says }) => same >= leastShared && comparable(said, says))
    .toSorted((a, b) => b.same - a.same)
  if (alike.some(({ says }) => !contradict(said, says))) return null
  return alike[0]?.text ?? null
}
