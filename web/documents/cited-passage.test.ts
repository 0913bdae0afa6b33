import { expect, test } from 'vitest'
import type { DocumentPassages } from '../../server/http/contract.ts'
import { citedPlace, showPassages } from './cited-passage.ts'
import { markEnd, markStart } from './inline.ts'

const passage = (seq: number, section: string, text: string) => ({
  ...{ seq, page: null, text },
  heading: section === '' ? 'Spindle' : `Spindle › ${section}`,
})
const document: DocumentPassages = {
  ...{ id: 'SOP-1', title: 'Spindle', revision: 1, status: 'effective' },
  passages: [
    passage(1, '', 'For machine 3.'),
    passage(2, '4 Removal', '1. Lock out.\n2. Remove the belt.'),
    passage(3, '4 Removal', 'Lock out.'),
  ],
}

test('the first passage with the cited words is marked, line by line', () => {
  const shown = showPassages(document, { quote: 'Lock out.\n2. Remove' })
  expect(shown.map(({ cited }) => cited)).toEqual([false, true, false])
  expect(shown[1]?.shown).toBe(
    `1. ${markStart}Lock out.${markEnd}\n2. ${markStart}Remove${markEnd} the belt.`,
  )
})

test('sections are named once, below the title', () => {
  const sections = showPassages(document, { seq: 3 }).map(({ section }) => section)
  expect(sections).toEqual([null, '4 Removal', null])
})

test('a passage can be cited by its number; unknown words cite nothing', () => {
  expect(showPassages(document, { seq: 3 }).map(({ cited }) => cited)).toEqual([false, false, true])
  expect(showPassages(document, { quote: 'absent' }).some(({ cited }) => cited)).toBe(false)
})

test('the page of a citation is the one on which its words begin', () => {
  const over = { ...passage(4, '5 Fitting', 'Heat the ring.\fPress it on.\fLet it cool.'), page: 7 }
  const printed = { ...document, passages: [...document.passages, over] }
  expect(citedPlace(printed, { quote: 'Press it on.' })).toEqual({
    ...{ heading: 'Spindle › 5 Fitting', page: 8, quote: 'Press it on.' },
  })
  expect(citedPlace(printed, { quote: 'For machine 3.' })?.page).toBeNull()
  expect(citedPlace(printed, { quote: 'absent' })).toBeNull()
})
