import { describe, expect, it } from 'vitest'
import { describeCalls, said, stepAfter } from './test-asking.ts'
import { suzhouLexicon } from './test-lexicon.ts'

const oeeBelow60 = {
  ...{ kind: 'alert_rule', rule: 'oee_sz_l1_below', metric: 'oee', equipment: 'SZ-L1' },
  ...{ comparison: 'below', threshold: 60 },
}

describe('a limit that is to be watched', () => {
  it.each([
    'ping us as soon as the OEE of SZ-L1 drops below 60 %',
    'Let me know when OEE of SZ-L1 falls under 60%',
    'SZ-L1的OEE掉到60%以下就喊我一声',
    '一旦SZ-L1的OEE低于60%马上告诉班长',
  ])('is proposed: %s', (question) => {
    expect(callsFor(question)).toEqual([
      { tool: 'propose_change', args: { change: oeeBelow60, reason: question } },
    ])
  })

  it('may be of a sensor or of a stop', () => {
    expect(changeFor('tell me as soon as SZ-CNC-03 stops')).toEqual({
      ...{ kind: 'alert_rule', rule: 'state_down_sz_cnc_03', metric: 'state:down' },
      equipment: 'SZ-CNC-03',
    })
    expect(changeFor('tell me if SZ-CNC-03 is down')).toBeUndefined()
  })

  it.each([
    ['告诉我上周OEE低于60%的线', 'query_kpi'],
    ['tell me the lines with OEE below 60% last week', 'query_kpi'],
  ])('is not seen where a figure of the past is asked for: %s', (question, tool) => {
    expect(callsFor(question).map((call) => call.tool)).toEqual([tool])
  })

  it.each(['SZ-L1的OEE异常时通知我', 'Alert me when OEE of SZ-L1 on the night shift is below 60%'])(
    'is asked back about where it is not whole: %s',
    (question) => expect(said(question)).toContain('[[ask]]'),
  )
})

describeCalls([
  [
    ['重新排程,SZ-A03 请假到周五', 'Reschedule, worker SZ-A03 is off sick until Friday'],
    'propose_schedule',
    {
      site: 'suzhou',
      scenario: [{ kind: 'absent_operator', worker: 'SZ-A03', until: '2026-11-27' }],
    },
  ],
  [
    ['SZ-WO-1220 加急,重新排程', 'reschedule, SZ-WO-1220 is urgent'],
    'propose_schedule',
    { site: 'suzhou', scenario: [{ kind: 'rush_order', order: 'SZ-WO-1220' }] },
  ],
  [
    ['new schedule for Suzhou that saves energy', '苏州按节能目标重排'],
    'propose_schedule',
    { site: 'suzhou', objective: 'energy' },
  ],
  [
    ['这周要交的订单有哪些', 'orders due this week'],
    'list_orders',
    { from: '2026-11-23', to: '2026-11-30' },
  ],
  [['is SZ-WO-1220 late', 'SZ-WO-1220到哪了'], 'list_orders', { limit: 200 }],
  [
    ['昨天完工的订单有哪些', 'which orders were completed yesterday'],
    'list_orders',
    { status: 'completed', from: '2026-11-23', to: '2026-11-24' },
  ],
  [
    ['will the output shafts ship on time or not?', '输出轴能按时交吗'],
    'list_orders',
    { product: 'P-100' },
  ],
  [
    ['anythng still open on SZ-CNC-03?', 'SZ-CNC-03还有什么没处理的'],
    'list_tickets',
    { equipment: 'SZ-CNC-03', site: 'suzhou', status: 'open' },
  ],
  [
    ['what repairs are in progress at Suzhou'],
    'list_tickets',
    { site: 'suzhou', status: 'in_progress' },
  ],
  [
    [
      'CNC-03 SZ-CNC-03 现在 down 了吗',
      'can you check if SZ-CNC-03 is runing',
      'SZ-CNC-03 running agn?',
    ],
    'read_machine_state',
    { machine: 'SZ-CNC-03', site: 'suzhou' },
  ],
])

describe('what only half is told', () => {
  it.each([
    ['Reschedule, an operator is away', 'Who is away'],
    ['重新排程,SZ-A03 请假了', '到哪天为止'],
    ['它呢?还停着没', '哪台设备'],
    ['苏州重排,只用白班', '[[ask]]'],
    ['reschedule Suzhou and paint the walls', 'paint'],
    ['19号机现在什么状态', '19号机'],
    ['state of the paint robot', '[[ask]]'],
  ])('is asked back about: %s', (question, asked) => expect(said(question)).toContain(asked))

  it('is completed by the answer: who is away, and until when', () => {
    expect(callsFor('Reschedule, an operator is away', 'SZ-A03', 'until Friday')).toEqual([
      {
        tool: 'propose_schedule',
        args: {
          site: 'suzhou',
          scenario: [{ kind: 'absent_operator', worker: 'SZ-A03', until: '2026-11-27' }],
        },
      },
    ])
  })
})

const changeFor = (message: string) => callsFor(message)[0]?.args.change

function callsFor(...messages: string[]) {
  const step = stepAfter(messages, suzhouLexicon())
  return 'calls' in step ? step.calls : []
}
