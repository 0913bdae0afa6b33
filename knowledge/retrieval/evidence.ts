import { type CorpusStats, coverage, type ScoredInput, unknownWords } from './bm25.ts'
import { machineNames } from './glossary.ts'
import { missingProperties } from './properties.ts'
import { isAsked, type TermGroup } from './query.ts'
import { foldText, termsOf } from './terms.ts'

/** What speaks for and against a passage as the answer to a question, each 0–1. */
export type Evidence = {
  /** Share of the question, weighed by rarity, that it speaks of. */
  covered: number
  /** Share of the asked words that no passage holds: often how it is asked, not what about. */
  unknown: number
  /** It lacks a code or number of a part that was asked for. */
  otherCode: number
  /** It lacks a machine that was asked about. */
  otherMachine: number
  /** It neither names what is to be known of the thing, nor gives a value in a unit of it. */
  otherProperty: number
}

/** Log-odds of being the answer, fitted by `evals/fit-evidence.ts` on the questions of `dev`. */
const weights: Evidence = {
  covered: 3.65,
  unknown: -2.76,
  otherCode: -3.25,
  otherMachine: -3.89,
  otherProperty: -4.52,
}
const bias = -0.37

/** How much speaks for the passage, on balance. */
export function weightOf(evidence: Evidence): number {
  const keys = Object.keys(weights) as (keyof Evidence)[]
  return keys.reduce((sum, key) => sum + weights[key] * evidence[key], bias)
}

/** Whether more speaks for it than against it. */
export const isAnswer = (evidence: Evidence): boolean => weightOf(evidence) >= 0

export type Asked = { question: string; groups: TermGroup[]; stats: CorpusStats }

const machines = new Set(
  machineNames.flatMap(({ zh, en }) => [...zh, ...en].map((name) => termsOf(name).join(' '))),
)
const isMachine = ({ label }: TermGroup): boolean => machines.has(label)
const isCode = ({ label }: TermGroup): boolean => /\p{L}/u.test(label) && /\d{2}/.test(label)

/** 灌装 tells of a 灌装机 as well as its whole name does; a synonym must be there whole. */
const tellingPart = 0.6

type Searched = Pick<ScoredInput, 'counts'> & { text: string; part: number }

/** Chinese words are looked for as they are written: 空, 压 and 机 somewhere are no 空压机. */
function holds({ text, counts, part }: Searched, terms: string[]): boolean {
  const name = terms.join('')
  if (!/^\p{Script=Han}+$/u.test(name)) return terms.every((term) => counts.has(term))
  return text.includes(name.slice(0, Math.ceil(name.length * part)))
}

export function evidenceOf(
  { question, groups, stats }: Asked,
  passage: ScoredInput & { words: string },
): Evidence {
  const asked = groups.filter(isAsked)
  const text = foldText(passage.words)
  const lacks = ({ alternatives }: TermGroup) =>
    !alternatives.some(({ terms }, at) =>
      holds({ text, counts: passage.counts, part: at === 0 ? tellingPart : 1 }, terms),
    )
  const any = (is: (group: TermGroup) => boolean) =>
    Number(asked.some((group) => is(group) && lacks(group)))
  return {
    covered: coverage(groups, passage, stats),
    unknown: unknownWords(groups, stats).length / Math.max(1, asked.length),
    otherCode: any(isCode),
    otherMachine: any(isMachine),
    otherProperty: Number(missingProperties(question, passage.words) > 0),
  }
}
