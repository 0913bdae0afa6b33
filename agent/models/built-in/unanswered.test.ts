import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../base/language.ts'
import { parse } from './parse.ts'
import { nextStep } from './several.ts'
import { now, said } from './test-asking.ts'
import { groupLexicon, suzhouLexicon } from './test-lexicon.ts'

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

  it.each(['今天天气怎么样?', '1985年的天气'])(
    'abstains outside the plant, saying what it can do: %s',
    (question) => expect(said(question)).toMatch(/^\[\[abstain:outside\]\][\s\S]*OEE/),
  )

  it.each(['Tell me a joke', '帮我订一张机票'])(
    'looks into the documents first, and abstains where they do not answer: %s',
    (question) => {
      const language = languageOf(question)
      const builtIn = { lexicon: suzhouLexicon(), language, now }
      const data = { answerable: false, passages: [], conflicts: [], superseded: [] }
      const outcomes = [{ tool: 'search_knowledge', result: { data } }]
      const step = nextStep([parse(question, builtIn)], outcomes, builtIn)
      expect('text' in step && step.text).toMatch(/^\[\[abstain:outside\]\][\s\S]*OEE/)
    },
  )

  it.each(['你能做什么?', 'what can you do?', 'hello'])('says what it can do: %s', (question) =>
    expect(said(question)).toContain('OEE'),
  )
})
