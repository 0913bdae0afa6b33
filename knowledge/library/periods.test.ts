import { expect, test } from 'vitest'
import { standingAt } from './periods.ts'
import { reviewDueOf } from './review-due.ts'
import { topicsOf } from './topics.ts'

const t = (day: number) => new Date(Date.UTC(2020, 0, day))
const period = (from: number, until: number | null) => ({
  from: t(from).toISOString(),
  until: until === null ? null : t(until).toISOString(),
})

test.each([
  [[], 5, 'draft'],
  [[period(5, null)], 4, 'scheduled'],
  [[period(5, null)], 5, 'effective'],
  [[period(2, 5)], 5, 'retired'],
  [[period(1, 2), period(8, null)], 5, 'scheduled'],
  [[period(1, 2), period(4, 6)], 5, 'effective'],
] as const)('%j on day %i is %s: the beginning counts, the end does not', (periods, day, state) => {
  expect(standingAt([...periods], t(day)).state).toBe(state)
})

test('a review is due months after a revision came or was last looked at', () => {
  const standing = { state: 'effective', from: t(31).toISOString(), until: null } as const
  const due = (reviewedAt: string | null, months: number | null) =>
    reviewDueOf({ ...standing, reviewedAt, months })
  expect(due(null, 1)).toBe('2020-02-29T00:00:00.000Z')
  expect(due('2020-03-10T08:00:00Z', 12)).toBe('2021-03-10T08:00:00.000Z')
  expect(due(null, null)).toBeNull()
  expect(reviewDueOf({ ...standing, state: 'retired', reviewedAt: null, months: 1 })).toBeNull()
})

test('questions that share a word are one topic, by the word that most of them share', () => {
  const asked = ['grease belt', 'belt noise', 'belt grease noise', 'pump leak', 'noise'].map(
    (question) => ({ question, terms: question.split(' ') }),
  )
  expect(
    topicsOf(asked).map(({ term, questions }) => [term, questions.map((q) => q.question)]),
  ).toEqual([
    ['belt', ['grease belt', 'belt noise', 'belt grease noise']],
    [null, ['pump leak']],
    [null, ['noise']],
  ])
})
