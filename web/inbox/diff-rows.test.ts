import { describe, expect, test } from 'vitest'
import { diffRows, isNewRecord, signed } from './diff-rows.ts'

const label = (en: string) => ({ zh: en, en })
const reading = { language: 'en' as const, values: { high: 'High' } }

describe('the rows of a diff', () => {
  test('tell numbers with unit and signed difference', () => {
    const entries = [{ label: label('Total tardiness'), before: 133.3, after: 0, unit: 'h' }]
    expect(diffRows(entries, reading)).toEqual([
      {
        label: 'Total tardiness',
        before: '133.3 h',
        after: '0 h',
        change: '−133.3 h',
        kind: 'changed',
      },
    ])
  })

  test('tell what is new, gone and the same apart', () => {
    const entries = [
      { label: label('a'), before: null, after: 'x' },
      { label: label('b'), before: 'x', after: null },
      { label: label('c'), before: 2, after: 2 },
    ]
    expect(diffRows(entries, reading).map(({ kind }) => kind)).toEqual(['new', 'removed', 'same'])
    expect(isNewRecord(entries)).toBe(false)
    expect(isNewRecord(entries.slice(0, 1))).toBe(true)
    expect(isNewRecord([])).toBe(false)
  })

  test('name codes only in fields that hold codes', () => {
    const entries = [
      { label: label('Priority'), before: null, after: 'high' },
      { label: label('Title'), before: null, after: 'high' },
    ]
    expect(diffRows(entries, reading).map(({ after }) => after)).toEqual(['High', 'high'])
  })

  test('give a difference of percentages in points', () => {
    expect(signed(36, '%', 'en')).toBe('+36 pp')
    expect(signed(-0.1 - 0.2, '%', 'zh')).toBe('−0.3 个百分点')
  })
})
