import { expectedOf } from './answer-form.ts'
import { type CorpusStats, heldBy, idf, leastPassages, means } from './bm25.ts'
import { isAsked, synonymWeight, type TermGroup } from './query.ts'
import { answerWords } from './stop-words.ts'
import { foldText, termsOf } from './terms.ts'

/** A word of a question, how much of the question it is, and whether any passage holds it. */
export type AskedWord = { readings: Reading[]; mass: number; isKnown: boolean; isCode: boolean }

/** One way to say a word, worked out once for all the texts it is looked for in. */
export type Reading = {
  terms: string[]
  /** Its terms as they are written in Chinese; null where they are not all of it. */
  chinese: string | null
  weight: number
  /** Whether part of it is nearly the thing. */
  isOwn: boolean
}

/** Below it a word is a guess of the dictionary, and counts as lacking. */
export const guess = 0.3
/** Letters with figures, or the four figures of an alarm. */
const code = /\p{L}.*\d|\d.*\p{L}|^\d{4,}$/u
/** A limit or a step is told by saying what it is, seldom by its name. */
const answerWordShare = 0.3
/** A figure that is met nowhere is the asker's own reading. */
const ownFigureShare = 0.1
/** Part of a name is nearly the thing: `minimum` under `stock`. */
const partialName = 0.6

/** What a question asks about; the words that say in which unit are left to `expectedOf`. */
export function askedWords(question: string, groups: TermGroup[], stats: CorpusStats): AskedWord[] {
  const units = new Set(expectedOf(question).unitWords.flatMap(termsOf))
  const passages = Math.max(stats.passages, leastPassages)
  return groups
    .filter((word) => isAsked(word) && !units.has(word.label))
    .map((word) => {
      const meanings = groups.filter((group) => means(group, word))
      const held = meanings.reduce((sum, group) => sum + heldBy(groups, group, stats), 0)
      const mass = idf(passages, held) * massShareOf(word.label, held)
      const isCode = code.test(word.label) && !isAmount(word.label, question)
      return { readings: readingsOf(meanings), mass, isKnown: held > 0, isCode }
    })
}

/** What a number counts, behind it. */
const counted = String.raw`[元块个件次小克毫转圈张]|(?:yuan|rmb|hours?|times|strokes|pieces|parts|boards|bottles|cycles|rpm|k?g|m[ml]|h)\b`

/** `8000 yuan`, `5000次`: what is counted is no alarm. */
const isAmount = (label: string, question: string): boolean =>
  /^\d+$/.test(label) &&
  new RegExp(String.raw`(?<!\d)${label}\s*(?:${counted})`, 'iu').test(question)

function massShareOf(label: string, held: number): number {
  if (answerWords.has(label)) return answerWordShare
  return held === 0 && /^\d+(?:\.\d+)?$/.test(label) ? ownFigureShare : 1
}

/** A text as words are looked for in it: Chinese as it is written, else by terms. */
export type Text = { folded: string; terms: ReadonlySet<string> }

export function readText(text: string): Text {
  const folded = foldText(text)
  return { folded, terms: new Set(termsOf(folded.replace(/\p{Script=Han}+/gu, ' '))) }
}

/** The ways to say a word: it itself and what means it. */
export function readingsOf(meanings: TermGroup[]): Reading[] {
  return meanings.flatMap(({ alternatives }) =>
    alternatives.map(({ terms, weight }, at) => ({
      terms,
      chinese: terms.every(isHan) ? terms.join('') : null,
      weight: Math.min(1, weight / synonymWeight),
      isOwn: at === 0 && terms.length > 1,
    })),
  )
}

/** How surely (0–1) a text speaks of the word: a rare sense in the other language is a guess. */
export function metIn(readings: Reading[], text: Text): number {
  let most = 0
  for (const { terms, chinese, weight, isOwn } of readings) {
    if (weight <= most && !isOwn) continue
    if (chinese === null ? terms.every((term) => holds(term, text)) : text.folded.includes(chinese))
      most = Math.max(most, weight)
    else if (isOwn) most = Math.max(most, partOf(terms, text))
  }
  return most
}

/** 空, 压 and 机 somewhere are no 空压机, but part of one. */
const partOf = (terms: string[], text: Text): number =>
  (partialName * terms.filter((term) => holds(term, text)).length) / terms.length

export function metBy(words: AskedWord[], text: string): number[] {
  const read = readText(text)
  return words.map(({ readings }) => metIn(readings, read))
}

/** The share (0–1) of a question, by mass, that is met. */
export function shareOf(words: AskedWord[], met: number[]): number {
  const total = words.reduce((sum, { mass }) => sum + mass, 0)
  const held = words.reduce((sum, { mass }, at) => sum + mass * (met[at] ?? 0), 0)
  return total === 0 ? 0 : held / total
}

/** A term is Chinese or it is not; a pattern would cost more than looking for the term. */
const isHan = (term: string): boolean => term >= '\u2e80'

const holds = (term: string, { folded, terms }: Text): boolean =>
  terms.has(term) || (isHan(term) && folded.includes(term))
