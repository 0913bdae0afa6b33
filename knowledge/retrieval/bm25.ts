import { isAsked, type TermGroup } from './query.ts'

/** How often a term stands in each field of a passage. */
export type TermCounts = { headings: number; title: number; text: number }

export type ScoredInput = {
  /** Counts of the terms that the question asks for. */
  counts: ReadonlyMap<string, TermCounts>
  /** Terms of the whole passage. */
  termCount: number
}

export type CorpusStats = {
  passages: number
  averageTermCount: number
  /** Passages that hold each group, in the order of the groups. */
  groupPassages: number[]
}

const k1 = 1.2
const b = 0.75
const fieldWeights: TermCounts = { headings: 5, title: 1, text: 1 }

/** A line left alone under a telling heading is no better than the passage that it introduces. */
const shortest = 0.5

/** A rarity that says little about two hundred passages says much about a thousand. */
export const leastPassages = 1000

/** BM25 (Robertson and Zaragoza 2009) with the fields folded into one frequency. */
export function bm25(groups: TermGroup[], passage: ScoredInput, stats: CorpusStats): number {
  const length = Math.max(shortest, passage.termCount / Math.max(1, stats.averageTermCount))
  return groups.reduce((score, group, at) => {
    const frequency = groupFrequency(group, passage.counts)
    if (frequency === 0) return score
    const saturated = (frequency * (k1 + 1)) / (frequency + k1 * (1 - b + b * length))
    return score + saturated * idf(stats.passages, stats.groupPassages[at] ?? 0)
  }, 0)
}

/** Words that no passage holds, in either language, alone or as part of a phrase. */
export function unknownWords(groups: TermGroup[], stats: CorpusStats): string[] {
  return groups
    .filter(isAsked)
    .filter((word) =>
      groups.every((group) => !means(group, word) || heldBy(groups, group, stats) === 0),
    )
    .map(({ label }) => label)
}

/** Whether finding the group finds the word: it is the word, or translates a phrase with it. */
export const means = (group: TermGroup, word: TermGroup): boolean =>
  group === word || (group.translates?.includes(word.label) ?? false)

export const heldBy = (groups: TermGroup[], group: TermGroup, stats: CorpusStats): number =>
  stats.groupPassages[groups.indexOf(group)] ?? 0

/** The idf that stays positive however common a term is (Lucene's form). */
export function idf(passages: number, holding: number): number {
  return Math.log(1 + (passages - holding + 0.5) / (holding + 0.5))
}

function groupFrequency(group: TermGroup, counts: ReadonlyMap<string, TermCounts>): number {
  return group.alternatives.reduce((sum, { terms, weight }) => {
    const each = terms.map((term) => weighted(counts.get(term)))
    return sum + weight * Math.min(...each)
  }, 0)
}

function weighted(counts: TermCounts | undefined): number {
  if (counts === undefined) return 0
  return (
    counts.headings * fieldWeights.headings +
    counts.title * fieldWeights.title +
    counts.text * fieldWeights.text
  )
}
