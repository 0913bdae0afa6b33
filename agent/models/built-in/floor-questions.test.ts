import { describe, expect, it } from 'vitest'
import { heard, stepAfter } from './test-asking.ts'
import { suzhouLexicon } from './test-lexicon.ts'

const lexicon = suzhouLexicon()

const readingsOf = (...turns: string[]) => heard(turns, lexicon)
const saidFor = (...turns: string[]): string => {
  const step = stepAfter(turns, lexicon)
  return 'text' in step ? step.text : ''
}

describe('slips of the keyboard', () => {
  it.each(['wich machine had teh most stops last wk', 'whcih machine had the most stops lst week'])(
    'stand for the word that was meant: %s',
    (said) =>
      expect(readingsOf(said)).toMatchObject([
        { dimensions: ['machine'], order: 'highest', window: { kind: 'named', name: 'last_week' } },
      ]),
  )

  it.each(['machines w more then 5 failures last month', '上月故障至少6次的机器'])(
    'set a limit all the same: %s',
    (said) =>
      expect(readingsOf(said)).toMatchObject([
        { metrics: ['failures'], dimensions: ['machine'], threshold: { side: 'above' } },
      ]),
  )

  it('are no article: cnc3 status now an its open tickets', () =>
    expect(readingsOf('cnc3 status now an its open tickets')).toMatchObject([
      { intent: 'state', equipment: [{ id: 'SZ-CNC-03' }] },
      { intent: 'tickets', equipment: [{ id: 'SZ-CNC-03' }], ticketStatus: 'open' },
    ]))
})

describe('what the floor says', () => {
  it.each([
    ['Is CNC-01 or CNC-02 losing more time to stops this month?', 'downtime'],
    ['CNC-03 最近10天 breakdown 了几次', 'failures'],
    ['上周1号线做出来的里面好的占百分之多少', 'quality_ratio'],
    ['which machine wasted the most boxes yesterday', 'scrap_quantity'],
  ])('names a figure: %s', (said, metric) =>
    expect(readingsOf(said)).toMatchObject([{ intent: 'kpi', metrics: [metric] }]),
  )

  it.each(['2号机那张链条润滑的单子弄完没有', '3号机磨损那张单子有人弄没'])(
    'points at a ticket of a machine: %s',
    (said) => {
      const [reading] = readingsOf(said)
      expect(reading).toMatchObject({ intent: 'tickets', equipment: [{ level: 'machine' }] })
      expect(reading).not.toHaveProperty('unknown')
    },
  )

  it.each([
    '新砂轮敲着声音发闷,还能装不',
    '夹爪卡住了该按哪个按钮',
    'guy with the lock on the machine went home already, can we cut it off?',
    'at which pressure drop do I change the filter',
  ])('asks papers without asking how: %s', (said) =>
    expect(readingsOf(said)).toMatchObject([{ intent: 'howto' }]),
  )

  it.each(['这个咋弄啊', 'how do I fix this'])(
    'is asked back about where it shows nothing: %s',
    (said) => expect(saidFor(said)).not.toBe(''),
  )

  it('is of both times that were asked about: why the difference?', () =>
    expect(
      readingsOf('OEE of Suzhou last week', 'and the week before that', 'ok, why the difference?'),
    ).toMatchObject([{ intent: 'explain', window: { kind: 'named', name: 'last_week' } }]))

  it('is of the list before: how many of them will be late?', () =>
    expect(
      readingsOf('How many open orders are there in Suzhou?', 'How many of them will be late?'),
    ).toMatchObject([{ intent: 'orders', sites: ['suzhou'], onlyLate: true }]))
})

it.each([
  ['我们厂重要度A的设备是哪些', '重要度 A:'],
  ['list the A-critical machines in Suzhou', 'Criticality A:'],
])('machines of one criticality are told alone: %s', (said, heading) => {
  const machine = { site: 'suzhou', name: 'Lathe', line: 'SZ-L1' }
  const equipment = [
    { ...machine, id: 'SZ-CNC-01', criticality: 'A' },
    { ...machine, id: 'SZ-CNC-02', criticality: 'B' },
  ]
  const data = { equipment, total: 2, truncated: false }
  const step = stepAfter([said], lexicon, [{ tool: 'find_equipment', result: { data } }])
  expect(step).toMatchObject({ text: expect.stringMatching(`^${heading}`) })
  expect(step).toMatchObject({ text: expect.stringContaining('SZ-CNC-01') })
  expect(step).not.toMatchObject({ text: expect.stringContaining('SZ-CNC-02') })
})

it('a ticket without a problem is asked back about, whatever else was said', () =>
  expect(saidFor('2号机要维修,你帮我报一下')).toMatch('标题'))

it('a reason that is asked for twice is that of the place: 苏州怎么差这么多', () =>
  expect(readingsOf('OEE上个月咋回事,1号线怎么差这么多')).toMatchObject([
    { intent: 'explain', equipment: [{ level: 'line' }], window: { name: 'last_month' } },
  ]))

describe('more of what the floor says', () => {
  it.each([
    ['1号线上个月产量变化主要是什么造成的', 'explain', 'output'],
    ['How much did the night shift turn out last night?', 'kpi', 'output'],
    ['上个月哪台机子修一回最磨叽', 'kpi', 'mttr'],
    ['CNC-04 stood for ages yesterday, what happened', 'kpi', 'downtime'],
  ])('means a figure: %s', (said, intent, metric) => {
    const [reading, ...more] = readingsOf(said)
    expect(more).toEqual([])
    expect(reading).toMatchObject({ intent, metrics: [metric] })
    expect(reading).not.toHaveProperty('unknown')
  })

  it.each([
    '苏州上周的合格率比前一周升了还是降了',
    'Is OEE this week better or worse than at the same point last week?',
  ])('sets two figures beside each other, and draws no series: %s', (said) => {
    const [reading] = readingsOf(said)
    expect(reading).toMatchObject({ intent: 'kpi', compare: 'previous' })
    expect(reading).not.toHaveProperty('grain')
    expect(reading).not.toHaveProperty('unknown')
  })

  it('asks for a figure, and whether the machine still runs', () =>
    expect(readingsOf('CNC-02 昨天 scrap 多少件,现在还在 running 吗')).toMatchObject([
      { metrics: ['scrap_quantity'], equipment: [{ id: 'SZ-CNC-02' }] },
      { intent: 'state', equipment: [{ id: 'SZ-CNC-02' }] },
    ]))

  it('says that a team works a shift, and not which shift was last: 丁班上夜班', () => {
    const [reading, ...more] = readingsOf('丁班上夜班产量是不是一路往下掉,给个最近的走势')
    expect(more).toEqual([])
    expect(reading).toMatchObject({ shifts: ['night'], grain: 'day', window: { kind: 'last' } })
  })

  it.each([
    'ALM-2104 came up on the lathe, can I just reset it and carry on?',
    '换线后首件半小时还没放行,该找谁',
    '瓶子碎了,旁边多大范围的敞口瓶要报废',
    'the light curtain failed its test, can we still finish this order?',
  ])('asks papers: %s', (said) => expect(readingsOf(said)).toMatchObject([{ intent: 'howto' }]))

  it('opens a ticket in two languages', () =>
    expect(readingsOf('CNC-02 的 X belt 松了 帮忙 open 个 ticket')).toMatchObject([
      { intent: 'open_ticket', problem: expect.stringContaining('belt') },
    ]))
})

describe('the way people of the south, and quick hands, write', () => {
  it.each([
    ['1号线琴日出咗几多货', 'output'],
    ['2号机这周打废了好多件嘛', 'scrap_quantity'],
    ['苏州上个月停鸡时间是多少', 'downtime'],
  ])('is read: %s', (said, metric) =>
    expect(readingsOf(said)).toMatchObject([{ intent: 'kpi', metrics: [metric] }]),
  )

  it('keeps the step of a series that is misspelt', () =>
    expect(readingsOf('montly on-time delivery of Suzhou since Septmber')).toMatchObject([
      { metrics: ['on_time_delivery'], grain: 'month', window: { from: '2026-09-01' } },
    ]))

  it('keeps thousands together', () =>
    expect(readingsOf('上周产量1,200件以上的产线')).toMatchObject([
      { metrics: ['output'], dimensions: ['line'], threshold: { value: 1200 } },
    ]))
})

it('a ticket that is to look whether something is so is opened: 查查有没有结垢', () =>
  expect(readingsOf('给2号机开张点检单,查查板片有没有结垢')).toMatchObject([
    { intent: 'open_ticket', problem: expect.stringContaining('结垢') },
  ]))

it('a slip that is pointed at may be closed: 那张维修工单可以关掉了', () =>
  expect(saidFor('那张维修工单可以关掉了')).toMatch('哪一张工单'))

it('what a machine needs before it may be started stands in papers', () =>
  expect(
    readingsOf('What spindle temperature does CNC-03 need before I may start it?'),
  ).toMatchObject([{ intent: 'howto' }]))
