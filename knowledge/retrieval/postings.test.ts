import { expect, test } from 'vitest'
import { candidatesOf, type Postings, postingOf } from './postings.ts'
import type { TermGroup } from './query.ts'

/** As `jidoka_post_passages` writes them. */
function entries(passages: { id: number; terms: number; headings?: number; text: number }[]) {
  const view = new DataView(new ArrayBuffer(passages.length * 8))
  for (const [at, { id, terms, headings = 0, text }] of passages.entries()) {
    const bits = BigInt((terms << 12) | (headings << 9) | text)
    view.setBigInt64(at * 8, (BigInt(id) << 24n) | bits)
  }
  return postingOf(new Uint8Array(view.buffer))
}

const far = 900_000_000_000
const postings: Postings = {
  passages: 10,
  averageTermCount: 20,
  byTerm: new Map([
    ['pump', entries([1, 2, 3].map((at) => ({ id: far + at, terms: 20, text: 1 })))],
    ['seal', entries([{ id: far + 2, terms: 20, headings: 2, text: 3 }])],
    ['mechan', entries([2, 3].map((at) => ({ id: far + at, terms: 20, text: 1 })))],
  ]),
}

const group = (...names: string[]): TermGroup => ({
  label: names[0] ?? '',
  alternatives: names.map((name) => ({ terms: name.split(' '), weight: 1 })),
})

test('the passages that hold the rarest words come first, of equals the first stored', () => {
  const found = candidatesOf([group('pump'), group('seal')], postings, 2)
  expect(found.candidates.map(({ id }) => id - far)).toEqual([2, 1])
  expect(found.stats).toEqual({ passages: 10, averageTermCount: 20, groupPassages: [3, 1] })
})

test('all words of a name must be there, and a passage that has it by two names counts once', () => {
  const names = group('mechan seal', 'pump', 'mechan valve')
  expect(candidatesOf([names], postings, 9).stats.groupPassages).toEqual([3])
  const phrase = candidatesOf([group('mechan seal')], postings, 9)
  expect(phrase.candidates.map(({ id }) => id - far)).toEqual([2])
})

test('how often a word stands where is read from its entry', () => {
  const [best] = candidatesOf([group('seal')], postings, 1).candidates
  expect(best).toEqual({
    ...{ id: far + 2, termCount: 20 },
    counts: new Map([['seal', { headings: 2, title: 0, text: 3 }]]),
  })
})

test('where nothing is found there is no candidate', () => {
  expect(candidatesOf([group('valve')], postings, 9).candidates).toEqual([])
  const empty = { passages: 0, averageTermCount: 1, byTerm: new Map() }
  expect(candidatesOf([group('pump')], empty, 9).stats.groupPassages).toEqual([0])
})
