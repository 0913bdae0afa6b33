import { describe, expect, it } from 'vitest'
import { stepAfter } from './test-asking.ts'
import { suzhouLexicon } from './test-lexicon.ts'

const lexicon = suzhouLexicon()
const callsFor = (question: string) => {
  const step = stepAfter([question], lexicon)
  return 'calls' in step ? step.calls.map(({ tool, args }) => ({ tool, args })) : 'asks back'
}

const english = [
  'What was the OEE of CNC-03 last week',
  'Which machine had the most downtime last month',
  'output by team this week',
]
const chinese = ['上周3号机的OEE是多少', '上个月哪台机器停机最长', '本周各班组产量']

/** Phrases that say of what, or when, and of which no table knows: without them another figure would be told. */
const narrowing = [
  ...['with the new oil', 'on the old tooling', 'when it was raining', 'before the audit'],
  ...['for customer Bosch', 'per operator', 'since the last maintenance', 'in euros'],
  ...['excluding night shift', 'for the red variant', 'in the first two hours of the shift'],
  ...['for rush orders', 'at the other plant', 'while changing over', 'and email it to me'],
]
const zhNarrowing = [
  ...['外协的', '博世客户的', '换了新油以后', '扣掉换型', '红色款的', '用旧刀具的'],
  ...['换算成欧元', '开班头两小时的', '不算夜班', '审核之前的', '加班时段的'],
  ...['另外一个厂的', '急单的', '天热的时候', '我那个班的'],
]

describe('a phrase that narrows a question', () => {
  it.each(english)('stands alone without it: %s', (question) =>
    expect(callsFor(question)).not.toBe('asks back'),
  )
  it.each(chinese)('stands alone without it: %s', (question) =>
    expect(callsFor(question)).not.toBe('asks back'),
  )

  const cases = [
    ...english.flatMap((question) =>
      narrowing.map((phrase) => [question, `${question} ${phrase}`]),
    ),
    ...chinese.flatMap((question) =>
      zhNarrowing.map((phrase) => [question, `${phrase}${question}`]),
    ),
  ]
  it.each(['Every second week', 'Adjusted for mix'])(
    'is never passed over where it comes first: %s',
    (phrase) =>
      expect(callsFor(`${phrase}, ${english[0]}?`)).not.toEqual(callsFor(`${english[0]}?`)),
  )
  it.each(cases)('is never passed over: %s → %s', (question, narrowed) =>
    expect(callsFor(narrowed)).not.toEqual(callsFor(question)),
  )
})

describe('a word right before what is asked for', () => {
  const slots = [
    ['What was the {} OEE of SZ-CNC-03 last week', ['single-day', 'first', 'expected', 'rejected']],
    ['how many {} tickets are open in Suzhou', ['hydraulic', 'safety', 'warranty', 'small']],
    ['SZ-CNC-03上周的{}OEE', ['计划内', '日均', '首件', '外协']],
    ['苏州有几张{}工单没关', ['电气', '外协', '安全', '质保']],
  ] as const
  const cases = slots.flatMap(([slot, said]) => said.map((word) => [word, slot]))
  it.each(cases)('says which: %s in %s', (word, slot) =>
    expect(callsFor(slot.replace('{}', word))).not.toEqual(callsFor(slot.replace('{}', ''))),
  )

  it.each([
    ['total', 'What was the {} OEE of SZ-CNC-03 last week'],
    ['实际', 'SZ-CNC-03上周的{}OEE'],
    ['maintenance', 'how many {} tickets are open in Suzhou'],
  ])('says nothing where it is of all: %s in %s', (word, slot) =>
    expect(callsFor(slot.replace('{}', word))).toEqual(
      callsFor(slot.replace('{} ', '').replace('{}', '')),
    ),
  )
})
