import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../../base/language.ts'
import { groupLexicon } from '../test-lexicon.ts'
import { understand } from '../understand.ts'

const now = new Date('2026-11-24T02:00:00Z')
const lexicon = groupLexicon()
const readingsOf = (said: string) => understand(said, { lexicon, now, language: languageOf(said) })

describe('a clause after another', () => {
  it.each([
    '苏州昨天的产量多少,为什么比前天低',
    'output of Suzhou yesterday, and why was it lower than the day before?',
  ])('asks why the figure that was asked for is so: %s', (said) => {
    const [figure, why] = readingsOf(said)
    expect(figure).toMatchObject({ intent: 'kpi', metrics: ['output'], sites: ['suzhou'] })
    expect(why).toMatchObject({ intent: 'explain', metrics: ['output'], sites: ['suzhou'] })
  })

  it.each(['苏州1线上周老停机,主要是啥原因', '苏州1线上周停机变多,为什么'])(
    'asks why of a complaint, which is no question: %s',
    (said) => expect(readingsOf(said)).toHaveLength(1),
  )

  it.each(['苏州昨天做了多少,报废了多少', '苏州昨天报废了多少,做了多少'])(
    'keeps both figures of two clauses that count: %s',
    (said) =>
      expect(
        readingsOf(said)
          .flatMap(({ metrics }) => metrics)
          .toSorted(),
      ).toEqual(['output', 'scrap_quantity']),
  )

  it.each([
    'hey, what was the OEE of Suzhou yesterday?',
    '师傅,苏州昨天的OEE多少',
    'quick question: OEE of Suzhou yesterday',
  ])('hears a greeting as no question: %s', (said) =>
    expect(readingsOf(said)).toMatchObject([{ intent: 'kpi', metrics: ['oee'] }]),
  )

  it.each([
    'suzhou oee yesterday, n which machine was the worst',
    'OEE of Suzhou yesterday, and which machine was the worst?',
  ])('asks which one is the end of it: %s', (said) => {
    const [figure, ranking] = readingsOf(said)
    expect(figure).not.toHaveProperty('order')
    expect(ranking).toMatchObject({ metrics: ['oee'], dimensions: ['machine'], order: 'lowest' })
  })

  it.each([
    'OEE of Suzhou lately, say last 5 days',
    'OEE of Suzhou on Friday, November 20',
    'which line of Suzhou had the best OEE last week, and the others?',
  ])('only says more: %s', (said) => expect(readingsOf(said)).toHaveLength(1))

  it.each([
    'how many open tickets and how many late orders does Dongguan have?',
    '打开的工单有几张,晚的订单有几张,东莞',
  ])('shares the place that is said once, at the end: %s', (said) =>
    expect(readingsOf(said)).toMatchObject([
      { intent: 'tickets', sites: ['dongguan'] },
      { intent: 'orders', sites: ['dongguan'] },
    ]),
  )

  it('gives each of two things a time of its own', () =>
    expect(readingsOf('苏州上周停机、东莞昨天停机')).toMatchObject([
      { sites: ['suzhou'], window: { name: 'last_week' } },
      { sites: ['dongguan'], window: { name: 'yesterday' } },
    ]))
})
