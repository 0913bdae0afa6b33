import { termsOf } from '../retrieval/terms.ts'
import { sentencesOf } from '../sentences.ts'
import { comparable, contradict, quantitiesIn, withoutQuantities } from './quantities.ts'

const leastShared = 0.6
/** One word in common says nothing: every torque is a torque. */
const leastTerms = 2

/** Sentences and table rows of a text that state a quantity. */
export function statementsIn(text: string): string[] {
  return text
    .split(/[\n\f]/)
    .flatMap(sentencesOf)
    .map((sentence) => sentence.trim())
    .filter((sentence) => quantitiesIn(sentence).length > 0)
}

/** What a statement is about: its words, without quantities, numbers and codes. */
function subjectOf(statement: string): Set<string> {
  return new Set(termsOf(withoutQuantities(statement)).filter((term) => !/\p{N}/u.test(term)))
}

/** Share (0–1) of the words of the shorter statement that stand in the other. */
function sameness(one: Set<string>, other: Set<string>): number {
  const shared = [...one].filter((term) => other.has(term)).length
  return shared < leastTerms ? 0 : shared / Math.min(one.size, other.size)
}

/**
 * The statement among `others` that speaks most clearly of the same thing, with other numbers. Null
 * when none does, or when one of them gives the same number: then the rest is about something near it.
 */
export function contradictionOf(statement: string, others: string[]): string | null {
  const subject = subjectOf(statement)
  const said = quantitiesIn(statement)
  const alike = others
    .map((text) => ({ text, same: sameness(subject, subjectOf(text)), says: quantitiesIn(text) }))
    .filter(({ same, says }) => same >= leastShared && comparable(said, says))
    .toSorted((a, b) => b.same - a.same)
  if (alike.some(({ says }) => !contradict(said, says))) return null
  return alike[0]?.text ?? null
}
