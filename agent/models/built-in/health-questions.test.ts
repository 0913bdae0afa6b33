import { describe, expect, it } from 'vitest'
import { compose } from './compose/index.ts'
import { describeCalls, heard, now, said } from './test-asking.ts'
import { suzhouLexicon } from './test-lexicon.ts'

const of3 = { equipment: 'SZ-CNC-03', site: 'suzhou' }

describeCalls([
  [
    [
      'which machines are unwell?',
      '哪台设备有异常征兆',
      'which machines show anomalies?',
      '设备健康吗',
      'any drift on the sensors?',
    ],
    ...(['machine_health', {}] as const),
  ],
  [
    [
      '三号机那振动啥时候开始不对劲的',
      '3号机主轴振动 跟它自己平时比有没有漂',
      'how is CNC-03 doing healthwise',
      'since when is CNC-03 off its usual and which sensor was it',
    ],
    ...(['machine_health', of3] as const),
  ],
  [['is CNC-03 healthy?', '3号机健康状况怎么样', '3号机还能撑几天'], 'machine_health', of3],
  [
    ['how long until the spindle vibration of CNC-03 reaches its limit', '3号机主轴振动多久到上限'],
    ...(['machine_health', of3] as const),
  ],
  [['主轴还能用多久', '主轴剩余寿命还有多少'], 'machine_health', {}],
  [
    ['苏州哪些设备不健康', 'any early signs of failure in Suzhou?'],
    'machine_health',
    { site: 'suzhou' },
  ],
  [['health of SZ-CNC-03 over the last 14 days'], 'machine_health', { ...of3, days: 14 }],
])

describe('health', () => {
  it.each(['How do I check the health of a spindle bearing?', '健康证怎么办理'])(
    'is looked up in papers where a procedure is asked for: %s',
    (text) => expect(heard([text], suzhouLexicon())).toMatchObject([{ intent: 'howto' }]),
  )

  it('asks back about a machine that nobody knows, and about "it" where nothing was named', () => {
    expect(said('is the frobnicator healthy')).toMatch(/^\[\[ask\]\].*frobnicator/u)
    expect(said('is it healthy?')).toMatch(/^\[\[ask\]\]/u)
  })

  it.each(['它健康吗', '主轴还能用多久', '健康状况怎么样'])(
    'goes on from the machine that was spoken of: %s',
    (then) => {
      const [reading] = heard(['3号机现在什么状态', then], suzhouLexicon()).slice(-1)
      expect(reading).toMatchObject({ intent: 'health', equipment: [{ id: 'SZ-CNC-03' }] })
    },
  )

  const outcome = (machines: Record<string, unknown>[]) => ({
    tool: 'machine_health',
    result: {
      data: {
        machines_read: machines.length,
        counts: { act: 0, watch: 1, normal: machines.length - 1, unknown: 0 },
        window: { from: '2026-11-17T02:00:00Z', to: '2026-11-24T02:00:00Z', zone: 'Asia/Shanghai' },
        machines,
        truncated: false,
      },
    },
  })
  const told = (text: string, machines: Record<string, unknown>[]) => {
    const [reading] = heard([text], suzhouLexicon())
    if (reading === undefined) throw new Error('not read')
    const { language } = reading
    return compose(reading, [outcome(machines)], { lexicon: suzhouLexicon(), language, now })
  }
  const sensor = { tag: 't', name: 'Spindle load' }
  const none = { limit: null, days: null, null_reason: 'no_limit' }
  const unwell = {
    ...{ id: 'SZ-CNC-03', verdict: 'watch', says: ['CNC-03: watch', 'vibration 4 mm/s'] },
    ...{ sensors: [{ ...sensor, to_limit: none }], life: null },
  }
  const well = {
    id: 'SZ-CNC-01',
    verdict: 'normal',
    says: ['CNC-01: normal'],
    sensors: [],
    life: null,
  }

  it('is told of those that are unwell, with the way to a ticket and without a promise', () => {
    const answer = told('which machines are unwell?', [unwell, well])
    expect(answer).toContain('Of 2 machines: **0** to act on, **1** to watch')
    expect(answer).toContain('**CNC-03: watch**. Vibration 4 mm/s.')
    expect(answer).not.toContain('CNC-01')
    expect(answer).toMatch(/no forecast[\s\S]*becomes a proposal/)
  })

  it('says why there is no time to a limit, and what failure records tell', () => {
    const week = { value: 12, low: 5, high: 25 }
    const life = {
      ...{ of_class: '数控机床', failures: 21, b10_days: { value: 3, low: 2, high: 5 } },
      ...{ fails_within_7_days_pct: week, fails_within_30_days_pct: { ...week, value: 40 } },
      null_reason: null,
    }
    const answer = told('3号机还能撑几天', [{ ...unwell, life }])
    expect(answer).toContain('到限时间:无,没有设报警限')
    expect(answer).toContain('7 天内发生任何故障的概率 12 % (5–25 %)')
    const down = { ...life, fails_within_7_days_pct: null, null_reason: 'down_now' }
    expect(told('3号机还能撑几天', [{ ...unwell, life: down }])).toContain(
      '未来故障概率无,设备正停机',
    )
  })
})
