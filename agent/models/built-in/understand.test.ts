import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../base/language.ts'
import { firstStep, type PlannedCall } from './plan.ts'
import { groupLexicon } from './test-lexicon.ts'
import { understand } from './understand.ts'

/** Tuesday 2026-11-24 10:00 in Shanghai. */
const now = new Date('2026-11-24T02:00:00Z')
const lexicon = groupLexicon()
const readingsOf = (said: string) => understand(said, { lexicon, now, language: languageOf(said) })

function callsFor(said: string): PlannedCall[] {
  const builtIn = { lexicon, now, language: languageOf(said) }
  return readingsOf(said).flatMap((reading) => {
    const step = firstStep(reading, builtIn)
    return 'calls' in step ? step.calls : []
  })
}

describe('several questions in one message', () => {
  it.each([
    '哪条线OEE最低,为什么,上周呢?',
    'Which line had the lowest OEE and why, and last week?',
  ])('are read in the light of each other: %s', (said) => {
    const [ranking, why, before] = readingsOf(said)
    expect(ranking).toMatchObject({ intent: 'kpi', dimensions: ['line'], order: 'lowest' })
    expect(why).toMatchObject({ intent: 'explain', metrics: ['oee'], ofWinner: 'line' })
    expect(before).toMatchObject({
      intent: 'kpi',
      dimensions: ['line'],
      window: { kind: 'named', name: 'last_week' },
    })
  })

  it.each([
    '苏州昨天的产量和东莞上周的报废',
    'Output of Suzhou yesterday and scrap of Dongguan last week',
  ])('may be figures with times and places of their own: %s', (said) =>
    expect(callsFor(said).map(({ args }) => [args.metrics, args.filters, args.window])).toEqual([
      [['output'], { site: ['suzhou'] }, { period: 'yesterday' }],
      [['scrap_quantity'], { site: ['dongguan'] }, { period: 'last_week' }],
    ]),
  )

  it.each(['CNC-03现在怎么样?有没有相关工单?', 'How is CNC-03 now, and are there tickets for it?'])(
    'keep the machine that was named: %s',
    (said) =>
      expect(callsFor(said)).toMatchObject([
        { tool: 'read_machine_state', args: { machine: 'SZ-CNC-03' } },
        { tool: 'list_tickets', args: { equipment: 'SZ-CNC-03' } },
      ]),
  )
})

describe('a later question of a message', () => {
  it.each([
    'MTTR of CNC-03 in October, and how many tickets did it get that month?',
    'CNC-03十月的MTTR,还有那个月它有几张工单?',
  ])('means the time of the one before: %s', (said) =>
    expect(callsFor(said)).toMatchObject([
      { tool: 'query_kpi', args: { metrics: ['mttr'], window: { period: 'last_month' } } },
      { tool: 'list_tickets', args: { equipment: 'SZ-CNC-03', from: '2026-10-01' } },
    ]),
  )

  it('lists tickets where it asks whether there are any', () =>
    expect(callsFor('CNC-03上周停机多久,还有没有 open ticket').map(({ tool }) => tool)).toEqual([
      'query_kpi',
      'list_tickets',
    ]))

  it('does not take a month for a day', () =>
    expect(readingsOf('OEE in October, plus output of Suzhou that day').at(-1)).toMatchObject({
      unclearTime: 'that day',
    }))

  it('may be why the winner moved, whatever it is set against', () =>
    expect(readingsOf('上周OEE最低的是哪条线,它跟前一周比为什么变了').at(-1)).toMatchObject({
      ...{ intent: 'explain', metrics: ['oee'], ofWinner: 'line' },
    }))

  it('asks the papers about what was just named', () =>
    expect(callsFor('CNC-03现在什么状态,停了的话怎么办').at(-1)).toMatchObject({
      tool: 'search_knowledge',
      args: { query: 'CNC-03现在什么状态, 停了的话怎么办' },
    }))
})

describe('questions that look alike', () => {
  it('are one where they ask how the same machine is', () =>
    expect(readingsOf('3号机修好没有,恢复了吗')).toHaveLength(1))

  it('keep their beginning where it names a length of time and no meeting', () =>
    expect(readingsOf('Good output in 8 hours, by machine')).toMatchObject([
      { metrics: ['output'], dimensions: ['machine'], unclearTime: '8 hours' },
    ]))
})

describe('one question of several clauses', () => {
  it.each([
    '几条线里头,昨天良率垫底的是哪条',
    'Quality review in 5 min - which line had the lowest OEE yesterday?',
  ])('begins with what it is about: %s', (said) =>
    expect(callsFor(said)).toMatchObject([
      { tool: 'query_kpi', args: { dimensions: ['line'], window: { period: 'yesterday' } } },
    ]),
  )

  it.each([
    '苏州上周OEE,按班组',
    'OEE, output and scrap rate of Suzhou last week',
    '上周,苏州的OEE是多少?',
    '甲班和乙班上周产量对比',
    '给CNC-03开一张维修工单,主轴振动过大,很紧急',
  ])('stays one: %s', (said) => expect(readingsOf(said)).toHaveLength(1))
})

describe('what is told beside a question', () => {
  it.each([
    '马上开早会,苏州昨天的OEE',
    '电费又涨,看看苏州昨天的OEE',
    'pls chk Suzhou oee yesterday, boss wants it b4 11',
  ])('is news, and narrows nothing: %s', (said) => {
    const [reading, ...more] = readingsOf(said)
    expect(more).toEqual([])
    expect(reading).toMatchObject({ intent: 'kpi', metrics: ['oee'], sites: ['suzhou'] })
    expect(reading).not.toHaveProperty('unknown')
  })

  it('narrows it where it is a name that nobody bears', () =>
    expect(readingsOf('外协件这边,昨天OEE')).toMatchObject([{ unknown: expect.any(String) }]))

  it.each([
    '夜班产量没达标,交接本上光写人员不足行不行',
    '刚做完一种产品,设备得洗成什么样才放行',
    '修机器的时候拍下急停就够了吧,还要上锁吗',
  ])('leads up to what papers are asked: %s', (said) =>
    expect(readingsOf(said)).toMatchObject([{ intent: 'howto' }]),
  )
})

describe('times that are told twice', () => {
  it('are the one that says how long `lately` is', () =>
    expect(readingsOf('苏州报废率最近是不是一路往上走?近15天按天给我看')).toMatchObject([
      { metrics: ['scrap_ratio'], grain: 'day', window: { kind: 'last', count: 15, unit: 'day' } },
    ]))

  it('are one span of a series', () =>
    expect(readingsOf('MTTR of Suzhou, October and November by week')).toMatchObject([
      { metrics: ['mttr'], grain: 'week', window: { from: '2026-10-01', to: '2026-12-01' } },
    ]))

  it('are both ends of a change that is to be explained', () =>
    expect(
      readingsOf('Explain the change in OEE of Suzhou from the week before last to last week'),
    ).toMatchObject([
      { intent: 'explain', compare: 'previous', window: { kind: 'named', name: 'last_week' } },
    ]))
})

describe('another figure of the one that a ranking names', () => {
  it.each([
    'Which Suzhou team had the lowest yield last month, and how many pieces did it make?',
    '上个月苏州哪个班组合格率最低,它做了多少件',
  ])('is asked of that one: %s', (said) =>
    expect(readingsOf(said)).toMatchObject([
      { metrics: ['quality_ratio'], dimensions: ['team'], order: 'lowest' },
      { metrics: ['output'], dimensions: [], ofWinner: 'team', window: { name: 'last_month' } },
    ]),
  )
})
