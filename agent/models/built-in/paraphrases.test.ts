/** How people of the shop floor ask for the same thing: each class of words comes to one reading. */
import { expect, it } from 'vitest'
import { languageOf } from '../../../base/language.ts'
import type { Reading } from './reading.ts'
import { groupLexicon } from './test-lexicon.ts'
import { understand } from './understand.ts'

/** Tuesday 2026-11-24 10:00 in Shanghai. */
const now = new Date('2026-11-24T02:00:00Z')
const lexicon = groupLexicon()

function read(turns: string): Reading[] {
  let readings: Reading[] = []
  for (const said of turns.split(' >> ')) {
    const previous = readings.at(-1)
    const context = { lexicon, now, language: languageOf(said) }
    readings = understand(said, previous === undefined ? context : { ...context, previous })
  }
  return readings
}

const classes: [questions: string, expected: Partial<Reading>][] = [
  [
    'CNC-06现在咋样|CNC-06还趴着吗|CNC-06起来了吗|看下CNC-06|what is CNC-06 up to|has CNC-06 recovered|check on CNC-06|is CNC-06 alive',
    { intent: 'state', equipment: [{ id: 'SZ-CNC-06', siteId: 'suzhou', level: 'machine' }] },
  ],
  [
    '苏州未结工单|苏州挂着的工单|苏州还没处理完的工单|outstanding work orders in Suzhou|Suzhou maintenance backlog|tickets still to be done in Suzhou',
    { intent: 'tickets', sites: ['suzhou'], ticketStatus: 'open' },
  ],
  ['取消了的工单|which tickets were cancelled', { intent: 'tickets', ticketStatus: 'cancelled' }],
  [
    '东莞哪些单要迟|东莞交不了货的订单|Dongguan orders behind schedule|which orders in Dongguan will not make it on time',
    { intent: 'orders', sites: ['dongguan'], onlyLate: true },
  ],
  [
    '苏州还有多少单没做完|what is in the order book of Suzhou|苏州手上的订单',
    { intent: 'orders', sites: ['suzhou'] },
  ],
  [
    'CNC-04异响,让维修来看看|CNC-04有异响,登记一下维修|get maintenance to look at CNC-04, it squeaks|CNC-04 squeaks - ticket please',
    { intent: 'open_ticket' },
  ],
  [
    '把OPEN-SZ-CNC-05改成紧急|OPEN-SZ-CNC-05加急|bump OPEN-SZ-CNC-05 up to urgent',
    {
      intent: 'change_ticket',
      ticketId: 'OPEN-SZ-CNC-05',
      ticketSet: { priority: 'urgent' },
    },
  ],
  [
    'OPEN-SZ-CNC-05开始处理了|set OPEN-SZ-CNC-05 to in progress',
    { intent: 'change_ticket', ticketSet: { status: 'in_progress' } },
  ],
  [
    '苏州的单重新排一次,尽早做完|rebuild the schedule of Suzhou for maximum output',
    { intent: 'schedule', sites: ['suzhou'], objective: 'throughput' },
  ],
  [
    '苏州重排,尽量少改动|reschedule Suzhou with as few changes as possible',
    { intent: 'schedule', objective: 'least_change' },
  ],
  [
    '苏州重排,3号机8小时不能用|replan Suzhou without CNC-03 for 8 hours',
    { intent: 'schedule', keepFree: [{ machine: 'SZ-CNC-03', hours: 8 }] },
  ],
  [
    '苏州1号到10号OEE|苏州本月前10天OEE|OEE of Suzhou from the 1st to the 10th of November',
    { window: { kind: 'range', from: '2026-11-01', to: '2026-11-11' } },
  ],
  [
    '苏州18号那天产量|Suzhou output on the 18th|Suzhou output Wednesday last week',
    { window: { kind: 'range', from: '2026-11-18', to: '2026-11-19' } },
  ],
  [
    '苏州上周OEE >> 产量呢|OEE of Suzhou last week >> output',
    { intent: 'kpi', metrics: ['output'], sites: ['suzhou'] },
  ],
  [
    '财务要数:苏州上周报废率|老板问苏州上周报废率|for the morning meeting: scrap rate of Suzhou last week',
    { intent: 'kpi', metrics: ['scrap_ratio'] },
  ],
]

it.each(
  classes.flatMap(([questions, expected]) =>
    questions.split('|').map((one) => [one, expected] as const),
  ),
)('%s', (question, expected) => {
  const readings = read(question)
  expect(readings).toHaveLength(1)
  expect(readings[0]).toMatchObject(expected)
  expect(readings[0]?.unknown).toBeUndefined()
})

it.each(['把CNC-03停掉', 'restart CNC-03', '把昨天的产量改成1000', 'approve everything'])(
  'what would act on a machine or on the record is not taken for a question: %s',
  (said) => expect(read(said)[0]?.intent).toBe('outside'),
)

it.each(['苏州11.18产量', 'output of line 7 in Suzhou on 5/6', '双十二那天苏州产量'])(
  'a date or a number that nothing was made of is asked about: %s',
  (said) => {
    const [reading] = read(said)
    expect(reading?.unknown ?? reading?.unclearTime).toBeDefined()
  },
)
