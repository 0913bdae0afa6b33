import { actionsAsked, lacksAction } from './actions.ts'
import { expectedOf, type Form } from './answer-form.ts'
import { windowsOf } from './answer-window.ts'
import { type AskedWord, askedWords, guess, metBy, shareOf } from './asked-words.ts'
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
  /** What is asked to do, as what tells it. */
  actions: RegExp[]
}

export function askedOf(question: string, groups: TermGroup[], stats: CorpusStats): Asked {
  const { forms } = expectedOf(question)
  const words = askedWords(question, groups, stats)
  const [properties, actions] = [propertiesAsked(question), actionsAsked(question)]
  return { question, groups, stats, words, forms, properties, actions }
}

/** A window of a passage as the place of an answer. */
export type Place = {
  /** How much it says of the question: by itself and under its headings. */
  says: number
  /** Share (0–1) of the question that it speaks of under its headings. */
  together: number
  /** Share (0–1) of the forms asked for that it lacks; 1 where it does not give the property. */
  otherForm: number
  /** Share (0–1) of what is asked to do that it does not speak of, under its headings. */
  otherAction: number
  /** It lacks a code or number of a part that was asked for. */
  otherCode: number
}

/** How far a place is from what is asked for (0–1.5), whatever it says. */
export const astray = ({ otherForm, otherAction }: Place): number => otherForm + otherAction / 2

/** Beside what a window and its headings say together: what it says itself. */
const ownShare = 0.5

export function placesIn(
  { headings, text }: { headings: string[]; text: string },
  { words, forms, properties, actions }: Asked,
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
    const met = larger(own, inNames)
    const together = shareOf(words, met)
    const lacking = forms.filter((form) => !form(window)).length / Math.max(1, forms.length)
    const whole = `${named}\n${window}`
    return {
      says: together + ownShare * shareOf(words, own),
      together,
      otherForm: lacksProperty(properties, whole) ? 1 : lacking,
      otherAction: lacksAction(actions, whole),
      otherCode: Number(words.some(({ isCode }, at) => isCode && (met[at] ?? 0) < guess)),
    }
  })
}

const larger = (one: number[], other: number[]): number[] =>
  one.map((value, at) => Math.max(value, other[at] ?? 0))
