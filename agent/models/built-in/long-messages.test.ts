import { AIMessage, HumanMessage } from 'langchain'
import { describe, expect, it } from 'vitest'
import { readOutcome } from '../../answer.ts'
import { longestRead } from './doubts/unread.ts'
import { builtInModel } from './model.ts'
import { now } from './test-asking.ts'
import { suzhouLexicon } from './test-lexicon.ts'

const model = builtInModel({ lexicon: suzhouLexicon(), language: 'en', now })
const last = async (...messages: string[]) =>
  (
    await model.invoke(
      messages.flatMap((text, at) =>
        at === 0 ? [new HumanMessage(text)] : [new AIMessage('…'), new HumanMessage(text)],
      ),
    )
  ).text

/** What a pattern with two ways to read a run of blanks, figures or words would go over for hours: it would not end here either. */
const runs = [
  'that is all ',
  'good night ',
  '谢',
  '嗯',
  ' ',
  '1',
  'a ',
  '的',
  '没有',
  '一',
  '点',
  'plan ',
]
const names = ['OEE ', 'SZ-CNC-03 ', '3号机', '上周', 'B班', '工单', 'make a OEE ', '低于 ']

describe('a message of one thing over and over', () => {
  it.each([...runs, ...names])('is read to its end: %j', async (run) =>
    expect(await last(`${run.repeat(300).slice(0, 400)}!x`)).toEqual(expect.any(String)),
  )
})

describe('a message that is longer than any question', () => {
  const pasted = 'OEE of line 1 yesterday? '.repeat(longestRead / 25 + 1)

  it('is not read, and its length is told', async () => {
    const { abstained, answer } = readOutcome(await last(pasted))
    expect(abstained).toBe(true)
    expect(answer).toContain(`at most ${longestRead}`)
  })

  it('leaves the next question alone', async () => {
    expect(await last('OEE yesterday', pasted, 'and the day before?')).toBe('')
  })
})
