import type { Language } from '../../base/language.ts'
import { type Asked, astray, type Place } from './answer-place.ts'
import { type AskedWord, guess, metBy, shareOf } from './asked-words.ts'
import type { ScoredInput } from './bm25.ts'
import { machineNames } from './glossary.ts'
import { lacksNumber } from './numbered-names.ts'
import { isAsked, synonymWeight, type TermGroup } from './query.ts'
import { foldText, termsOf } from './terms.ts'

/** What speaks for and against a passage as the answer to a question, each about 0–1. */
export type Evidence = {
  /** Share of the question, weighed by rarity, that it speaks of. */
  covered: number
  /** The same share of its best window, a sentence or a row, under its headings. */
  together: number
  /** Share of the asked words that no passage holds: often how it is asked, not what about. */
  unknown: number
  /** Rarity of the rarest word that other passages hold and it lacks. */
  lacking: number
  /** Its best window holds no time, count, person or property where one is asked for. */
  otherForm: number
  /** Share of what is asked to do that its best window does not speak of. */
  otherAction: number
  /** Its best window lacks a code or number of a part that was asked for. */
  otherCode: number
  /** It lacks a machine that was asked about. */
  otherMachine: number
  /** It lacks the `zone 11` that was asked about. */
  otherNumber: number
  /** It is found through a dictionary, which misses more words. */
  otherLanguage: number
  /** A long question is met by fewer of its words. */
  asked: number
}

/** Log-odds of being the answer, fitted by `evals/fit-evidence.ts`; beside `together`, `covered` adds nothing. */
const weights: Omit<Evidence, 'covered'> = {
  together: 5.72,
  unknown: -6.68,
  lacking: -0.57,
  otherForm: -4.77,
  otherAction: -1.8,
  otherCode: -5.16,
  otherMachine: -3.39,
  otherNumber: -4.83,
  otherLanguage: 0.92,
  asked: 4.88,
}
const bias = -3.17

/** How much speaks for the passage, on balance. */
export function weightOf(evidence: Evidence): number {
  const keys = Object.keys(weights) as (keyof typeof weights)[]
  return keys.reduce((sum, key) => sum + weights[key] * evidence[key], bias)
}

/** Whether more speaks for it than against it. */
export const isAnswer = (evidence: Evidence): boolean => weightOf(evidence) >= 0

export type JudgedInput = ScoredInput & {
  headings: string[]
  text: string
  language: Language
  places: Place[]
}

const machines = new Set(
  machineNames.flatMap(({ zh, en }) => [...zh, ...en].map((name) => termsOf(name).join(' '))),
)
const isMachine = ({ label }: TermGroup): boolean => machines.has(label)

/** 灌装 tells of a 灌装机 as well as its whole name does; a synonym must be there whole. */
const tellingPart = 0.6
const highestRarity = 7
const longestAsked = 8

type Searched = Pick<ScoredInput, 'counts'> & { text: string; part: number }

/** Chinese words are looked for as they are written: 空, 压 and 机 somewhere are no 空压机. */
function holds({ text, counts, part }: Searched, terms: string[]): boolean {
  const name = terms.join('')
  if (!/^\p{Script=Han}+$/u.test(name)) return terms.every((term) => counts.has(term))
  return text.includes(name.slice(0, Math.ceil(name.length * part)))
}

/** Of places that say nearly as much, one in the form asked for is meant. */
const nearly = 0.8

/** The evidence of that of the passages, best first, which speaks most of the question in one place. */
export function bestEvidence(asked: Asked, passages: JudgedInput[]): Evidence | null {
  const any = passages.flatMap((passage) => passage.places.map((place) => ({ passage, place })))
  // A place with the code that was asked for is meant before one that says more.
  const coded = any.filter(({ place }) => place.otherCode === 0)
  const all = coded.length === 0 ? any : coded
  const most = Math.max(0, ...all.map(({ place }) => place.says))
  const [best] = all
    .filter(({ place }) => place.says >= nearly * most)
    .toSorted(({ place: a }, { place: b }) => astray(a) - astray(b) || b.says - a.says)
  return best === undefined ? null : evidenceOf(asked, best.passage, best.place)
}

function evidenceOf(
  { question, groups, words }: Asked,
  passage: JudgedInput,
  { together, otherForm, otherAction, otherCode }: Place,
): Evidence {
  const whole = `${passage.headings.join('\n')}\n${passage.text}`
  const folded = foldText(whole)
  const lacks = ({ alternatives }: TermGroup) =>
    !alternatives.some(
      ({ terms, weight }, at) =>
        (at === 0 || weight >= synonymWeight) &&
        holds({ text: folded, counts: passage.counts, part: at === 0 ? tellingPart : 1 }, terms),
    )
  return {
    ...wordsMet(words, whole),
    together,
    otherForm,
    otherAction,
    otherCode,
    otherMachine: Number(
      groups.some((group) => isAsked(group) && isMachine(group) && lacks(group)),
    ),
    otherNumber: Number(lacksNumber(question, whole)),
    otherLanguage: Number(/\p{Script=Han}/u.test(question) !== (passage.language === 'zh')),
    asked: Math.min(words.length, longestAsked) / longestAsked,
  }
}

function wordsMet(
  words: AskedWord[],
  text: string,
): Pick<Evidence, 'covered' | 'unknown' | 'lacking'> {
  const met = metBy(words, text)
  const lacking = words.filter(({ isKnown }, at) => isKnown && (met[at] ?? 0) < guess)
  const strange = words.filter(({ isKnown }) => !isKnown)
  return {
    covered: shareOf(words, met),
    unknown: strange.length / Math.max(1, words.length),
    lacking: Math.max(0, ...lacking.map(({ mass }) => mass)) / highestRarity,
  }
}
