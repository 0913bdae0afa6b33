import { expect, test } from 'vitest'
import { askedOf } from './answer-place.ts'
import { termGroups } from './query.ts'
import { type CandidateRow, rank } from './rank.ts'

/** The texts in the order in which they rank for the question, all found by as many words as the first. */
function ranked(question: string, ...texts: string[]): string[] {
  const groups = termGroups(question)
  const groupPassages = groups.map(() => 10)
  const asked = askedOf(question, groups, { passages: 200, averageTermCount: 20, groupPassages })
  const rows = texts.map((text, seq): { of: CandidateRow; score: number } => ({
    of: {
      ...{ id: seq, counts: new Map(), termCount: 20, siteId: 'group', document: 'SOP', title: '' },
      ...{ revision: 1, seq, page: null, headingPath: [], language: 'en', text },
    },
    score: 1,
  }))
  return rank(rows, asked).map(({ of }) => of.text)
}

test('what says it in one sentence stands before what says it in pieces', () => {
  const pieces = '- Clean the filter.\n- The glass plate is in its box.'
  const whole = '- Clean the glass plate.\n- The filter is in its box.'
  expect(ranked('may I clean the glass plate', pieces, whole)).toEqual([whole, pieces])
})

test('what gives the time that is asked for stands before what only names the thing', () => {
  const named = '- Clean the glass plate with alcohol.'
  const timed = '- Clean the glass plate every week.'
  expect(ranked('how often must the glass plate be clean', named, timed)).toEqual([timed, named])
})

test('what speaks of the deed that is asked about stands before what is done otherwise', () => {
  const cleaned = '- Wipe the glass plate of the camera every 2 weeks.'
  const calibrated = '- Calibrate the camera with a plate every 4 weeks.'
  const question = 'how often is the glass plate of the camera calibrated'
  expect(ranked(question, cleaned, calibrated)).toEqual([calibrated, cleaned])
})
