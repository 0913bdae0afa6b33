import { describe, expect, it } from 'vitest'
import type { Figure } from '../../../../tools/index.ts'
import { firstStep } from '../plan.ts'
import type { Reading } from '../reading.ts'
import { heard, now, said, stepAfter } from '../test-asking.ts'
import { suzhouLexicon } from '../test-lexicon.ts'
import { ofFirst } from '../winner.ts'

const lexicon = suzhouLexicon()
const figure = { value: 105, unit: 'min' } as Figure
const of3 = [{ id: 'SZ-CNC-03' }]

describe('what somebody saw at a machine, before a question', () => {
  it.each([
    ['3号机漏油,刚停了,现在啥状态', 'state'],
    ['CNC-03 smells burnt, is there a ticket for it already?', 'tickets'],
    ['CNC-03 is dripping all over. anything open on it?', 'tickets'],
    ['3号机冒烟严重,有没有单子', 'tickets'],
  ])('is no part of it: %s', (text, intent) =>
    expect(heard([text], lexicon)).toMatchObject([{ intent, equipment: of3 }]),
  )

  it('is no question of its own: 3号机又卡了,昨天停了多久', () =>
    expect(heard(['3号机又卡了,昨天停了多久'], lexicon)).toMatchObject([
      { intent: 'kpi', metrics: ['downtime'], equipment: of3 },
    ]))
})

describe('a machine that was spoken of', () => {
  it.each([
    [['3号机怎么样', '怎么修'], 'cause'],
    [['3号机怎么样', '有它的单吗'], 'tickets'],
    [['how do I change the bearing of CNC-03', 'is it running now?'], 'state'],
    [['OEE of CNC-03 yesterday', 'open a ticket, spindle is noisy'], 'open_ticket'],
  ])('is meant by what follows: %j', (turns, intent) =>
    expect(heard(turns, lexicon)).toMatchObject([{ intent, equipment: of3 }]),
  )

  it('and nothing before: 怎么修', () => expect(said('怎么修')).toContain('哪台设备'))

  it('is the one whose figure is asked for beside a ticket', () =>
    expect(
      stepAfter(['CNC-03 is noisy. log a ticket and tell me its downtime this week'], lexicon),
    ).toMatchObject({
      calls: expect.arrayContaining([
        expect.objectContaining({
          args: expect.objectContaining({
            filters: expect.objectContaining({ machine: ['SZ-CNC-03'] }),
          }),
        }),
      ]),
    }))
})

describe('what no list tells', () => {
  it.each(['which machines are running', '现在开着的机器有哪些', 'overdue maintenance tickets'])(
    'is asked back about: %s',
    (text) => expect(heard([text], lexicon)).toMatchObject([{ unusable: true }]),
  )

  it.each(['which machines are not running', '哪些机器没在跑'])('is none: %s', (text) =>
    expect(heard([text], lexicon)[0]).not.toHaveProperty('unknown'),
  )

  it('is how long a machine will last, which its health tells: 3号机还能撑几天', () =>
    expect(heard(['3号机还能撑几天'], lexicon)).toMatchObject([{ intent: 'health' }]))

  it('is a problem that only names another machine', () => {
    const [reading] = heard(['open a ticket for CNC-02', 'CNC-03 sorry'], lexicon)
    expect(reading).toMatchObject({ intent: 'open_ticket', equipment: of3 })
    expect(reading).not.toHaveProperty('problem')
  })
})

describe('what goes on from', () => {
  it('a ranking is asked of its first, now', () =>
    expect(heard(['昨天哪台停得最久', '它现在呢'], lexicon)).toMatchObject([
      { intent: 'state', ofWinner: 'machine' },
    ]))

  it.each(['state', 'cause'] as const)('whose site no row names, %s', (intent) => {
    const [ranking] = heard(['昨天哪台停得最久'], lexicon)
    const first = { ...figure, dimensions: { machine: 'SZ-CNC-03' } }
    const reading = ofFirst({ ...(ranking as Reading), intent, ofWinner: 'machine' }, first)
    expect(firstStep(reading, { lexicon, language: 'zh', now })).toEqual({
      calls: [{ tool: 'read_machine_state', args: { machine: 'SZ-CNC-03' } }],
    })
  })

  it('papers is asked of another thing', () =>
    expect(heard(['甲班的劳保规定是什么', '那乙班呢'], lexicon)).toMatchObject([
      { topic: expect.stringMatching(/^乙班.*劳保规定/u) },
    ]))

  it('a product is what is not made of it yet: 输出轴还欠多少件', () =>
    expect(heard(['输出轴还欠多少件'], lexicon)).toMatchObject([{ intent: 'orders' }]))
})
