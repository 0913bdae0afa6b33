import { HumanMessage } from 'langchain'
import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../../base/language.ts'
import { type ReadPart, readingLine } from '../../../../base/read-part.ts'
import { readingOf } from '../model.ts'
import { parse } from '../parse.ts'
import { groupLexicon } from '../test-lexicon.ts'

const now = new Date('2026-11-24T02:00:00Z')
const lexicon = groupLexicon()

function read(...questions: string[]): ReadPart[] {
  const language = languageOf(questions.at(-1) ?? '')
  const messages = questions.map((question) => new HumanMessage(question))
  return readingOf(messages, { lexicon, now, language, figures: [] })
}
const line = (...questions: string[]) =>
  readingLine(read(...questions), languageOf(questions.at(-1) ?? ''))
const partOf = (parts: ReadPart[], kind: ReadPart['kind']) =>
  parts.find((part) => part.kind === kind)
const questionsOf = (part: ReadPart | undefined) => part?.choices.map(({ question }) => question)

describe('how a question was read', () => {
  it.each([
    ['苏州上周各条线的OEE', '我理解为：设备综合效率 · 苏州工厂 · 上周 · 按产线'],
    [
      'OEE of Suzhou last week, by line',
      'Read as: Overall equipment effectiveness · Suzhou plant · last week · by line',
    ],
    ['哪条线质量最差', '我理解为：合格率 · 所有工厂 · 最近7天 · 按产线 · 最低'],
    ['3号机为什么停机?', '我理解为：停机原因 · ? “3号机”'],
    ['苏州本月未关闭的维修工单', '我理解为：未关闭维修工单 · 苏州工厂 · 本月'],
    [
      'OEE below 60% by machine last week in Suzhou',
      'Read as: Overall equipment effectiveness · Suzhou plant · last week · by machine · below 60%',
    ],
    [
      'SZ-CNC-05 坏了,预计停8小时,重排苏州',
      '我理解为：提议新排程 · CNC 5号 (SZ-CNC-05) · 停 8 小时',
    ],
    ['What if SZ-CNC-05 is down for 3 hours?', 'Read as: try a schedule · SZ-CNC-05 · out for 3 h'],
    ['你能做什么', null],
    // Whether the documents know one, only they can say.
    ['讲个笑话', null],
    ['猫为什么怕黄瓜', '我理解为：文档'],
  ])('is one line: %s', (question, expected) => {
    expect(line(question)).toBe(expected)
  })

  it('tells each question of a message', () => {
    expect(line('哪条线OEE最低,上周呢?')?.split(' | ')).toHaveLength(2)
  })

  it('says what was taken over, and what nobody said', () => {
    const parts = read('苏州上周各条线的OEE', '那可用率呢?')
    const sources = parts.map(({ kind, source }) => `${kind} ${source}`)
    expect(sources).toEqual(['metric said', 'site before', 'window before', 'split before'])
    expect(partOf(read('OEE怎么样'), 'window')).toMatchObject({ source: 'assumed', said: null })
  })
})

describe('a choice', () => {
  it('puts another word into the question as it was asked', () => {
    const parts = read('OEE of Suzhou last week, by line')
    expect(questionsOf(partOf(parts, 'window'))).toContain('OEE of Suzhou this week, by line')
    expect(questionsOf(partOf(parts, 'site'))).toContain('OEE of Dongguan plant last week, by line')
  })

  it('is a question that stands alone, also after one that does not', () => {
    const parts = read('苏州上周各条线的OEE', '那可用率呢?')
    expect(questionsOf(partOf(parts, 'window'))).toContain('苏州工厂 本周 按产线 可用率')
  })

  it.each([
    ['苏州上周各条线的OEE'],
    ['昨天夜班甲班的产量'],
    ['Why did scrap rate in Suzhou rise last month?'],
    ['machines with OEE below 60% last week in Dongguan'],
    ['What was uptime of SZ-CNC-03 yesterday compared with the day before?'],
    ['How many corrective work orders are open in Suzhou?'],
  ])('changes one part of the meaning and nothing else: %s', (question) => {
    const language = languageOf(question)
    const was = parse(question, { lexicon, now, language })
    const changed = (text: string) => {
      const is = parse(text, { lexicon, now, language })
      const slots = [
        'metrics',
        'sites',
        'equipment',
        'teams',
        'shifts',
        'window',
        'dimensions',
        'order',
        'ticketStatus',
        'threshold',
      ] as const
      return slots.filter((slot) => JSON.stringify(is[slot]) !== JSON.stringify(was[slot]))
    }
    const choices = read(question).flatMap(({ choices }) => choices)
    expect(choices.length).toBeGreaterThan(3)
    // From a machine to its site are two slots of one part.
    for (const one of choices) expect(changed(one.question).length, one.question).toBeLessThan(3)
  })

  it('is not offered for an act, which would be filed twice', () => {
    const parts = read('给SZ-CNC-03开一张维修工单:主轴异响')
    expect(parts.flatMap(({ choices }) => choices)).toEqual([])
    expect(partOf(parts, 'equipment')?.label).toContain('SZ-CNC-03')
  })
})

describe('a word that can be taught', () => {
  const taught = (part: ReadPart | undefined) => part?.choices.map(({ teach }) => teach?.word)

  it('is one that only people call it so', () => {
    expect(taught(partOf(read('苏州哪条线质量最差'), 'metric'))).toContain('质量')
    expect(taught(partOf(read('苏州哪条线合格率最差'), 'metric'))).not.toContain('合格率')
  })

  it.each([
    ['苏州上周综效是多少', '综效', '设备综合效率'],
    ['What was the throughput of Suzhou last week?', 'throughput', 'Good output'],
  ])('is one that nothing was made of: %s', (question, word, means) => {
    const unknown = partOf(read(question), 'unknown')
    const teach = unknown?.choices.map((choice) => choice.teach).find((one) => one?.means === means)
    expect(teach).toMatchObject({ siteId: 'suzhou', word })
  })
})
