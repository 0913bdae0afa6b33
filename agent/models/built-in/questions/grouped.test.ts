import { describe, expect, it } from 'vitest'
import { heard } from '../test-asking.ts'
import { groupLexicon } from '../test-lexicon.ts'

const lexicon = groupLexicon()
const readingsOf = (message: string) => heard([message], lexicon)

describe('a second question of one message', () => {
  it.each([
    '输出轴上周产量多少,这个月报废率多少',
    'output of output shaft last week, and how much scrap this month?',
  ])('is of the product that the first named: %s', (message) =>
    expect(readingsOf(message)).toMatchObject([{ products: ['P-100'] }, { products: ['P-100'] }]),
  )

  it('is of the plant where it says so', () =>
    expect(readingsOf('输出轴上周产量多少,全厂这个月报废率多少')).toMatchObject([
      { products: ['P-100'] },
      { products: [], sites: ['suzhou'] },
    ]))

  it('is not told of everything where nobody knows what the first was of', () =>
    expect(readingsOf('output of gizmos last week, and how much scrap this month?')).toMatchObject([
      { unknown: 'gizmos' },
    ]))
})
