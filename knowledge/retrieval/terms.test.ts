import { expect, test } from 'vitest'
import { termGroups } from './query.ts'
import { quoteLexeme, termsOf, tsvectorOf } from './terms.ts'

test('Chinese words, English stems, without the words that only ask', () => {
  expect(termsOf('如何更换主轴轴承？')).toEqual(['更换', '主轴', '轴承'])
  expect(termsOf('How do I replace the bearings?')).toEqual(['replac', 'bear'])
})

test('part numbers and codes are found whole and by their parts', () => {
  expect(termsOf('7014C/P4')).toEqual(['7014cp4', '7014c', '7014', 'p4'])
  expect(termsOf('SPN-500')).toEqual(['spn500', 'spn', '500'])
  expect(termsOf('E-217')).toEqual(expect.arrayContaining(['e217', '217']))
  expect(termsOf('E217')).toEqual(expect.arrayContaining(['e217', '217']))
  expect(termsOf('0.05')).toEqual(['0.05'])
})

test('full width, case and thousands separators make no difference', () => {
  expect(termsOf('ＳＰＮ－５００')).toEqual(termsOf('spn-500'))
  expect(termsOf('15,000')).toEqual(['15000'])
})

test('a tsvector literal holds the field of each place', () => {
  const fields = { headings: ['轴承'], title: ['泵'], text: ['轴承', 'o’ring'] }
  expect(tsvectorOf(fields)).toBe("'轴承':1A,3 '泵':2B 'o’ring':4")
})

test('a lexeme cannot leave its quotes', () => {
  expect(quoteLexeme("a' | 'b\\")).toBe("'a'' | ''b\\\\'")
})

test('no text makes it fail: lone surrogates, controls, very long words', () => {
  expect(termsOf('\ud800 轴承 \u0000')).toContain('轴承')
  expect(termsOf('x'.repeat(100_000))).toEqual(['x'.repeat(64)])
  expect(termsOf('')).toEqual([])
})

test('a glossary word asks for its synonyms in both languages', () => {
  const [only, ...others] = termGroups('温度')
  expect(others).toEqual([])
  expect(only?.alternatives.map(({ terms }) => terms)).toEqual([['温度'], ['temperatur']])
  const [group] = termGroups('mechanical seals')
  expect(group?.alternatives).toContainEqual({ terms: ['机械', '密封'], weight: 0.8 })
})

test('a word that is asked twice counts once', () => {
  expect(termGroups('bearing bearings BEARING')).toHaveLength(1)
})
