import type { Language } from '../../base/language.ts'
import { expectedOf } from './answer-form.ts'
import { windowsOf } from './answer-window.ts'
import { type AskedWord, askedWords, metIn, readText } from './asked-words.ts'
import type { CorpusStats, ScoredInput } from './bm25.ts'
import { machineNames } from './glossary.ts'
import { missingProperties } from './properties.ts'
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
  /** It is found through a dictionary, which misses more words. */
  otherLanguage: number
  /** A long question is met by fewer of its words. */
  asked: number
}

/** Log-odds of being the answer, fitted by `evals/fit-evidence.ts`. */
const weights: Evidence = {
  covered: 1.76,
  together: 3.42,
  unknown: -2.56,
  lacking: -0.54,
  otherForm: -2.38,
  otherProperty: -1.43,
  otherCode: -2.29,
  otherMachine: -2.22,
  otherLanguage: 0.41,
  asked: 3.02,
}
const bias = -3.23

/** How much speaks for the passage, on balance. */
export function weightOf(evidence: Evidence): number {
  const keys = Object.keys(weights) as (keyof Evidence)[]
  return keys.reduce((sum, key) => sum + weights[key] * evidence[key], bias)
}

/** Whether more speaks for it than against it. */
export const isAnswer = (evidence: Evidence): boolean => weightOf(evidence) >= 0

export type Asked = { question: string; groups: TermGroup[]; stats: CorpusStats }
export type JudgedInput = ScoredInput & { headings: string[]; text: string; language: Language }

const machines = new Set(
  machineNames.flatMap(({ zh, en }) => [...zh, ...en].map((name) => termsOf(name).join(' '))),
)
const isMachine = ({ label }: TermGroup): boolean => machines.has(label)
const isCode = ({ label }: TermGroup): boolean => /\p{L}/u.test(label) && /\d{2}/.test(label)

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

export function evidenceOf({ question, groups, stats }: Asked, passage: JudgedInput): Evidence {
  const named = passage.headings.join('\n')
  const whole = `${named}\n${passage.text}`
  const folded = foldText(whole)
  const lacks = ({ alternatives }: TermGroup) =>
    !alternatives.some(({ terms }, at) =>
      holds({ text: folded, counts: passage.counts, part: at === 0 ? tellingPart : 1 }, terms),
    )
  const any = (is: (group: TermGroup) => boolean) =>
    Number(groups.some((group) => isAsked(group) && is(group) && lacks(group)))
  return {
    ...wordsMet(askedWords(question, groups, stats), { question, named, text: passage.text }),
    otherProperty: Number(missingProperties(question, whole) > 0),
    otherCode: any(isCode),
    otherMachine: any(isMachine),
    otherLanguage: Number(/\p{Script=Han}/u.test(question) !== (passage.language === 'zh')),
  }
}

type WordsMet = Pick<
  Evidence,
  'covered' | 'together' | 'unknown' | 'lacking' | 'otherForm' | 'asked'
>

function wordsMet(
  words: AskedWord[],
  { question, named, text }: { question: string; named: string; text: string },
): WordsMet {
  const inNames = metBy(words, named)
  const inAll = larger(inNames, metBy(words, text))
  const best = bestWindow(words, { question, named, text, inNames })
  const lacking = words.filter(({ isKnown }, at) => isKnown && (inAll[at] ?? 0) < guess)
  const strange = words.filter(({ isKnown }) => !isKnown)
  return {
    covered: shareOf(words, inAll),
    together: best.share,
    unknown: strange.length / Math.max(1, words.length),
    lacking: Math.max(0, ...lacking.map(({ mass }) => mass)) / highestRarity,
    otherForm: best.otherForm,
    asked: Math.min(words.length, longestAsked) / longestAsked,
  }
}

const metBy = (words: AskedWord[], text: string): number[] => {
  const read = readText(text)
  return words.map((word) => metIn(word, read))
}

const larger = (one: number[], other: number[]): number[] =>
  one.map((value, at) => Math.max(value, other[at] ?? 0))

function shareOf(words: AskedWord[], met: number[]): number {
  const total = words.reduce((sum, { mass }) => sum + mass, 0)
  return total === 0
    ? 0
    : words.reduce((sum, { mass }, at) => sum + mass * (met[at] ?? 0), 0) / total
}

/** Beside what a window and its headings say together: what it says itself, and in the form asked for. */
const ownShare = 0.3
const formShare = 0.25

function bestWindow(
  words: AskedWord[],
  given: { question: string; named: string; text: string; inNames: number[] },
): { share: number; otherForm: number } {
  const { forms } = expectedOf(given.question)
  const judged = windowsOf(given.text).map((window) => {
    const own = metBy(words, window)
    const share = shareOf(words, larger(own, given.inNames))
    const inForm =
      forms.length === 0 ? 1 : forms.filter((form) => form(window)).length / forms.length
    const named = missingProperties(given.question, `${given.named}\n${window}`) === 0
    const otherForm = named ? 1 - inForm : 1
    const value = share + ownShare * shareOf(words, own) + formShare * (1 - otherForm)
    return { share, otherForm, value }
  })
  return judged.reduce((best, one) => (one.value > best.value ? one : best))
}
