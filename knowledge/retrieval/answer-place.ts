import { actionsAsked, lacksAction } from './actions.ts'
import { expectedOf, type Form } from './answer-form.ts'
import { windowsOf } from './answer-window.ts'
import { type AskedWord, askedWords, guess, metBy, shareOf } from './asked-words.ts'
import type { CorpusStats } from './bm25.ts'
import { lacksProperty, type Property, propertiesAsked } from './properties.ts'
import type { TermGroup } from './query.ts'
import { foldText } from './terms.ts'

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
  /** Part numbers of letters alone, folded; their pieces are words like any other. */
  letterCodes: string[]
}

const letterCode = /(?<![\w-])\p{Lu}{2,}(?:-\p{Lu}{2,}){2,}(?![\w-])/gu

export function askedOf(question: string, groups: TermGroup[], stats: CorpusStats): Asked {
  const { forms } = expectedOf(question)
  const words = askedWords(question, groups, stats)
  const [properties, actions] = [propertiesAsked(question), actionsAsked(question)]
  const letterCodes = [...question.matchAll(letterCode)].map(([whole]) => foldText(whole))
  return { question, groups, stats, words, forms, properties, actions, letterCodes }
}

/** A window of a passage as the place of an answer. */
export type Place = {
  /** How much it says of the question: by itself and under its headings. */
  says: number
  /** Share (0–1) of the question that it speaks of under its headings. */
  together: number
  /** Share (0–1) of the forms asked for that it lacks, or of the properties, whichever is more. */
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
  { words, forms, properties, actions, letterCodes }: Asked,
): Place[] {
  const named = headings.join('\n')
  const inNames = metBy(words, named)
  const read = new Map<string, number[]>()
  const metIn = (line: string): number[] => {
    const met = read.get(line) ?? metBy(words, line)
    read.set(line, met)
    return met
  }
  const codes = words.flatMap(({ isCode }, at) => (isCode ? [at] : []))
  const inAll = larger(inNames, codes.length > 1 ? metIn(text) : [])
  /** Of several codes each has its row: one of them is enough where the passage has the others. */
  const lacksCode = (met: number[], whole: string): boolean => {
    const has = (of: number[]) => (at: number) => (of[at] ?? 0) >= guess
    const lacksWord =
      codes.length > 1 ? !codes.some(has(met)) || !codes.every(has(inAll)) : !codes.every(has(met))
    return lacksWord || letterCodes.some((code) => !foldText(whole).includes(code))
  }
  /** Each of several properties has its row, too. */
  const hasAll = properties.length > 1 && !lacksProperty(properties, `${named}\n${text}`)
  const lackedShare = (whole: string): number => {
    const lacked = properties.filter((property) => lacksProperty([property], whole)).length
    const share = lacked / Math.max(1, properties.length)
    return hasAll ? Math.floor(share) : share
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
      otherForm: Math.max(lackedShare(whole), lacking),
      otherAction: lacksAction(actions, whole),
      otherCode: Number(lacksCode(met, whole)),
    }
  })
}

const larger = (one: number[], other: number[]): number[] =>
  one.map((value, at) => Math.max(value, other[at] ?? 0))
