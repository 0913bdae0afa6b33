import { expect, test } from 'vitest'
import { chooseQuote, isVerbatim, pageAt, type QuotedPassage } from './citation.ts'
import { termGroups } from './retrieval/query.ts'

const quoteOf = (passage: Partial<QuotedPassage> & { text: string }, question: string) =>
  chooseQuote(
    { headingPath: [], page: null, ...passage },
    question,
    termGroups(question).map((group) => ({ group, weight: 1 })),
  )

test('a quote is word for word, whatever its line ends', () => {
  expect(isVerbatim('1. Stop.\n2. Open.', '1. Stop.\f2.  Open. 3. Go.')).toBe(true)
  expect(isVerbatim('1. Stop. 3. Go.', '1. Stop.\n2. Open.\n3. Go.')).toBe(false)
  expect(isVerbatim(' ', 'Stop.')).toBe(false)
})

test('the sentence that speaks of most of the question', () => {
  const text = '轴承每半年润滑一次。每次加注五克润滑脂。电机每年检查。'
  expect(quoteOf({ text }, '轴承多久润滑？').quote).toBe('轴承每半年润滑一次。')
})

test('the next sentence comes along when it says more of what was asked', () => {
  const text = 'Use lithium grease. The quantity is 5 grams. Then close the cover.'
  expect(quoteOf({ text }, 'which grease and what quantity').quote).toBe(
    'Use lithium grease. The quantity is 5 grams.',
  )
})

test('all steps with their warnings when it is asked how', () => {
  const text = '用于更换。\n警告：先断电。\n1. 拆端盖。\n2. 取轴承。\n完成。'
  expect(quoteOf({ text }, '如何更换轴承？').quote).toBe('警告：先断电。\n1. 拆端盖。\n2. 取轴承。')
})

test('the section when its heading is what was asked for', () => {
  const text = '- Check alignment\n- Check bolts'
  const headingPath = ['Troubleshooting', 'Excessive vibration']
  expect(quoteOf({ text, headingPath }, 'excessive vibration').quote).toBe(text)
})

test('the page of a quote is counted from the pages that its passage turns', () => {
  const passage = { headingPath: [], page: 3, text: '1. Stop.\f2. Open the valve.' }
  expect(pageAt(passage, 0)).toBe(3)
  expect(quoteOf(passage, 'valve')).toEqual({ quote: '2. Open the valve.', page: 4 })
})
