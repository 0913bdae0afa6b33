import { diffArrays } from 'diff'
import { termsOf } from '../retrieval/terms.ts'

/** Words that stand in both revisions, or in one of them only. */
export type DiffSegment = { kind: 'same' | 'removed' | 'added'; text: string }

export type DiffPassage = { seq: number; page: number | null; heading: string; text: string }

/** One line of the two columns: a passage that stayed, or what became of it. */
export type DiffRow =
  | { kind: 'same'; before: DiffPassage; after: DiffPassage }
  | { kind: 'changed'; before: DiffPassage; after: DiffPassage; segments: DiffSegment[] }
  | { kind: 'removed'; before: DiffPassage; after: null }
  | { kind: 'added'; before: null; after: DiffPassage }

/** Share of words that two passages must have in common to count as one that was changed. */
const alike = 0.4
/** So far ahead a changed passage is looked for: whatever moved further was taken out and put in. */
const reach = 40
/** Beyond so many differences the texts have nothing in common worth aligning by. */
const mostEdits = 2000

/** Passages of two revisions, in order, beside each other. */
export function alignPassages(before: DiffPassage[], after: DiffPassage[]): DiffRow[] {
  const keyOf = ({ heading, text }: DiffPassage) => `${heading}\n${text}`
  const changes = diffArrays(before, after, {
    comparator: (a, b) => keyOf(a) === keyOf(b),
    maxEditLength: mostEdits,
  })
  if (changes === undefined) return pairChanged(before, after)
  const rows: DiffRow[] = []
  let at = 0
  let gone: DiffPassage[] = []
  let come: DiffPassage[] = []
  const close = () => {
    rows.push(...pairChanged(gone, come))
    gone = []
    come = []
  }
  for (const { value, added, removed } of changes) {
    if (added) come.push(...value)
    else if (removed) gone.push(...value)
    if (!added && !removed) close()
    // Of what is common the library gives the new side only.
    if (!added && !removed) rows.push(...value.map((passage, i) => same(before[at + i], passage)))
    if (!added) at += value.length
  }
  close()
  return rows
}

const same = (before: DiffPassage | undefined, after: DiffPassage): DiffRow => ({
  kind: 'same',
  before: before ?? after,
  after,
})

/** Between two passages that stayed: what was changed, what went, what came, in the order of both. */
function pairChanged(gone: DiffPassage[], come: DiffPassage[]): DiffRow[] {
  const words = new Map([...gone, ...come].map((passage) => [passage, wordsOf(passage)]))
  const rows: DiffRow[] = []
  let next = 0
  for (const before of gone) {
    const ahead = come.slice(next, next + reach)
    const shares = ahead.map((after) => shared(words.get(before), words.get(after)))
    const best = Math.max(0, ...shares)
    const after = best >= alike ? ahead[shares.indexOf(best)] : undefined
    if (after === undefined) {
      rows.push({ kind: 'removed', before, after: null })
      continue
    }
    const at = next + shares.indexOf(best)
    rows.push(...come.slice(next, at).map(added))
    rows.push({ kind: 'changed', before, after, segments: segmentsOf(before.text, after.text) })
    next = at + 1
  }
  return [...rows, ...come.slice(next).map(added)]
}

const added = (after: DiffPassage): DiffRow => ({ kind: 'added', before: null, after })

const wordsOf = ({ heading, text }: DiffPassage) => new Set(termsOf(`${heading}\n${text}`))

/** Dice's coefficient of two sets of words. */
function shared(a: ReadonlySet<string> = new Set(), b: ReadonlySet<string> = new Set()): number {
  const common = [...a].filter((word) => b.has(word)).length
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size)
}

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const tokensOf = (text: string) => [...words.segment(text)].map(({ segment }) => segment)

/** Left column: same and removed. Right column: same and added. */
function segmentsOf(before: string, after: string): DiffSegment[] {
  return diffArrays(tokensOf(before), tokensOf(after)).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }))
}
