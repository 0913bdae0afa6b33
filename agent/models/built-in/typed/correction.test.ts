import { describe, expect, it } from 'vitest'
import { heard } from '../test-asking.ts'
import { groupLexicon } from '../test-lexicon.ts'

const lexicon = groupLexicon()

describe('what is taken back', () => {
  it.each([
    ['why did the OEE of Suzhou move ytd? meant yesterday', { window: { name: 'yesterday' } }],
    ['苏州上周的产量... 不是,是报废率', { metrics: ['scrap_ratio'], sites: ['suzhou'] }],
    ['OEE of Suzhou last week. No, I meant Dongguan', { sites: ['dongguan'], metrics: ['oee'] }],
  ])('within a message gives way to what is meant: %s', (said, reading) => {
    const readings = heard([said], lexicon)
    expect(readings).toHaveLength(1)
    expect(readings[0]).toMatchObject(reading)
  })

  it.each([
    ['苏州昨天OEE', '不对,我要的是东莞', { metrics: ['oee'], sites: ['dongguan'] }],
    ['OEE of Suzhou yesterday', 'hm no I meant scrap ratio', { metrics: ['scrap_ratio'] }],
    ['苏州昨天OEE', '算了,看上周的', { metrics: ['oee'], window: { name: 'last_week' } }],
  ])('in the next message too: %s … %s', (first, next, reading) =>
    expect(heard([first, next], lexicon)).toMatchObject([reading]),
  )

  it.each(['苏州上周OEE是不是下降了', 'what is meant by OEE', '苏州上周的OEE不对吗'])(
    'is nothing here: %s',
    (said) => expect(heard([said], lexicon)[0]).toMatchObject({ metrics: ['oee'] }),
  )
})
