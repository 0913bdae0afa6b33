/** Questions that were once read as others: each stays as it is meant. */
import { expect, it } from 'vitest'
import { languageOf } from '../../../base/language.ts'
import { lexiconOf } from './lexicon/lexicon.ts'
import { parse } from './parse.ts'
import { firstStep } from './plan.ts'
import { groupLexicon, suzhouLexicon } from './test-lexicon.ts'

const now = new Date('2026-11-24T02:00:00Z')
const group = groupLexicon()

it.each([['by team?'], ['And by team?'], ['按班组呢?'], ['按班组?']])(
  'a bare split asks for the figure before it anew: %s',
  (said) => {
    const context = { lexicon: group, now, language: languageOf(said) }
    const previous = parse('OEE of Suzhou last week', context)
    expect(parse(said, { ...context, previous })).toMatchObject({
      ...{ intent: 'kpi', metrics: ['oee'], sites: ['suzhou'], dimensions: ['team'] },
      window: { kind: 'named', name: 'last_week' },
    })
  },
)

it.each([['东莞的维修工单有多少?'], ['东莞有多少张工单?'], ['How many work orders in Dongguan?']])(
  'tickets of a site that one may not see are not counted elsewhere: %s',
  (said) => {
    const lexicon = suzhouLexicon()
    const language = languageOf(said)
    const step = firstStep(parse(said, { lexicon, now, language }), { lexicon, now, language })
    expect('text' in step ? step.text : '').toMatch(/东莞|Dongguan/)
  },
)

it.each([
  ['未关闭的维修工单有多少?'],
  ['一共有多少张工单?'],
  ['本月的纠正性工单有多少?'],
  ['紧急的工单有哪些'],
  ['延期的订单有哪些?'],
])('words for a kind of ticket or order are no place: %s', (said) => {
  const reading = parse(said, { lexicon: group, now, language: 'zh' })
  expect(reading.unknown).toBeUndefined()
})

it.each([['Compare OEE of the three plants last month'], ['比较三个工厂上个月的OEE']])(
  'plants that are counted are compared with one another, not with the month before: %s',
  (said) => {
    const reading = parse(said, { lexicon: group, now, language: languageOf(said) })
    expect(reading).toMatchObject({ dimensions: ['site'], window: { name: 'last_month' } })
    expect(reading.compare).toBeUndefined()
  },
)

it.each([['还有哪些工单没关闭?'], ['哪些工单还没处理'], ['Which tickets are not yet closed?']])(
  'what is not closed is open: %s',
  (said) => {
    const reading = parse(said, { lexicon: group, now, language: languageOf(said) })
    expect(reading).toMatchObject({ intent: 'tickets', ticketStatus: 'open' })
  },
)

it('how good a figure is, and which is worst, is not why it moved', () => {
  const said = '苏州这周的一次合格率怎么样,哪条线最差?'
  expect(parse(said, { lexicon: group, now, language: 'zh' })).toMatchObject({ intent: 'kpi' })
})

it.each([['and that one?'], ['那这个呢?'], ['What about it?']])(
  'what points at nothing is not looked up in the documents: %s',
  (said) => {
    expect(parse(said, { lexicon: group, now, language: languageOf(said) }).intent).toBe('outside')
  },
)

it.each([['你能做什么?'], ['What can you do?']])(
  'what can be asked is told of an empty plant without a number that nobody knows: %s',
  (said) => {
    const empty = { lexicon: lexiconOf([]), now, language: languageOf(said) }
    const step = firstStep(parse(said, empty), empty)
    expect('text' in step ? step.text : '').not.toMatch(/\d|abstain/)
  },
)

it('a failure code that looks like a pattern is asked for by its letters', () => {
  const code = { kind: 'failure_code' as const, siteId: 'suzhou', aliases: [] }
  const lexicon = lexiconOf([
    ...suzhouLexicon().entries,
    { ...code, id: 'C++', zh: '主轴(前)', en: 'Spindle (front' },
  ])
  const read = (said: string) => parse(said, { lexicon, now, language: languageOf(said) })
  expect(read('苏州有哪些主轴(前)类的维修工单?').failureCode).toBe('C++')
  expect(read('Which spindle (front tickets are open in Suzhou?').failureCode).toBe('C++')
})
