import { expect, test } from 'vitest'
import { changedBetween } from './version-changes.ts'

const entry = (label: string, after: string | number | null) => ({
  label: { zh: label, en: label },
  before: 'now',
  after,
})

test('between two versions stands what each of them would leave, and nothing that is the same', () => {
  const first = { diff: { entries: [entry('Title', 'a'), entry('Kind', 'x'), entry('Code', 7)] } }
  const second = {
    diff: { entries: [entry('Title', 'b'), entry('Kind', 'x'), entry('Note', 'n')] },
  }
  const rows = changedBetween(first, second).map(({ label, before, after }) => [
    label.en,
    before,
    after,
  ])
  expect(rows).toEqual([
    ['Title', 'a', 'b'],
    ['Code', 7, null],
    ['Note', null, 'n'],
  ])
  expect(changedBetween(first, first)).toEqual([])
})
