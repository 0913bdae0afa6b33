import { describe, expect, it } from 'vitest'
import type { Reading } from '../reading.ts'
import { heard } from '../test-asking.ts'
import { suzhouLexicon } from '../test-lexicon.ts'

const lexicon = suzhouLexicon()
const last = (...questions: string[]): Partial<Reading> => heard(questions, lexicon).at(-1) ?? {}
const range = (from: string, to: string) => ({ window: { from, to } })

describe('a follow-up in Chinese', () => {
  it.each<[string[], object]>([
    [['本周哪些机器报废率超过3%', '1%呢'], { threshold: { side: 'above', value: 1 } }],
    [['昨天哪些机器停机超过2小时', '30分钟呢'], { threshold: { value: 30 } }],
    [['昨晚夜班报废多少', '白班呢'], { window: { kind: 'last_shift', shift: 'day' } }],
    [['今天上午8点到10点产量', '昨天同一时间'], range('2026-11-23T08:00', '2026-11-23T10:00')],
    [['上个月15号产量', '16号'], range('2026-10-16', '2026-10-17')],
    [['上周OEE', '比上上周低多少'], { window: { name: 'last_week' }, compare: 'previous' }],
    [
      ['上周OEE', '怎么比上上周低这么多,原因呢'],
      { intent: 'explain', window: { name: 'last_week' } },
    ],
    [
      ['10月OEE', '比9月高多少'],
      { window: { from: '2026-10-01' }, compare: { from: '2026-09-01' } },
    ],
    [['前天OEE', '跟昨天比呢'], { window: { name: 'yesterday' }, compare: 'previous' }],
    [
      ['本月报废成本', '上月呢', '涨了多少'],
      { window: { name: 'this_month' }, compare: 'previous' },
    ],
    [['昨天产量', '把报废也加上'], { metrics: ['output', 'scrap_quantity'] }],
    [['这周OEE为什么掉了', '主要是哪台机器'], { intent: 'explain' }],
    [
      ['今天哪台机器产量最低', '哪台报废最多'],
      { window: { name: 'today' }, dimensions: ['machine'] },
    ],
  ])('changes what it says and keeps the rest: %j', (questions, expected) =>
    expect(last(...questions)).toMatchObject(expected),
  )

  it('drops a limit that is in the unit of another figure', () =>
    expect(last('昨天哪些机器OEE低于75', '停机时间呢')).not.toHaveProperty('threshold'))

  it.each<[string[], string]>([
    [['昨天产量', 'lpl呢'], 'lpl'],
    [['昨天停机时间', '跟平时比呢'], '跟平时比'],
    [['上周各机器停机时间', '停得久的那台呢'], '久的那台'],
  ])('is asked back about where its words come to nothing: %j', (questions, unknown) =>
    expect(last(...questions)).toMatchObject({ unknown }),
  )
})

describe('names and times in Chinese', () => {
  it.each<[string, object]>([
    ['周末产了多少', range('2026-11-21', '2026-11-23')],
    ['上上季度产量', range('2026-04-01', '2026-07-01')],
    [
      'OEE跟十月比',
      { compare: { from: '2026-10-01', to: '2026-11-01' }, window: { name: 'this_month' } },
    ],
    ['这个月OEE有几天低于70', { grain: 'day', threshold: { side: 'below', value: 70 } }],
  ])('%s', (question, expected) => expect(last(question)).toMatchObject(expected))

  it.each(['CNC-03到CNC-05昨天产量', '3号机到5号机昨天产量', '3到5号机昨天产量'])(
    'a run of machines names each of them: %s',
    (question) =>
      expect(last(question).equipment?.map(({ id }) => id)).toEqual([
        'SZ-CNC-03',
        'SZ-CNC-04',
        'SZ-CNC-05',
      ]),
  )

  it('both ends of a ranking are asked back about', () =>
    expect(last('昨天产量前三和后三的机器')).toHaveProperty('unknown'))
})
