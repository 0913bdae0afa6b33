/**
 * `npm run build`: CC-CEDICT (CC BY-SA 4.0, see NOTICE) as a table for search, both directions. Made
 * beside the code and not part of it; without it, search knows the glossaries only.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { segmenterVersion, termsOf } from '../retrieval/terms.ts'
import { stampFile, tableFile } from './dictionary.ts'
import { glossesOf } from './glosses.ts'
import { type Translation, writeTable } from './table.ts'

/** [traditional, simplified, pinyin, definition or definitions, …] */
type Row = [string, string, string, string | string[]]

/** Of a word with a hundred translations the likeliest: the others find more noise than answers. */
const mostTranslations = 40
/** `effort` may be meant where a gloss says `great effort`; shared among the words of the gloss. */
const wordOfGloss = 0.5

const data = new URL('../data/all.js', import.meta.resolve('cc-cedict'))
const sources = ['build.ts', 'glosses.ts', 'table.ts'].map((name) => new URL(name, import.meta.url))
const stamp = createHash('sha256').update(segmenterVersion)
for (const source of [data, ...sources]) stamp.update(readFileSync(source))
const wanted = stamp.digest('hex')

if (readStamp() !== wanted) {
  mkdirSync(dirname(tableFile), { recursive: true })
  const { all } = (await import(data.href)).default as { all: Row[] }
  writeFileSync(tableFile, writeTable(bothWays(wordsOf(all))))
  writeFileSync(stampFile, wanted)
}

function readStamp(): string {
  try {
    return readFileSync(stampFile, 'utf8')
  } catch {
    return ''
  }
}

/** The senses of each simplified word; single characters that are read as names left out. */
function wordsOf(rows: Row[]): Map<string, string[]> {
  const words = new Map<string, string[]>()
  for (const [, word, pinyin, senses] of rows) {
    if (!/^\p{Script=Han}+$/u.test(word) || (word.length === 1 && /^[A-Z]/.test(pinyin))) continue
    words.set(word, [...(words.get(word) ?? []), ...[senses].flat()])
  }
  return words
}

function bothWays(words: Map<string, string[]>): Map<string, Translation[]> {
  const found = new Map<string, Map<string, number>>()
  const put = (key: string, terms: string, weight: number) => {
    const of = found.get(key) ?? new Map<string, number>()
    if ((of.get(terms) ?? 0) < weight) found.set(key, of.set(terms, weight))
  }
  for (const [word, senses] of words) {
    const chinese = termsOf(word).join(' ')
    for (const [english, weight] of glossesOf(senses)) {
      const terms = english.split(' ')
      put(word, english, weight)
      if (chinese !== '') put(english, chinese, weight)
      for (const term of chinese === '' || terms.length === 1 ? [] : terms) {
        put(term, chinese, (weight * wordOfGloss) / terms.length)
      }
    }
  }
  return new Map([...found].map(([key, of]) => [key, likeliest(of)]))
}

function likeliest(of: Map<string, number>): Translation[] {
  return [...of]
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostTranslations)
    .map(([terms, weight]) => ({ terms: terms.split(' '), weight }))
}
