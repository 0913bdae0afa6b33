import type { Language } from '../../base/language.ts'
import type { Asked, Place } from './answer-place.ts'
import { type AskedWord, metBy, shareOf } from './asked-words.ts'
import type { ScoredInput } from './bm25.ts'
import { machineNames } from './glossary.ts'
import { lacksNumber } from './numbered-names.ts'
import { lacksProperty } from './properties.ts'
import { isAsked, type TermGroup } from './query.ts'
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
  /** It neither names what is to be known of the thing, nor gives a value in a unit of it. */
  otherProperty: number
  /** It lacks a code or number of a part that was asked for. */
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

/** Log-odds of being the answer, fitted by `evals/fit-evidence.ts`. */
const weights: Evidence = {
  covered: 2.13,
  together: 2.99,
  unknown: -5.37,
  lacking: -1.2,
  otherForm: -3.15,
  otherProperty: -1.85,
  otherCode: -2.66,
  otherMachine: -2.11,
  otherNumber: -3.16,
  otherLanguage: 0.7,
  asked: 4.09,
}
const bias = -2.48

/** How much speaks for the passage, on balance. */
export function weightOf(evidence: Evidence): number {
  const keys = Object.keys(weights) as (keyof Evidence)[]
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
const isCode = ({ label }: TermGroup): boolean =>
  (/\p{L}/u.test(label) && /\d/.test(label)) || /^\d{4,}$/.test(label)

/** 灌装 tells of a 灌装机 as well as its whole name does; a synonym must be there whole. */
const tellingPart = 0.6
/** Below it a word is a guess of the dictionary, and counts as lacking. */
const guess = 0.3
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
const nearly = 0.95

/** The evidence of that of the passages, best first, which speaks most of the question in one place. */
export function bestEvidence(asked: Asked, passages: JudgedInput[]): Evidence | null {
  const all = passages.flatMap((passage) => passage.places.map((place) => ({ passage, place })))
  const most = Math.max(0, ...all.map(({ place }) => place.says))
  const [best] = all
    .filter(({ place }) => place.says >= nearly * most)
    .toSorted(({ place: a }, { place: b }) => a.otherForm - b.otherForm || b.says - a.says)
  return best === undefined ? null : evidenceOf(asked, best.passage, best.place)
}

function evidenceOf(
  { question, groups, words, properties }: Asked,
  passage: JudgedInput,
  { together, otherForm }: Place,
): Evidence {
  const whole = `${passage.headings.join('\n')}\n${passage.text}`
  const folded = foldText(whole)
  const lacks = ({ alternatives }: TermGroup) =>
    !alternatives.some(({ terms }, at) =>
      holds({ text: folded, counts: passage.counts, part: at === 0 ? tellingPart : 1 }, terms),
    )
  const any = (is: (group: TermGroup) => boolean) =>
    Number(groups.some((group) => isAsked(group) && is(group) && lacks(group)))
  return {
    ...wordsMet(words, whole),
    together,
    otherForm,
    otherProperty: Number(lacksProperty(properties, whole)),
    otherCode: any(isCode),
    otherMachine: any(isMachine),
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
