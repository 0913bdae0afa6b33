import { describe, expect, it } from 'vitest'
import { heard } from '../test-asking.ts'
import { suzhouLexicon } from '../test-lexicon.ts'

const suzhou = suzhouLexicon()
const read = (question: string) => heard([question], suzhou)

describe('a clause around a question', () => {
  it.each([
    ['在路上呢,快说下3号机上周的停机时间', '3号机上周的停机时间'],
    ['3号机上周停机时间多少?急,等着回话', '3号机上周停机时间多少?'],
    [
      'The board wants sustainability figures. What was output yesterday?',
      'what was output yesterday?',
    ],
    [
      'We meet the director on Thursday already. What was output yesterday?',
      'what was output yesterday?',
    ],
    ['I need one sentence for the deck: what was output yesterday?', 'what was output yesterday?'],
  ])('%s is read as the question alone', (said, question) => {
    const slots = (text: string) => read(text).map(({ question: _, topic: __, ...asks }) => asks)
    expect(slots(said)).toEqual(slots(question))
    expect(read(said)[0]).not.toHaveProperty('unknown')
  })

  it.each([
    '昨天产量多少,样件的',
    '昨天产量多少,不算样件',
    'output yesterday, prototype parts',
    'output yesterday. Prototype parts.',
    'output yesterday, it should be of prototypes',
  ])('%s: what narrows it is asked back about', (said) => {
    expect(read(said)).toMatchObject([{ unknown: expect.any(String) }])
  })

  it('leaves papers to be searched for what is asked alone', () => {
    expect(read('冷却液多久换一次,新来的老问我')).toMatchObject([
      { intent: 'howto', topic: '冷却液多久换一次,' },
    ])
  })
})
