import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../../base/language.ts'
import { parse } from '../parse.ts'
import { nextStep } from '../several.ts'
import { now, said } from '../test-asking.ts'
import { groupLexicon, suzhouLexicon } from '../test-lexicon.ts'

describe('what cannot be answered yet', () => {
  it.each(['3号机为什么停机?', 'Why is machine 3 down?', '12号机2015年的MTBF'])(
    'asks which machine is meant when several sites have one: %s',
    (question) => {
      const text = said(question, groupLexicon())
      expect(text).toMatch(/^\[\[ask\]\]/)
      expect(text).toContain('suzhou')
      expect(text).toContain('dongguan')
    },
  )

  it.each(['为什么停机?', 'Open a ticket: spindle noise', '给3号机开一张维修工单', 'reschedule'])(
    'asks for what is missing: %s',
    (question) => expect(said(question, groupLexicon())).toMatch(/^\[\[ask\]\]/),
  )

  it.each([
    '为什么这些订单会延期',
    'why will these orders be late?',
    '上周为什么开了这么多工单',
    'why were there so many tickets last week',
    '这么多订单逾期,原因在哪',
  ])('lists nothing where the reason is asked for, and says what it can tell: %s', (question) =>
    expect(said(question, groupLexicon())).toMatch(
      /^\[\[ask\]\] (?:我能列出|I can list|请问是哪张订单|Which order)/,
    ),
  )

  it.each([
    '上周苏州OEE为什么比东莞高',
    'why was OEE better in Suzhou than in Dongguan last week?',
  ])('tells no reason why two things differ: %s', (question) =>
    expect(said(question, groupLexicon())).toMatch(/^\[\[ask\]\] (?:我能说明|I can tell)/),
  )

  it.each([
    ['上周OEE倒数第二名的线', '倒数第二名'],
    ['second worst line on OEE last week', 'second worst'],
    ['OEE last week against its average', 'against its average'],
  ])('asks back about what no row or tool can tell: %s', (question, word) =>
    expect(said(question, groupLexicon())).toMatch(new RegExp(`^\\[\\[ask\\]\\].*${word}`, 'u')),
  )

  it.each([
    ['上周工作日苏州的产量', '工作日'],
    ['output of Suzhou on working days last week', 'working days'],
    ['end of last month, OEE of Suzhou', 'end of'],
    ['OEE of Suzhou before October', 'before'],
  ])('asks which part of a time is meant: %s', (question, word) =>
    expect(said(question, groupLexicon())).toMatch(new RegExp(`^\\[\\[ask\\]\\].*${word}`, 'u')),
  )

  it.each([
    '下一批物料什么时候到货',
    'when is the next delivery of material?',
    '哪些批次被扣住了',
    'which lots went to that customer?',
    'predicted failure date of the spindle',
  ])('cites no paper for what no record holds: %s', (question) =>
    expect(said(question, groupLexicon())).toMatch(/^\[\[(?:abstain|ask)/),
  )

  it.each(['今天天气怎么样?', '1985年的天气'])(
    'abstains outside the plant, saying what it can do: %s',
    (question) => expect(said(question)).toMatch(/^\[\[abstain:outside\]\][\s\S]*你能做什么/),
  )

  it.each(['Tell me a joke', '帮我订一张机票'])(
    'looks into the documents first, and abstains where they do not answer: %s',
    (question) => {
      const language = languageOf(question)
      const builtIn = { lexicon: suzhouLexicon(), language, now }
      const data = { answerable: false, passages: [], conflicts: [], superseded: [] }
      const outcomes = [{ tool: 'search_knowledge', result: { data } }]
      const step = nextStep([parse(question, builtIn)], outcomes, builtIn)
      expect('text' in step && step.text).toMatch(
        /^\[\[abstain:outside\]\][\s\S]*(?:你能做什么|what can you do)/,
      )
    },
  )

  it.each(['你能做什么?', 'what can you do?', 'hello'])('says what it can do: %s', (question) =>
    expect(said(question)).toContain('OEE'),
  )
})
