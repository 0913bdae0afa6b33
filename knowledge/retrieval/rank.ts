import type { Language } from '../../base/language.ts'
import { asksHow, isProcedure, type WeighedGroup } from '../citation.ts'
import { type Asked, type Place, placesIn } from './answer-place.ts'
import { bm25, type CorpusStats, idf } from './bm25.ts'
import type { JudgedInput } from './evidence.ts'
import type { Candidate } from './postings.ts'
import type { TermGroup } from './query.ts'

export type CandidateRow = Candidate & {
  siteId: string
  document: string
  title: string
  revision: number
  seq: number
  page: number | null
  headingPath: string[]
  language: Language
  text: string
}

/** Whoever asks how is better served by steps than by a sentence about them. */
const procedureFactor = 1.5
/** So many of the best are read place by place; one that says it all lifts its passage. */
const readClosely = 20
const placeWeight = 1.2
/** What says it without the time or count that is asked for is half an answer; so is what is done otherwise. */
const otherFormShare = 0.5
const otherActionShare = 0.3
const toThePoint = ({ says, otherForm, otherAction }: Place): number =>
  says * (1 - otherFormShare * otherForm) * (1 - otherActionShare * otherAction)

type Scored<Of> = { of: Of; score: number }
export type Ranked = Scored<CandidateRow> & {
  /** Where it may answer; none where it was not read closely. */
  places: Place[]
}

/** The candidates that can be among the best `most` once their text is known, best first. */
export function shortlistOf(
  candidates: Candidate[],
  { groups, stats, question }: Asked,
  most: number,
): Scored<Candidate>[] {
  const wantsSteps = asksHow(question)
  const told = wantsSteps ? withoutSteps(groups) : groups
  const scored = candidates
    .map((of) => ({ of, score: bm25(told, of, stats) }))
    .sort((a, b) => b.score - a.score)
  const last = scored[Math.max(most, readClosely) - 1]?.score ?? 0
  return scored.filter(({ score }) => score * (wantsSteps ? procedureFactor : 1) >= last)
}

/** The shortlist by what its passages say, best first. */
export function rank(shortlist: Scored<CandidateRow>[], asked: Asked): Ranked[] {
  const wantsSteps = asksHow(asked.question)
  const scored = shortlist
    .map(({ of, score }) => ({
      of,
      score: wantsSteps && isProcedure(of.text) ? procedureFactor * score : score,
      places: [] as Place[],
    }))
    .sort((a, b) => b.score - a.score)
  const read = scored.slice(0, readClosely).map(({ of, score }) => {
    const places = placesIn({ headings: headingsOf(of), text: of.text }, asked)
    const says = Math.max(0, ...places.map(toThePoint))
    return { of, score: score * (1 + placeWeight * says), places }
  })
  return [...read.sort((a, b) => b.score - a.score), ...scored.slice(readClosely)]
}

const headingsOf = ({ title, headingPath }: CandidateRow): string[] => [title, ...headingPath]

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

/** A row as judging takes it. */
export const inputOf = ({ of: row, places }: Ranked): JudgedInput => ({
  ...row,
  places,
  headings: headingsOf(row),
})
