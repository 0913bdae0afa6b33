import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../../base/language.ts'
import type { ToolOutcome } from '../plan.ts'
import { describeCalls, heard, said, stepAfter } from '../test-asking.ts'
import { suzhouLexicon } from '../test-lexicon.ts'

const of3 = { equipment: 'SZ-CNC-03', site: 'suzhou' }
const scrap = { response: 'scrap_ratio' }

describeCalls([
  [
    [
      'which settings drive scrap on CNC-03',
      '哪些参数影响3号机的报废率',
      '3号机的参数怎么设报废最低',
      '哪些工艺参数与3号机的不良有关',
    ],
    ...(['process_window', { ...of3, ...scrap }] as const),
  ],
  [
    ['怎么调参数能降低能耗', 'how should we set the parameters to save energy?'],
    ...(['process_window', { response: 'energy_per_piece' }] as const),
  ],
  [
    ['设定值该调到多少', '最佳工艺窗口是多少', 'what are the best settings?'],
    ...(['process_window', {}] as const),
  ],
  [
    ['what temperature window should we run on CNC-03', '优化3号机的工艺窗口'],
    ...(['process_window', of3] as const),
  ],
  [
    ['CNC-03 哪个设定影响节拍', 'which settings of CNC-03 explain its throughput?'],
    ...(['process_window', { ...of3, response: 'effectiveness' }] as const),
  ],
  [
    ['which parameters affect the quality in Suzhou over the last 60 days'],
    ...(['process_window', { site: 'suzhou', ...scrap, days: 60 }] as const),
  ],
])

describe('what is told elsewhere is not told from history', () => {
  it.each([
    ['what is the set point according to the SOP', 'howto'],
    ['按作业指导书设定值是多少', 'howto'],
    ['how to set the labeller parameters', 'howto'],
    ['why is OEE low', 'explain'],
    ['昨天调了参数,想看苏州昨天的合格率比前天高吗', 'kpi'],
    ['why did scrap go up on CNC-03?', 'explain'],
    ['3号机健康状况怎么样', 'health'],
    ['set the speed parameter of CNC-03 to 900 rpm', 'outside'],
  ])('%s', (question, intent) => {
    expect(heard([question], suzhouLexicon()).map((one) => one.intent)).toEqual([intent])
  })

  it.each([
    ['哪些参数影响抛光机的报废率', '抛光机'],
    ['best settings of the polisher?', 'polisher'],
  ])('a name that nobody here knows is asked back about, not passed over: %s', (question, name) =>
    expect(said(question)).toContain(name),
  )
})

describe('the answer', () => {
  const basis = { name: 'scrap ratio', unit: '%', zone: 'Asia/Shanghai', rows_read: 900 }
  const window = { from: '2026-08-26T02:00:00Z', until: '2026-11-24T02:00:00Z', data_until: null }
  const machine = (verdict: string) => ({
    ...{ machine: 'SZ-CNC-03', name: 'CNC-03', usual: 1.5, hours: 800 },
    settings: [{ says: `Speed: ${verdict}.`, verdict }],
  })
  const answer = (question: string, machines: object[], trial: object | null = null) => {
    const data = { basis: { ...basis, ...window }, machines, trial, notes: ['not a cause'] }
    const outcome: ToolOutcome = { tool: 'process_window', result: { data, figures: [] } }
    const step = stepAfter([question], suzhouLexicon(), [outcome])
    return 'text' in step ? step.text : ''
  }
  const trial = { says: ['Trial: 9 runs.'] }

  it('tells what explains, and that nothing is changed', () => {
    const en = answer('which settings drive scrap on CNC-03', [machine('explains')], trial)
    expect(en).toContain(
      'usual scrap ratio **1.5** %, 800 hours\n- Speed: explains.\n- not a cause',
    )
    expect(en).toContain('a proposal for a person to decide; nothing is changed now')
    expect(en).toContain('900 rows read')
  })

  it('tells the trial where history cannot tell', () => {
    const zh = answer('哪些参数影响3号机的报废率', [machine('cannot_tell')], trial)
    expect(zh).toContain('Trial: 9 runs.')
    expect(zh).toContain('改设定是一项提案，由人批准')
    expect(languageOf(zh)).toBe('zh')
  })

  it('of many machines tells those with something, and how many', () => {
    const rest = Array.from({ length: 4 }, () => machine('none_found'))
    const en = answer('which settings drive scrap?', [machine('explains'), ...rest])
    expect(en).toMatch(/^5 machines have settings; on \*\*1\*\* of them/)
    expect(en).not.toContain('none_found')
  })

  it('says what to import where no machine has settings', () => {
    expect(answer('which settings drive scrap?', [])).toContain('not a cause')
  })
})
