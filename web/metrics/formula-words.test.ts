import { expect, test } from 'vitest'
import type { FormulaParts } from '../../server/http/contract.ts'
import { formulaWords, scaleText, usedTerms } from './formula-words.ts'
import { en } from './words-en.ts'
import { zh } from './words-zh.ts'

const good = { id: 'good' as const, names: { zh: '良品', en: 'good pieces' } }
const scrap = { id: 'scrap' as const, names: { zh: '报废', en: 'scrap' } }
const orders = { id: 'unstarted_orders' as const, names: { zh: '无开始时间的订单', en: 'orders' } }

const quality: FormulaParts = {
  text: '',
  factors: [{ numerator: [good], denominator: [good, scrap] }],
  ...{ scale: 100, needs: [scrap], without: [orders], sources: ['hour'], capability: null },
}

test('a formula is read in the language of the page', () => {
  expect(formulaWords(quality, en.detail, 'en')).toBe(
    'good pieces over (good pieces plus scrap) times 100',
  )
  expect(formulaWords(quality, zh.detail, 'zh')).toBe('良品除以(良品加报废)乘以100')
})

test('a formula without a divisor or a scale says neither', () => {
  const output = { ...quality, factors: [{ numerator: [good], denominator: null }], scale: 1 }
  expect(formulaWords(output, en.detail, 'en')).toBe('good pieces')
})

test('seconds become hours by a division', () => {
  expect(scaleText(1 / 3600)).toBe('1 ÷ 3600')
})

test('each component is listed once with its places', () => {
  expect(usedTerms(quality).map(({ id, roles }) => [id, roles])).toEqual([
    ['good', ['numerator', 'denominator']],
    ['scrap', ['denominator', 'needs']],
    ['unstarted_orders', ['without']],
  ])
})
