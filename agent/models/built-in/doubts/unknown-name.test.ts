import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../../base/language.ts'
import { parse } from '../parse.ts'
import { groupLexicon, suzhouLexicon } from '../test-lexicon.ts'

const now = new Date('2026-11-24T02:00:00Z')
const unknownIn = (question: string, lexicon = suzhouLexicon()) =>
  parse(question, { lexicon, now, language: languageOf(question) }).unknown

describe('a name that nothing bears', () => {
  it.each([
    ['OEE of the Dongguan plant last week, by line', 'Dongguan'],
    ['oee of the dongguan plant last week', 'dongguan'],
    ['What was output in Berlin yesterday?', 'Berlin'],
    ['上周东莞工厂各产线的OEE', '东莞'],
    ['OEE of DG-SMT-02 yesterday', 'DG-SMT-02'],
    ['MTBF of machine 99', 'machine 99'],
    ['99号机为什么停机?', '99号机'],
    ['How many corrective work orders did CWC04999 have in 2016?', 'CWC04999'],
  ])('is said, not left out: %s', (question, name) => {
    expect(unknownIn(question)).toBe(name)
  })

  it.each([
    'What was OEE of the Suzhou site last week, by line?',
    'Output of the whole plant in November 2026',
    'Which site had the lowest OEE?',
    'OEE in Q3 by month',
    '各工厂上周的OEE',
    '本月哪个工厂的OEE最低?',
    '苏州工厂昨天夜班产量',
    'MTBF of CNC-03 in October',
    'OEE of CWC04013 in 2016',
    '全公司所有工厂的OEE',
    'OEE on Monday at our plant',
  ])('is not seen where there is none: %s', (question) => {
    expect(unknownIn(question, groupLexicon())).toBeUndefined()
  })
})
