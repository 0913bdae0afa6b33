import { describe, expect, it } from 'vitest'
import { parse } from '../parse.ts'
import { suzhouLexicon } from '../test-lexicon.ts'
import type { Entry } from './entry.ts'
import { lexiconOf, withGlossary } from './lexicon.ts'

const now = new Date('2026-11-24T02:00:00Z')
const known = suzhouLexicon().entries.filter(({ kind }) => kind !== 'class')
const read = (said: string, entries: Entry[]) =>
  parse(said, { lexicon: lexiconOf(entries), now, language: 'zh' })

const entry = (kind: Entry['kind'], id: string, zh: string, en: string): Entry => ({
  ...{ kind, id, zh, en, aliases: [], siteId: 'suzhou' },
})

describe('what the catalogue gains is understood without code', () => {
  it('a metric', () => {
    const metric = entry('metric', 'water_per_piece', '单件水耗', 'Water per piece')
    const facts = { unit: 'l', better: 'down' as const, dimensions: ['line'] }
    const all = [...known, { ...metric, metric: facts }]
    for (const said of ['上周哪条线单件水耗最差', 'worst line by water per piece last week']) {
      expect(read(said, all)).toMatchObject({
        intent: 'kpi',
        metrics: ['water_per_piece'],
        dimensions: ['line'],
        order: 'highest',
      })
    }
  })

  it('a machine, a team and a supplier', () => {
    const all = [
      ...known,
      {
        ...entry('equipment', 'SZ-LAS-01', '激光打标机', 'Laser marker'),
        level: 'machine' as const,
      },
      entry('team', 'E', '戊班', 'Team E'),
      entry('supplier', 'S9', '北江轴承', 'Northriver Bearings'),
    ]
    expect(read('激光打标机昨天停机时间', all).equipment[0]?.id).toBe('SZ-LAS-01')
    expect(read('output of team E last week', all).teams).toEqual(['E'])
    expect(read('OTD of Northriver Bearings last month', all).suppliers).toEqual(['S9'])
  })

  it('a word that the glossary of the site makes equal to a name', () => {
    const all = withGlossary(known, [
      { zh: ['老三', 'CNC 3号'], en: [] },
      { zh: ['活儿', '良品产量'], en: [] },
    ])
    expect(read('老三昨天的活儿', all)).toMatchObject({
      metrics: ['output'],
      equipment: [{ id: 'SZ-CNC-03' }],
    })
    expect(read('老三昨天的活儿', known).metrics).toEqual([])
  })
})

describe('slips of the keyboard', () => {
  it.each([
    ['Shuzhou oee lst week', { sites: ['suzhou'], metrics: ['oee'] }],
    ['avaliability of CNC-03 yesterday', { metrics: ['availability'] }],
    ['苏洲上周OEE', { sites: ['suzhou'] }],
  ])('are read as what is meant: %s', (said, slots) =>
    expect(read(said, known)).toMatchObject(slots),
  )

  it('never touch a word that may be one', () => {
    expect(read('how do I machine a shaft', known).question).toBe('how do I machine a shaft')
    expect(read('OEE in Xuzhou last week', known).unknown).toBe('Xuzhou')
  })
})
