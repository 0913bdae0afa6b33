import { describe, expect, it } from 'vitest'
import { heard, stepAfter } from './test-asking.ts'
import { suzhouLexicon } from './test-lexicon.ts'

const lexicon = suzhouLexicon()

describe('who only talks', () => {
  it.each(['good morning', '早上好', '大家好,我是新来的', '怎么用你', 'are you a robot'])(
    'is told what can be asked: %s',
    (text) =>
      expect(stepAfter([text], lexicon)).toMatchObject({ text: expect.stringMatching(/OEE/u) }),
  )

  it.each(['thx, that helped', '多谢,辛苦了', 'ok', '好的', 'bye'])('needs no answer: %s', (text) =>
    expect(heard([text], lexicon)).toMatchObject([{ intent: 'help', smallTalk: 'thanks' }]),
  )

  it.each(["that's wrong", '你答错了'])('of the last answer is asked what is meant: %s', (text) =>
    expect(heard([text], lexicon)).toMatchObject([{ smallTalk: 'complaint' }]),
  )

  it.each(['ok, OEE yesterday', '谢谢,3号机现在什么状态', 'good scrap ratio?', '什么是OEE'])(
    'and asks is answered: %s',
    (text) => expect(heard([text], lexicon)[0]).not.toHaveProperty('smallTalk'),
  )
})
