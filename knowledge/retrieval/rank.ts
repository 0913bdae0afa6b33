import type { Language } from '../../base/language.ts'
import { asksHow, isProcedure, sentenceShare, type WeighedGroup } from '../citation.ts'
import { bm25, type CorpusStats, idf, type TermCounts } from './bm25.ts'
import type { JudgedInput } from './evidence.ts'
import type { TermGroup } from './query.ts'

export type CandidateRow = {
  siteId: string
  document: string
  title: string
  revision: number
  seq: number
  page: number | null
  headingPath: string[]
  language: Language
  text: string
  termCount: number
  /** Per term of the question, the field weight of each place where it stands. */
  places: Record<string, string> | null
  passages: number
  averageTermCount: number
  groupPassages: number[]
}

/** Whoever asks how is better served by steps than by a sentence about them. */
const procedureFactor = 1.5
/** So many of the best are read sentence by sentence; one that says it all lifts its passage. */
const readClosely = 20
const sentenceWeight = 0.8

type Ranking = { rows: CandidateRow[]; groups: TermGroup[]; stats: CorpusStats; question: string }
type RankedRow = { row: CandidateRow; score: number }

export function rank({ rows, groups, stats, question }: Ranking): RankedRow[] {
  const wantsSteps = asksHow(question)
  const told = wantsSteps ? withoutSteps(groups) : groups
  const scored = rows.map((row) => {
    const factor = wantsSteps && isProcedure(row.text) ? procedureFactor : 1
    return { row, score: factor * bm25(told, inputOf(row), stats) }
  })
  scored.sort((a, b) => b.score - a.score)
  const read = scored.slice(0, readClosely).map((ranked) => ({
    ...ranked,
    score:
      ranked.score *
      (1 + sentenceWeight * sentenceShare(ranked.row.text, weighedOf(groups, stats))),
  }))
  return [...read.sort((a, b) => b.score - a.score), ...scored.slice(readClosely)]
}

const stepWords: ReadonlySet<string> = new Set(['步骤', '流程', '方法', 'step', 'procedur'])

/** That steps are wanted is weighed by their being there; the word stands in headings of other things. */
function withoutSteps(groups: TermGroup[]): TermGroup[] {
  const isStep = ({ label }: TermGroup) => stepWords.has(label)
  if (groups.every(isStep)) return groups
  return groups.map((group) => (isStep(group) ? { ...group, alternatives: [] } : group))
}

/** A word that no passage holds can't tell one passage from another. */
export function weighedOf(groups: TermGroup[], stats: CorpusStats): WeighedGroup[] {
  return groups.map((group, at) => {
    const holding = stats.groupPassages[at] ?? 0
    return { group, weight: holding === 0 ? 0 : idf(stats.passages, holding) }
  })
}

/** A row as scoring and judging take it. */
export function inputOf(row: CandidateRow): JudgedInput {
  const { termCount, text, language } = row
  return {
    counts: countsOf(row),
    termCount,
    headings: [row.title, ...row.headingPath],
    text,
    language,
  }
}

function countsOf({ places }: CandidateRow): Map<string, TermCounts> {
  const count = (weights: string, field: string) => weights.split(field).length - 1
  return new Map(
    Object.entries(places ?? {}).map(([term, weights]) => [
      term,
      {
        headings: count(weights, 'A'),
        title: count(weights, 'B'),
        text: count(weights, 'D'),
      },
    ]),
  )
}
