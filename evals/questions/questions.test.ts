import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoDocuments } from '../../demo/index.ts'
import { isUnseen, readQuestions, splits, wordsOf } from './read-questions.ts'

/** The manual is shipped as PDF; the page that it was printed from holds the same words. */
function sourceOf({ fileName, bytes }: { fileName: string; bytes: Uint8Array }): string {
  if (!fileName.endsWith('.pdf')) return wordsOf(new TextDecoder().decode(bytes))
  const page = new URL(`../../demo/documents/${fileName.replace('.pdf', '.html')}`, import.meta.url)
  return wordsOf(readFileSync(page, 'utf8').replace(/<[^>]+>/g, ' '))
}

const all = splits.flatMap(readQuestions)

test('every gold snippet stands in its document word for word', async () => {
  const documents = new Map((await demoDocuments()).map((one) => [one.id, sourceOf(one)]))
  const astray = all.flatMap(({ id, gold }) =>
    gold
      .filter(({ document, snippet }) => !documents.get(document)?.includes(wordsOf(snippet)))
      .map(({ document, snippet }) => `${id} ${document}: ${snippet}`),
  )
  expect(astray).toEqual([])
})

test('each split holds every kind and both languages, a fifth at least is kept for the end', () => {
  for (const split of splits) {
    const questions = readQuestions(split)
    const kinds = new Set(questions.map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual(
      ['code', 'compare', 'fact', 'how', 'none', 'table', 'warning'].sort(),
    )
    expect(questions.some(({ cross, language }) => cross && language === 'zh')).toBe(true)
    expect(questions.some(({ cross, language }) => cross && language === 'en')).toBe(true)
  }
  const unseen = readQuestions('dev').filter(isUnseen)
  const kept = readQuestions('test').length + readQuestions('blind2').length + unseen.length
  expect(kept / all.length).toBeGreaterThan(0.2)
})

test('no question stands in two splits, and as many are there as were promised', () => {
  expect(new Set(all.map(({ text }) => text)).size).toBe(all.length)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  const unanswerable = all.filter(({ gold }) => gold.length === 0)
  expect(unanswerable.every(({ kind }) => kind === 'none')).toBe(true)
  expect(unanswerable.length).toBeGreaterThanOrEqual(40)
  expect(all.length - unanswerable.length).toBeGreaterThanOrEqual(120)
})
