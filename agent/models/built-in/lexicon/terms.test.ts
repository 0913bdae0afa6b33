import { describe, expect, it } from 'vitest'
import { groupLexicon, suzhouLexicon } from '../test-lexicon.ts'
import { mentionsIn } from './lexicon.ts'

const ids = (question: string, lexicon = suzhouLexicon()) =>
  mentionsIn(question, lexicon).flatMap(({ entries }) => entries.map(({ id }) => id))

describe('names in a question', () => {
  it.each([
    'SZ-CNC-03',
    'sz cnc 03',
    'SZCNC03',
    'SZ_CNC_03',
    'ＳＺ－ＣＮＣ－03',
    '3号机',
    'machine 3',
    'Machine No. 3',
    'CNC-03',
  ])('are found however they are spelt: %s', (name) =>
    expect(ids(`why is ${name} down`)).toContain('SZ-CNC-03'),
  )

  it.each(['13号机', 'machine 31', 'CNC-035', 'XSZ-CNC-03'])('are whole words: %s', (name) =>
    expect(ids(name)).not.toContain('SZ-CNC-03'),
  )

  it('give the longest one where they overlap', () => {
    expect(ids('报废率')).toEqual(['scrap_ratio'])
    expect(ids('报废')).toEqual(['scrap_quantity'])
  })

  it('are not single letters or words of time', () => {
    expect(ids('a report by day and night')).toEqual([])
    expect(ids('Team A on the day shift')).toEqual(['A', 'day'])
  })

  it('that several things share give all of them', () => {
    expect(ids('3号机', groupLexicon())).toEqual(['SZ-CNC-03', 'DG-SMT-03'])
  })

  it('may stand in the plural', () => {
    expect(ids('output shafts')).toContain('P-100')
  })
})
