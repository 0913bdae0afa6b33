import { describe, expect, it } from 'vitest'
import { heard, stepAfter } from './test-asking.ts'
import { suzhouLexicon } from './test-lexicon.ts'

const lexicon = suzhouLexicon()

const readingsOf = (...turns: string[]) => heard(turns, lexicon)
const stepFor = (...turns: string[]) => stepAfter(turns, lexicon)
const callsFor = (...turns: string[]) => {
  const step = stepFor(...turns)
  return 'calls' in step ? step.calls : []
}
const saidFor = (...turns: string[]): string => {
  const step = stepFor(...turns)
  return 'text' in step ? step.text : ''
}

describe('what took the time', () => {
  it.each([
    'What stops Suzhou line 1 most?',
    '苏州1线主要停在什么原因上',
    '苏州1线停机的罪魁祸首',
    'Suzhou line 1: biggest downtime cause',
    'what cost Suzhou line 1 the most downtime',
  ])('is a ranking of reasons: %s', (said) =>
    expect(readingsOf(said)).toMatchObject([
      { intent: 'kpi', metrics: ['downtime'], dimensions: ['reason'], order: 'highest' },
    ]),
  )

  it('stays a question about a machine that stands still, where no end of a ranking is named', () =>
    expect(readingsOf('3号机为什么停')).toMatchObject([{ intent: 'cause' }]))
})

describe('what if', () => {
  const out = [{ machine: 'SZ-CNC-07', hours: 8 }]

  it.each([
    '如果 CNC-07 停8小时会怎样?',
    '7号机停8小时影响多大',
    'what happens if CNC-07 is down for eight hours',
  ])('is tried, not filed: %s', (said) =>
    expect(callsFor(said)).toEqual([
      { tool: 'simulate_schedule', args: { site: 'suzhou', exclude_machines: out } },
    ]),
  )

  it.each(['what happens if SZ-WO-1205 gets rushed?', '要是SZ-WO-1205加急,别的订单会晚吗'])(
    'may be about an order: %s',
    (said) =>
      expect(callsFor(said)).toEqual([
        {
          tool: 'simulate_schedule',
          args: { site: 'suzhou', scenario: [{ kind: 'rush_order', order: 'SZ-WO-1205' }] },
        },
      ]),
  )

  it.each([
    ['what happens if an order gets rushed?', 'Which order'],
    ['what if CNC-07 goes down', 'For how long'],
    ['如果停8小时会怎样?', '哪台设备'],
  ])('asks back for what is missing: %s', (said, asked) => expect(saidFor(said)).toContain(asked))

  it('goes on to the schedule for that case', () =>
    expect(callsFor('如果CNC-07停8小时会怎样?', '那就重排一下')).toEqual([
      { tool: 'propose_schedule', args: { site: 'suzhou', exclude_machines: out } },
    ]))

  it.each(['OEE提高5个点的话,如果这样产量会怎样', 'what would output be if OEE were 85%'])(
    'is not answered for a figure that nobody measured: %s',
    (said) => expect(saidFor(said)).toContain('[[abstain:outside]]'),
  )
})

describe('several demands in one message', () => {
  it.each([
    [
      'open a ticket for CNC-04 spindle noise and then for CNC-05 coolant leak',
      ['spindle noise', 'coolant leak'],
    ],
    ['CNC-04异响,CNC-05漏油,各开一张工单', ['异响', '漏油']],
  ])('become a card each: %s', (said, titles) =>
    expect(callsFor(said).map(({ args }) => [args.equipment, args.title])).toEqual([
      ['SZ-CNC-04', titles[0]],
      ['SZ-CNC-05', titles[1]],
    ]),
  )

  it.each([
    'CNC-04 tripped. Review its fault history, then issue a corrective work order',
    '分析CNC-05的报警,估算停机时间,再开一张维修工单',
  ])('are asked for one by one, and no title is cut from them: %s', (said) =>
    expect(saidFor(said)).toMatch(/^\[\[ask\]\]/),
  )

  it('ask for the state of each machine', () =>
    expect(callsFor('CNC-03和CNC-04现在什么状态').map(({ args }) => args.machine)).toEqual([
      'SZ-CNC-03',
      'SZ-CNC-04',
    ]))
})

describe('what must not be answered as if it were clear', () => {
  it.each(['除了夜班以外上周OEE', 'OEE last week without CNC-03'])(
    'leaves nothing out in silence: %s',
    (said) => expect(saidFor(said)).toMatch(/^\[\[ask\]\]/),
  )

  it.each([
    ['CNC-03现在什么状态', '把CNC-03停掉'],
    ['is CNC-03 running?', 'stop CNC-03'],
  ])('never takes an order to a machine for a question: %s → %s', (...turns) =>
    expect(saidFor(...turns)).toMatch(
      /^\[\[abstain:outside\]\]\s(?:我不能操作设备|I do not run machines)/,
    ),
  )

  it.each(['夜班上周怎么样', 'how did the night shift do'])(
    'asks which figure is meant: %s',
    (said) => expect(saidFor(said)).toMatch(/^\[\[ask\]\]/),
  )

  it.each(['批准待审批的排程', 'approve the pending schedule'])(
    'says that only people decide: %s',
    (said) =>
      expect(saidFor(said)).toMatch(
        /^\[\[abstain:outside\]\]\s(?:我不能批准或驳回|I decide nothing)/,
      ),
  )
})

it.each(['哪条线上周OEE掉得最多', 'which line did OEE drop most on last week'])(
  'a change is ranked by how far each went: %s',
  (said) =>
    expect(readingsOf(said)).toMatchObject([
      { intent: 'kpi', dimensions: ['line'], moved: 'down', compare: 'previous' },
    ]),
)

describe('an overview', () => {
  const usual = ['oee', 'output', 'scrap_ratio', 'downtime']

  it.each([
    '上周怎么样',
    '上周总结一下',
    'how did we do last week',
    'a quick recap of last week please',
  ])(
    'of a time that is over tells the usual figures beside the time before, and what it was lost by: %s',
    (said) =>
      expect(callsFor(said)).toMatchObject([
        { tool: 'query_kpi', args: { metrics: usual, compare: 'previous_period' } },
        { tool: 'query_kpi', args: { metrics: ['downtime'], dimensions: ['reason'], limit: 3 } },
      ]),
  )

  it.each([
    '今天有什么需要注意的',
    '全厂今天怎么样',
    'what should I worry about today?',
    'give me an overview',
  ])('of today also tells what stands still and which orders will be late: %s', (said) =>
    expect(callsFor(said)).toMatchObject([
      { tool: 'query_kpi', args: { metrics: usual, window: { period: 'today' } } },
      { tool: 'query_kpi', args: { metrics: ['downtime'], dimensions: ['machine'] } },
      { tool: 'list_orders', args: { late_only: true } },
    ]),
  )

  it.each([
    'summarise the spindle manual',
    '总结一下主轴手册',
    '给我讲个笑话',
    'an overview of the open tickets',
  ])('is none where something else is named: %s', (said) =>
    expect(readingsOf(said)).toMatchObject([{ intent: expect.not.stringMatching('kpi') }]),
  )
})

describe('machines that stand still', () => {
  it.each([
    ['哪些机器停着,为什么?'],
    ['which machines are down and why?'],
    ['哪些机器停着', '为什么'],
  ])('are listed with why each does: %s', (...turns) =>
    expect(readingsOf(...turns)).toMatchObject([{ intent: 'state', equipment: [] }]),
  )
})

describe('what people ask first', () => {
  it.each([
    ['what production lines do we have in Suzhou', 'find_equipment'],
    ['苏州1线那几台机的编号发我一下', 'find_equipment'],
    ['系统里能查哪些指标', 'list_metrics'],
    ['Does good output include rework or not?', 'list_metrics'],
    ['What OEE target is set for Suzhou?', 'list_metrics'],
    ["the guard switch failed, can't we just run this one order?", 'search_knowledge'],
    ['换主轴轴承要用什么型号的轴承', 'search_knowledge'],
  ])('is looked up where it stands: %s', (said, tool) =>
    expect(callsFor(said)).toMatchObject([{ tool }]),
  )

  it('may be how the figure that was just told is made', () =>
    expect(callsFor('苏州上周的OEE', '等下 这个数到底是怎么算出来的')).toMatchObject([
      { tool: 'list_metrics', args: { search: 'oee' } },
    ]))

  it('is told with the targets that stand in the definition', () => {
    const oee = {
      ...{ id: 'oee', version: 1, name_zh: '设备综合效率', name_en: 'OEE', unit: '%' },
      ...{ formula: 'A × B', note: '', source: 'ISO 22400-2', targets: { suzhou: 78 } },
    }
    const outcome = { tool: 'list_metrics', result: { data: { metrics: [oee] } } }
    const step = stepAfter(['苏州OEE的目标是多少'], lexicon, [outcome])
    expect('text' in step && step.text).toContain('目标:suzhou 78 %')
  })

  it.each(['我们的OEE在同行里排得上第几', 'what margin do we make on output shafts?'])(
    'is refused where no record tells it: %s',
    (said) => expect(callsFor(said)).toEqual([]),
  )

  it('is told of half a year where its step is a month', () =>
    expect(callsFor('苏州准时交付率按月画条线')).toMatchObject([
      { args: { grain: 'month', window: { period: 'last_n_days', n: 180 } } },
    ]))
})
