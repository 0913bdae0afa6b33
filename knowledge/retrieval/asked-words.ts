import { expectedOf } from './answer-form.ts'
import { type CorpusStats, heldBy, idf, leastPassages, means } from './bm25.ts'
import { isAsked, synonymWeight, type TermGroup } from './query.ts'
import { answerWords } from './stop-words.ts'
import { foldText, termsOf } from './terms.ts'

/** A word of a question, how much of the question it is, and whether any passage holds it. */
export type AskedWord = { meanings: TermGroup[]; mass: number; isKnown: boolean }

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
      const mass = idf(passages, held) * shareOf(word.label, held)
      return { meanings, mass, isKnown: held > 0 }
    })
}

function shareOf(label: string, held: number): number {
  if (answerWords.has(label)) return answerWordShare
  return held === 0 && /^\d+(?:\.\d+)?$/.test(label) ? ownFigureShare : 1
}

/** A text as words are looked for in it: Chinese as it is written, else by terms. */
export type Text = { folded: string; terms: ReadonlySet<string> }

export function readText(text: string): Text {
  const folded = foldText(text)
  return { folded, terms: new Set(termsOf(folded.replace(/\p{Script=Han}+/gu, ' '))) }
}

/** How surely (0–1) a text speaks of the word: a rare sense in the other language is a guess. */
export function metIn({ meanings }: Pick<AskedWord, 'meanings'>, text: Text): number {
  return Math.max(0, ...meanings.map((group) => groupMetIn(group, text)))
}

function groupMetIn({ alternatives }: TermGroup, text: Text): number {
  return Math.max(
    0,
    ...alternatives.map(({ terms, weight }, at) => {
      if (holdsName(terms, text)) return Math.min(1, weight / synonymWeight)
      const held = terms.filter((term) => holds(term, text)).length
      return at === 0 && terms.length > 1 ? (partialName * held) / terms.length : 0
    }),
  )
}

const isHan = (term: string): boolean => /^\p{Script=Han}+$/u.test(term)

/** 空, 压 and 机 somewhere are no 空压机. */
function holdsName(terms: string[], text: Text): boolean {
  const name = terms.join('')
  return isHan(name) ? text.folded.includes(name) : terms.every((term) => holds(term, text))
}

const holds = (term: string, { folded, terms }: Text): boolean =>
  isHan(term) ? folded.includes(term) : terms.has(term)
