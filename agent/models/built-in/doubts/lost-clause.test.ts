import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../../base/language.ts'
import { now } from '../test-asking.ts'
import { groupLexicon } from '../test-lexicon.ts'
import { understand } from '../understand.ts'

const lexicon = groupLexicon()
const lostOf = (said: string) =>
  understand(said, { lexicon, now, language: languageOf(said) }).map(({ lost }) => lost)

describe('a question of which nothing came', () => {
  it.each([
    ['SZ-CNC-03昨天停了多久,谁在修', '谁在修'],
    ['SZ-CNC-03上周OEE多少,有没有备件', '有没有备件'],
    ['how long was SZ-CNC-03 down yesterday, and who is on it', 'who is on it'],
    ['OEE of SZ-CNC-03 last week? do we have spares', 'do we have spares'],
  ])('is told to be left: %s', (said, clause) => expect(lostOf(said)).toEqual([clause]))

  it.each([
    ['昨天产量太难看了,帮我改成5000', '帮我改成5000'],
    ['And email it to me, output of yesterday?', 'And email it to me'],
  ])('and so is an order that nothing here carries out: %s', (said, clause) =>
    expect(lostOf(said)).toEqual([clause]),
  )

  it.each([
    ['SZ-CNC-03昨天停了多久,一共多少分钟'],
    ['SZ-CNC-03现在什么状态,还停着吗'],
    ['what is the state of SZ-CNC-03, is it running'],
    ['how is OEE defined, what goes into the formula'],
  ])('is none that the answer meets: %s', (said) => expect(lostOf(said)).toEqual([undefined]))

  it.each([
    ['SZ-CNC-03有没有未关闭的工单,现在在跑吗', ['tickets', 'state']],
    ['any open tickets on SZ-CNC-03, and is it running now', ['tickets', 'state']],
  ])('is none that is answered beside: %s', (said, intents) => {
    const readings = understand(said, { lexicon, now, language: languageOf(said) })
    expect(readings.map(({ intent, lost }) => lost ?? intent)).toEqual(intents)
  })
})
