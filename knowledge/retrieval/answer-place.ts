import { expectedOf, type Form } from './answer-form.ts'
import { windowsOf } from './answer-window.ts'
import { type AskedWord, askedWords, metBy, shareOf } from './asked-words.ts'
import type { CorpusStats } from './bm25.ts'
import { lacksProperty, type Property, propertiesAsked } from './properties.ts'
import type { TermGroup } from './query.ts'

/** A question with what it asks about and in which forms it may be answered. */
export type Asked = {
  question: string
  groups: TermGroup[]
  stats: CorpusStats
  words: AskedWord[]
  forms: Form[]
  properties: Property[]
}

export function askedOf(question: string, groups: TermGroup[], stats: CorpusStats): Asked {
  const { forms } = expectedOf(question)
  const words = askedWords(question, groups, stats)
  return { question, groups, stats, words, forms, properties: propertiesAsked(question) }
}

/** A window of a passage as the place of an answer. */
export type Place = {
  /** How much it says of the question: by itself and under its headings. */
  says: number
  /** Share (0–1) of the question that it speaks of under its headings. */
  together: number
  /** Share (0–1) of the forms asked for that it lacks; 1 where it does not give the property. */
  otherForm: number
}

/** Beside what a window and its headings say together: what it says itself. */
const ownShare = 0.5

export function placesIn(
  { headings, text }: { headings: string[]; text: string },
  { words, forms, properties }: Asked,
): Place[] {
  const named = headings.join('\n')
  const inNames = metBy(words, named)
  const read = new Map<string, number[]>()
  const metIn = (line: string): number[] => {
    const met = read.get(line) ?? metBy(words, line)
    read.set(line, met)
    return met
  }
  return windowsOf(text).map((lines) => {
    const window = lines.join('\n')
    const own = lines.map(metIn).reduce(larger)
    const together = shareOf(words, larger(own, inNames))
    const lacking = forms.filter((form) => !form(window)).length / Math.max(1, forms.length)
    const lacksIt = lacksProperty(properties, `${named}\n${window}`)
    const says = together + ownShare * shareOf(words, own)
    return { says, together, otherForm: lacksIt ? 1 : lacking }
  })
}

const larger = (one: number[], other: number[]): number[] =>
  one.map((value, at) => Math.max(value, other[at] ?? 0))
