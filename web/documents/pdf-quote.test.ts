import { expect, test } from 'vitest'
import { placesOf } from './pdf-quote.ts'

/** The words that would be marked. */
const marked = (strings: string[], quote: string) =>
  placesOf(strings, quote).map(({ item, from, to }) => strings[item]?.slice(from, to))

test('a quote is found over the lines of a page, hyphens and spaces aside', () => {
  const page = ['Before: lock out the main-', 'tenance switch', ' now.', 'After.']
  expect(marked(page, 'lock out the maintenance switch')).toEqual([
    'lock out the main',
    'tenance switch',
  ])
})

test('Chinese without spaces, full-width digits and ligatures are the same letters', () => {
  expect(marked(['更换 主轴', '轴承，扭矩 ２５ N·m'], '更换主轴轴承，扭矩25 N·m')).toEqual([
    '更换 主轴',
    '轴承，扭矩 ２５ N·m',
  ])
  expect(marked(['Take of\uFB02ine.'], 'offline')).toEqual(['of\uFB02ine'])
})

test('cells of a table are found one by one, wherever the page has them', () => {
  const page = ['Code', 'Remedy', 'E-4711', 'Tighten the belt', 'E-4712', 'Clean the lens']
  expect(marked(page, '| E-4711 | Tighten the belt |\n| E-4712 | Clean the lens |')).toEqual([
    'E-4711',
    'Tighten the belt',
    'E-4712',
    'Clean the lens',
  ])
  expect(
    marked(['Clean the lens', 'and more', 'Tighten the belt'], 'Tighten the belt | Clean the lens'),
  ).toEqual(['Tighten the belt', 'Clean the lens'])
})

test('words that are not there, and pieces too short to mean anything, mark nothing', () => {
  expect(marked(['Lock out.'], 'Open the valve.')).toEqual([])
  expect(marked(['a 5 b 5'], '5 | absent words')).toEqual([])
  expect(marked(['text'], ' … ')).toEqual([])
})
