import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../../base/language.ts'
import { parse } from '../parse.ts'
import { firstStep } from '../plan.ts'
import { now } from '../test-asking.ts'
import { suzhouLexicon } from '../test-lexicon.ts'
import { lookAt } from '../typed/look-at.ts'
import { understand } from '../understand.ts'
import { buckets, featuresOf } from './features.ts'
import { secondRead } from './index.ts'
import { kinds } from './kinds.ts'
import { exampleOf, learn, likelihoodsOf } from './learn.ts'
import { packed, readWeights, weightsFile } from './weights.ts'

const lexicon = suzhouLexicon()
const context = (said: string) => ({ lexicon, now, language: languageOf(said) })
const seen = (said: string) => featuresOf(lookAt(said, { lexicon, now })).toSorted((a, b) => a - b)
const read = (said: string) => understand(said, context(said))

describe('a question as the second reader sees it', () => {
  it.each([
    ['CNC-03昨天停机多久', 'CNC-06上周停机多久'],
    ['downtime of CNC-03 yesterday', 'downtime of CNC-06 last week'],
  ])('has names and times only for what they are: %s, %s', (one, other) =>
    expect(seen(one)).toEqual(seen(other)),
  )

  it('keeps a slip near the word that was meant', () => {
    const shared = seen('machine brakedown').filter((one) =>
      seen('machine breakdown').includes(one),
    )
    expect(shared.length).toBeGreaterThan(seen('machine smoke').length / 2)
  })
})

describe('what is learnt', () => {
  const examples = (
    [
      ['how do I replace the filter', 'search_knowledge'],
      ['how do I clean the nozzle', 'search_knowledge'],
      ['how many orders are late', 'list_orders'],
      ['which orders are late', 'list_orders'],
      ['what is the weather like', 'none'],
      ['what is the capital of France', 'none'],
    ] as const
  ).map(([said, kind]) => exampleOf({ said, kind }, { lexicon, now }))

  it('carries to questions that were not among the examples, and is the same each time', () => {
    const weights = learn(examples)
    const asked = exampleOf({ said: 'how do I replace the nozzle', kind: 'none' }, { lexicon, now })
    const likely = likelihoodsOf(asked, weights)
    expect(kinds.toSorted((a, b) => likely[b] - likely[a])[0]).toBe('search_knowledge')
    expect(learn(examples)).toEqual(weights)
  })

  it('is kept in a byte a weight', () => {
    const weights = learn(examples)
    const bytes = Buffer.from(packed(weights))
    const step = bytes.readFloatLE(0)
    const kept = [...new Int8Array(bytes.subarray(4))].map((one) => one * step)
    expect(kept).toHaveLength(weights.length)
    for (const [at, one] of kept.entries()) {
      expect(Math.abs(one - (weights[at] ?? 0))).toBeLessThanOrEqual(step / 2 + 1e-6)
    }
    expect(statSync(weightsFile).size).toBe(bytes.length)
    expect(readWeights()).toHaveLength(buckets * kinds.length)
  })
})

describe('two readers of one question', () => {
  it.each([
    ['Who has the authority to approve scrapping goods worth more than 5000 yuan?'],
    ['coolant at CNC-03 is only 5.5 percent, top it up with what mix?'],
  ])('look into papers that are meant, though a word was not understood: %s', (said) =>
    expect(read(said)).toMatchObject([{ intent: 'howto' }]),
  )

  it.each(['who was standing at CNC-03 last night', '昨晚谁站在CNC-03那儿'])(
    'answer nothing that no data tell: %s',
    (said) => {
      const [reading] = read(said)
      const step = reading && firstStep(reading, context(said))
      expect(step).toMatchObject({ text: expect.stringMatching(/^\[\[(?:ask|abstain)/) })
    },
  )

  it.each([
    ['open_maintenance_ticket', '产量', '新开一张工单'],
    ['list_orders', 'output', 'orders'],
  ] as const)('name both where they are far apart: %s', (likelier, metric, inWords) => {
    const said = languageOf(metric) === 'zh' ? `昨天${metric}` : `${metric} yesterday`
    const step = firstStep({ ...parse(said, context(said)), likelier }, context(said))
    expect('text' in step && step.text).toContain(inWords)
  })

  it('leave a reading alone that both can mean', () => {
    const said = 'OEE of line 1 last week'
    const reading = parse(said, context(said))
    expect(secondRead(reading, lookAt(said, context(said)))).toEqual(reading)
  })
})
