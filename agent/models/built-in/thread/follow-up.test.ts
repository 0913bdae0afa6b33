import { describe, expect, it } from 'vitest'
import type { Reading } from '../reading.ts'
import { heard } from '../test-asking.ts'
import { groupLexicon } from '../test-lexicon.ts'

const lexicon = groupLexicon()

/** The last of several questions, each read in the light of the one before. */
function readingOf(...questions: string[]): Reading {
  const reading = heard(questions, lexicon).at(-1)
  if (!reading) throw new Error('no question')
  return reading
}

describe('a follow-up', () => {
  it('may be the course of the one that a ranking named', () =>
    expect(
      readingOf('Which line had the highest scrap rate last month?', 'show me that one day by day'),
    ).toMatchObject({ intent: 'kpi', grain: 'day', dimensions: [], ofWinner: 'line' }))

  it.each([
    ['苏州昨天的OEE', '上周同一天呢', '2026-11-16'],
    ['OEE of Suzhou yesterday', 'same day last week?', '2026-11-16'],
    ['苏州昨天的OEE', '上个月同一天', '2026-10-23'],
  ])('asks of the same day of an earlier time: %s … %s', (first, second, from) => {
    const reading = readingOf(first, second)
    expect(reading).toMatchObject({ metrics: ['oee'], sites: ['suzhou'], window: { from } })
    expect(reading.compare).toBeUndefined()
  })

  it.each([
    ['苏州上周的OEE', '比前一周怎么样'],
    ['OEE of Suzhou last week', 'is that up or down?'],
    ['苏州昨天的OEE', '跟上周同一天比呢'],
  ])('sets the figure beside an earlier time: %s … %s', (first, second) => {
    const reading = readingOf(first, second)
    expect(reading).toMatchObject({ metrics: ['oee'], sites: ['suzhou'] })
    expect(reading.compare).toBeDefined()
  })

  it.each([
    ['苏州1线上周停了多久', '换成次数'],
    ['downtime of line 1 in Suzhou last week', 'how many times?'],
  ])('asks how often what was told to stand stopped: %s … %s', (first, second) =>
    expect(readingOf(first, second)).toMatchObject({
      metrics: ['stops'],
      window: { name: 'last_week' },
    }),
  )

  it.each([
    ['苏州上周的OEE', '第二名呢'],
    ['三个厂昨天的OEE', '不要苏州'],
    ['OEE of the three plants yesterday', 'minus Suzhou'],
  ])('asks back about a place in a ranking and about what is left out: %s … %s', (first, second) =>
    expect(readingOf(first, second).unknown).toBeDefined(),
  )

  it.each([
    ['上周哪条线OEE最低', '为什么是它'],
    ['which line was worst on OEE last week', 'why that one?'],
    ['which line was worst on OEE last week', 'why is it so low'],
  ])('asks why of whichever a ranking named first: %s … %s', (first, second) => {
    expect(readingOf(first, second)).toMatchObject({
      intent: 'explain',
      metrics: ['oee'],
      ofWinner: 'line',
      window: { kind: 'named', name: 'last_week' },
    })
  })

  it.each([
    ['上周哪条线OEE最低', '它上个月呢'],
    ['which line was worst on OEE last week', 'and that one last month?'],
  ])('asks of the one that a ranking named, in another time: %s … %s', (first, second) => {
    const reading = readingOf(first, second)
    expect(reading).toMatchObject({
      intent: 'kpi',
      ofWinner: 'line',
      dimensions: [],
      window: { kind: 'named', name: 'last_month' },
    })
    expect(reading.order).toBeUndefined()
  })

  it.each([
    ['苏州上周各条线的OEE', '那可用率呢?'],
    ['OEE of Suzhou last week by line', 'What about availability?'],
  ])('with another metric keeps scope, window and breakdown: %s … %s', (first, second) => {
    expect(readingOf(first, second)).toMatchObject({
      intent: 'kpi',
      metrics: ['availability'],
      sites: ['suzhou'],
      dimensions: ['line'],
      window: { kind: 'named', name: 'last_week' },
    })
  })

  it.each([
    ['苏州上周OEE', '上个月呢?'],
    ['OEE of Suzhou last week', 'and last month?'],
  ])('with another time keeps the metric: %s … %s', (first, second) => {
    expect(readingOf(first, second)).toMatchObject({
      metrics: ['oee'],
      sites: ['suzhou'],
      window: { kind: 'named', name: 'last_month' },
    })
  })

  it.each([
    ['苏州上周OEE', '按班组'],
    ['OEE of Suzhou last week', 'by team'],
  ])('can be a bare breakdown: %s … %s', (first, second) => {
    expect(readingOf(first, second)).toMatchObject({ metrics: ['oee'], dimensions: ['team'] })
  })

  it('with another site replaces the whole scope', () => {
    const reading = readingOf('OEE of line SZ-L1 last week', 'What about Dongguan?')
    expect(reading).toMatchObject({ metrics: ['oee'], sites: ['dongguan'], equipment: [] })
  })

  it('goes on over several turns and across languages', () => {
    const reading = readingOf('苏州上周OEE', '按机器', 'and last month?')
    expect(reading).toMatchObject({
      language: 'en',
      sites: ['suzhou'],
      dimensions: ['machine'],
      window: { kind: 'named', name: 'last_month' },
    })
  })
})

describe('the answer to a question back', () => {
  it.each(['苏州', 'suzhou', 'SZ-CNC-03', '苏州的'])('chooses by site or id: %s', (choice) => {
    expect(readingOf('3号机为什么停机?', choice)).toMatchObject({
      intent: 'cause',
      equipment: [{ id: 'SZ-CNC-03', siteId: 'suzhou' }],
    })
  })
})

describe('the answer to what is wrong', () => {
  it.each([
    ['给CNC-03开一张维修工单', '主轴异响'],
    ['Open a ticket for CNC-03', 'spindle noise'],
  ])('becomes the title of the ticket: %s … %s', (first, second) => {
    expect(readingOf(first, second)).toMatchObject({
      intent: 'open_ticket',
      equipment: [{ id: 'SZ-CNC-03' }],
      problem: second,
    })
  })

  it('is not a new question', () => {
    expect(readingOf('给CNC-03开一张维修工单', '哪些订单会延期?').intent).toBe('orders')
  })
})

describe('a pronoun', () => {
  it.each([
    ['CNC-03 为什么停机?', '给它开一张维修工单:主轴异响'],
    ['Why is CNC-03 down?', 'Open a ticket for it: spindle noise'],
  ])('means the machine spoken of: %s … %s', (first, second) => {
    expect(readingOf(first, second)).toMatchObject({
      intent: 'open_ticket',
      equipment: [{ id: 'SZ-CNC-03' }],
    })
  })
})

describe('a question that is whole', () => {
  it('takes nothing from the one before', () => {
    const reading = readingOf('苏州上周OEE,按班组', '哪些订单会延期?')
    expect(reading).toMatchObject({ intent: 'orders', sites: [], metrics: [] })
  })

  it.each([
    ['Open a ticket for CNC-03: spindle noise', 'What is the weather today?'],
    ['给CNC-03开一张维修工单:主轴异响', '今天天气怎么样?'],
    ['苏州上周OEE', '今天天气怎么样?'],
    ['OEE of Suzhou last week', 'Who is the president of France today?'],
  ])('about something else repeats nothing: %s … %s', (first, second) => {
    expect(readingOf(first, second).intent).toBe('outside')
  })

  it.each([
    ['Open a ticket for CNC-03: spindle noise', 'and CNC-04?'],
    ['给CNC-03开一张维修工单:主轴异响', '那4号机呢?'],
    ['重新排产苏州', '东莞'],
  ])('repeats no act that was complete: %s … %s', (first, second) => {
    expect(readingOf(first, second).intent).not.toMatch(/open_ticket|schedule/)
  })

  it('gives an act what it still lacks', () => {
    expect(readingOf('开一张维修工单:主轴异响', 'CNC-03')).toMatchObject({
      intent: 'open_ticket',
      equipment: [{ id: 'SZ-CNC-03' }],
      problem: '主轴异响',
    })
  })
})
