import { expect, test } from 'vitest'
import { halves, readCases } from './cases.ts'

const all = halves.flatMap((half) => readCases(half))
const inside = all.filter(({ kind }) => kind !== 'outside')
const shareIn = (language: string) =>
  all.filter((one) => one.language === language).length / all.length

test('there are at least 600 questions with an answer and 60 without', () => {
  expect(inside.length).toBeGreaterThanOrEqual(600)
  expect(all.length - inside.length).toBeGreaterThanOrEqual(60)
  expect(inside.filter(({ id }) => id.startsWith('seen')).length).toBeGreaterThanOrEqual(300)
})

test('half of them are Chinese, and some mix both languages', () => {
  expect(shareIn('zh')).toBeGreaterThan(0.45)
  expect(shareIn('zh') + shareIn('mixed')).toBeGreaterThan(0.5)
  expect(shareIn('en')).toBeGreaterThan(0.4)
})

test('each has an id of its own, and no conversation is asked twice', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(new Set(all.map(({ as, turns }) => JSON.stringify([as, turns]))).size).toBe(all.length)
})
