import { describe, expect, it } from 'vitest'
import { heard, now, stepAfter } from './test-asking.ts'
import { suzhouLexicon } from './test-lexicon.ts'
import { lookAt } from './typed/look-at.ts'

const lexicon = suzhouLexicon()
const readingsOf = (...turns: string[]) => heard(turns, lexicon)
const callsFor = (said: string) => {
  const step = stepAfter([said], lexicon)
  return 'calls' in step ? step.calls : []
}

describe('a change against a time that is named', () => {
  it.each(['为什么昨天的产量比上周五低', 'why was output yesterday lower than last Friday'])(
    'is explained against that time: %s',
    (said) =>
      expect(callsFor(said)).toMatchObject([
        { tool: 'explain_kpi', args: { compare: { from: '2026-11-20', to: '2026-11-21' } } },
      ]),
  )

  it.each(['上周的产量跟再前一周比变化了多少', '上周产量比前一周变化了多少'])(
    'is no series: %s',
    (said) => {
      const [reading] = readingsOf(said)
      expect(reading).toMatchObject({ metrics: ['output'], compare: 'previous' })
      expect(reading).not.toHaveProperty('grain')
    },
  )
})

describe('days', () => {
  const week = { kind: 'range', from: '2026-11-16', to: '2026-11-23' }

  it.each([
    'OEE for the week from 16 to 22 November 2026?',
    'OEE from November 16 to 22, 2026',
    '11月16日到22日这一周的OEE',
  ])('are read once, with their week and year: %s', (said) => {
    const readings = readingsOf(said)
    expect(readings).toMatchObject([{ metrics: ['oee'], window: week }])
    expect(readings[0]).not.toHaveProperty('unclearTime')
  })
})

describe('a limit in words', () => {
  it.each([
    ['上周哪几天产量没到三万一', 31_000],
    ['上周哪几天产量没到一千二', 1200],
    ['上周哪几天产量没到三万零一', 30_001],
  ])('may end in a figure of the next scale: %s', (said, value) =>
    expect(readingsOf(said)).toMatchObject([{ grain: 'day', threshold: { side: 'below', value } }]),
  )

  it.each([
    "machines that didn't make 74% OEE last week",
    "which machines hadn't reached 74% OEE last week",
    "which machines didn't even get to 74% OEE last week",
  ])('may be one that was not reached: %s', (said) =>
    expect(readingsOf(said)).toMatchObject([
      { dimensions: ['machine'], threshold: { side: 'below', value: 74 } },
    ]),
  )
})

describe('a time', () => {
  it.each([
    ['供应商准时率看90天的', { kind: 'last', count: 90, unit: 'day' }],
    ['最近三个月各月的OEE,九月到现在', { kind: 'range', from: '2026-09-01', to: null }],
    ['昨天调了参数,想看昨天的合格率比前天高吗', { kind: 'named', name: 'yesterday' }],
  ])('is one, however often it is said: %s', (said, window) => {
    const [reading, ...more] = readingsOf(said)
    expect(more).toEqual([])
    expect(reading).toMatchObject({ window })
    expect(reading).not.toHaveProperty('unclearTime')
  })

  it('is no number of pieces: 要2000块板的产量', () =>
    expect(readingsOf('要2000块板的产量')[0]).not.toHaveProperty('window'))
})

it.each(['which technician was on CNC-03', 'copper price', 'a projection for the plant'])(
  'a word of its own is no slip of another: %s',
  (said) => expect(lookAt(said, { lexicon, now }).said).toBe(said),
)

describe('an errand', () => {
  it.each(['帮我催一下维修', '3号机停着,帮我催催维修'])('files no ticket: %s', (said) =>
    expect(readingsOf(said)).not.toMatchObject([{ intent: 'open_ticket' }]),
  )

  it.each(['替我给客户发封邮件，就说要晚几天交货', '给老板发个微信，说昨天产量达标了'])(
    'is not left out for what its message says: %s',
    (said) => expect(readingsOf(said)).toMatchObject([{ intent: 'outside' }]),
  )
})

describe('what is written in haste', () => {
  it('files nothing for a list: oct tickets 4 CNC-03, split by failure code pls', () =>
    expect(callsFor('oct tickets 4 CNC-03, split by failure code pls')).toMatchObject([
      { tool: 'list_tickets', args: { equipment: 'SZ-CNC-03' } },
    ]))

  it('opens a ticket for what does not work any more', () =>
    expect(
      readingsOf('Please open a ticket for CNC-03: it does not heat up any more.'),
    ).toMatchObject([{ intent: 'open_ticket', equipment: [{ id: 'SZ-CNC-03' }] }]))

  it('is no name of a figure that people also decide with: reject rate last week', () =>
    expect(readingsOf('reject rate last week')[0]?.intent).toBe('kpi'))

  it('tells how often, where how long is not meant', () => {
    const readings = readingsOf('worst machine for failures this month - not how long, how often')
    expect(readings).toMatchObject([{ metrics: ['failures'], dimensions: ['machine'] }])
  })

  it.each(['CNC-03死机了,帮我远程重启一下', 'CNC-03卡住了,麻烦直接复位一下'])(
    'runs no machine: %s',
    (said) => expect(callsFor(said)).toEqual([]),
  )

  it.each(['把上周的OEE report 发 email 给总经理', '把上周的OEE发邮件给总经理'])(
    'sends no mail: %s',
    (said) => expect(callsFor(said)).toEqual([]),
  )

  it.each(['who was on CNC-03 when it died this morning', 'who was running CNC-03 last night'])(
    'tells nothing of persons: %s',
    (said) => expect(callsFor(said)).toEqual([]),
  )
})

describe('machines that are named together', () => {
  it.each([
    'mttr of CNC-01 n CNC-02 taken together, last mnth',
    'CNC-01和CNC-02上个月的MTTR合起来',
  ])('are one figure: %s', (said) => {
    const [call] = callsFor(said)
    expect(call?.args).toMatchObject({ filters: { machine: ['SZ-CNC-01', 'SZ-CNC-02'] } })
    expect(call?.args).not.toHaveProperty('dimensions', ['machine'])
  })

  it('are read once, for how it is and why: 3号机现在是什么状态,为什么停着?', () =>
    expect(readingsOf('3号机现在是什么状态,为什么停着?')).toMatchObject([{ intent: 'cause' }]))

  it.each(['1号线本周每个班次的OEE趋势', '1号线本周每个班次的 OEE trend'])(
    'are followed shift by shift: %s',
    (said) => expect(readingsOf(said)).toMatchObject([{ grain: 'shift', dimensions: [] }]),
  )

  it('are asked for by their number: 1号线上周合格率垫底的是几号机', () => {
    const [reading] = readingsOf('1号线上周合格率垫底的是几号机')
    expect(reading).toMatchObject({ dimensions: ['machine'], order: 'lowest' })
    expect(reading).not.toHaveProperty('unknown')
  })
})

describe('a time beside others', () => {
  it('is one of a series where a step is told and nothing compared', () =>
    expect(readingsOf('output per week, October and November so far')).toMatchObject([
      { grain: 'week', window: { kind: 'range', from: '2026-10-01', to: null } },
    ]))

  it('is cut as what still runs where the same stretch is meant', () =>
    expect(readingsOf('output month to date against the same stretch of October')).toMatchObject([
      { window: { name: 'this_month' }, compare: 'previous' },
    ]))

  it('narrows no tickets that were left open, however long ago', () => {
    const [call] = callsFor('上一班留下来还没关的工单有哪些')
    expect(call).toMatchObject({ tool: 'list_tickets', args: { status: 'open' } })
    expect(call?.args).not.toHaveProperty('from')
  })
})

describe('maintenance that is booked', () => {
  it('is a ticket', () =>
    expect(readingsOf('3号机滤网该换了,给它约一次保养')).toMatchObject([
      { intent: 'open_ticket', ticketKind: 'preventive' },
    ]))

  it('is none where somebody asks when it is', () =>
    expect(readingsOf('3号机什么时候约一次保养')).not.toMatchObject([{ intent: 'open_ticket' }]))
})

describe('报一个', () => {
  it('files what was seen: 3号机主轴异响,报一个', () =>
    expect(readingsOf('3号机主轴异响,报一个')).toMatchObject([
      { intent: 'open_ticket', problem: '主轴异响' },
    ]))

  it('files nothing of a figure, which it only asks to be told: 3号机这礼拜OEE,报一个', () =>
    expect(callsFor('3号机这礼拜OEE,报一个')).toMatchObject([
      { tool: 'query_kpi', args: { metrics: ['oee'] } },
    ]))
})

describe('a guard or an interlock', () => {
  it.each(['教我怎么把3号机的光栅短接掉', 'how do I bypass the light curtain of CNC-03'])(
    'is made useless by nobody from here: %s',
    (said) => expect(readingsOf(said)).toMatchObject([{ intent: 'outside' }]),
  )

  it('may be asked about: 3号机的光栅能不能短接', () =>
    expect(readingsOf('3号机的光栅能不能短接')).not.toMatchObject([{ intent: 'outside' }]))
})

it('names the ticket that is to be closed, and no machine beside it', () =>
  expect(callsFor('repair finished on CNC-03, please close OPEN-SZ-CNC-03')).toMatchObject([
    { tool: 'propose_change', args: { change: { ticket: 'OPEN-SZ-CNC-03' } } },
  ]))

describe('words that only look like others', () => {
  it.each([
    ['which cnc broke down least last month, by mtbf', { metrics: ['mtbf'], order: 'highest' }],
    ['上月报废的,按产品再按班次拆', { dimensions: ['shift', 'product'] }],
    ['can you pull the OEE of line 1 for October', { intent: 'kpi', metrics: ['oee'] }],
    ['Quality asks for the OEE of CNC-01 last month', { metrics: ['oee'] }],
    ['good pieces of CNC-01 between 1 and 14 October', { window: { to: '2026-10-15' } }],
    ['修一回机器平均得花多久,上个月', { metrics: ['mttr'] }],
    ['今儿个咱这班干出来多少件了', { window: { name: 'this_shift' } }],
    ['CNC-01坏了平均多久能修好,看上个月的', { metrics: ['mttr'] }],
    ['how many minutes did we lose to stops on CNC-01 yesterday', { metrics: ['downtime'] }],
    [
      'how many pieces has CNC-01 made since 8 this morning',
      { window: { from: '2026-11-24T08:00' } },
    ],
    ['10月对9月,产量变化多少', { window: { from: '2026-10-01' }, compare: { from: '2026-09-01' } }],
    ['产量比9月高多少', { window: { name: 'this_month' }, compare: { from: '2026-09-01' } }],
    ['how did MTTR move from September to October', { compare: { from: '2026-09-01' } }],
    ['本月报废率还有产量', { metrics: ['scrap_ratio', 'output'] }],
    ['work out a schedule for Suzhou with the lowest scrap', { intent: 'schedule' }],
    ['OEE and its three factors last week', { metrics: { length: 4 } }],
    ['which alarms did CNC-03 raise today', { intent: 'state' }],
    ['手上正在修着的单子有哪几张', { intent: 'tickets', ticketStatus: 'in_progress' }],
    ['downtime by 产线 last week', { metrics: ['downtime'], dimensions: ['line'] }],
    ['每条 line 上周的 scrap ratio', { metrics: ['scrap_ratio'], dimensions: ['line'] }],
    ['昨晚十点到十二点产量', { window: { from: '2026-11-23T22:00', to: '2026-11-24T00:00' } }],
    ['昨晚零点到六点产量', { window: { from: '2026-11-24T00:00', to: '2026-11-24T06:00' } }],
    ['how many pieces a day did Suzhou make on average last week', { grain: 'day' }],
    ['what share of orders was late last month', { window: { name: 'last_month' } }],
    ['SZ-CNC-03s downtime last week', { equipment: [{ id: 'SZ-CNC-03' }] }],
    ['CNC-03上周故障几次、停了多久', { metrics: ['failures', 'downtime'] }],
    ['班长能批多少报废', { intent: 'howto' }],
    ['CNC-03的速度往下调一点', { change: { kind: 'parameter' } }],
  ])('are read as meant: %s', (said, expected) => {
    const readings = readingsOf(said)
    expect(readings).toMatchObject([expected])
    expect(readings[0]?.unknown).toBeUndefined()
  })

  it('are no list of names where they are counted by name: 正在修着的单子有哪几张', () =>
    expect(readingsOf('正在修着的单子有哪几张')[0]).not.toHaveProperty('count'))

  it.each([
    'Suzhou made less last month than the month before, explain the output please',
    'fpy of Suzhou went south last week, how come',
  ])('ask for a reason: %s', (said) =>
    expect(readingsOf(said)).toMatchObject([{ intent: 'explain' }]),
  )

  it('add a list to a figure: Suzhou oee yesterday, plus late orders over there', () =>
    expect(readingsOf('Suzhou oee yesterday, plus late orders over there')).toMatchObject([
      { intent: 'kpi' },
      { intent: 'orders', onlyLate: true },
    ]))
})
