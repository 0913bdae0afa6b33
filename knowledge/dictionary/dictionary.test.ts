import { expect, test } from 'vitest'
import { termGroups } from '../retrieval/query.ts'
import { openDictionary } from './dictionary.ts'
import { glossesOf } from './glosses.ts'
import { readTable, writeTable } from './table.ts'

const one = (...terms: string[]) => [{ terms, weight: 1 }]

test('every key of a table is found, and nothing beside them', () => {
  const keys = ['a', 'ab', 'nation anthem', 'z', '主', '主轴', '轴承', '龘']
  const table = readTable(writeTable(new Map(keys.map((key) => [key, one(`of ${key}`)]))))
  for (const key of keys) {
    expect(table.lookUp(key)).toEqual([{ terms: `of ${key}`.split(' '), weight: 1 }])
  }
  for (const key of ['', 'aa', 'abc', 'nation', '主轴承', '~'])
    expect(table.lookUp(key)).toEqual([])
  expect(readTable(Buffer.alloc(0)).lookUp('a')).toEqual([])
})

test('a definition: senses fall in weight, remarks and cross-references are no words', () => {
  const glosses = glossesOf([
    '(mechanical) bearing',
    'to inspect and verify',
    'variant of 轴[zhou2]',
  ])
  expect(Object.fromEntries(glosses)).toEqual({
    bear: 1,
    'inspect verifi': expect.closeTo(0.49),
    inspect: expect.closeTo(0.42),
    verifi: expect.closeTo(0.42),
  })
  expect([...glossesOf(['Warsaw, capital of Poland']).keys()]).toEqual([
    'warsaw capit poland',
    'warsaw',
  ])
  expect([...glossesOf(['surname Wang', 'CL:個|个[ge4]']).keys()]).toEqual([])
})

test('a phrase is translated as one, and its words are still asked for', () => {
  const entries = { 'nation anthem': one('国歌'), nation: one('国家') }
  const translate = (terms: string[]) => entries[terms.join(' ') as keyof typeof entries] ?? []
  expect(termGroups('national anthem', { site: [], translate })).toEqual([
    { label: 'nation', alternatives: [{ terms: ['nation'], weight: 1 }] },
    { label: 'anthem', alternatives: [{ terms: ['anthem'], weight: 1 }] },
    {
      label: 'nation anthem',
      alternatives: [{ terms: ['国歌'], weight: 0.8 }],
      translates: ['nation', 'anthem'],
    },
  ])
})

test('where the table was not built there are no translations, and nothing fails', () => {
  expect(openDictionary('/nowhere/cc-cedict.tsv')(['主轴'])).toEqual([])
})
