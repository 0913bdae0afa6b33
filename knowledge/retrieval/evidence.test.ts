import { expect, test } from 'vitest'
import { evidenceOf, isAnswer } from './evidence.ts'
import { withNearWords } from './near-words.ts'
import { missingProperties } from './properties.ts'
import { termGroups } from './query.ts'
import { cutAtWords, termsOf } from './terms.ts'

/** A passage as search judges it, where each word of the question stands in ten of two hundred. */
function judged(question: string, words: string) {
  const groups = termGroups(question)
  const terms = termsOf(words)
  const counts = new Map(terms.map((term) => [term, { headings: 0, title: 0, text: 1 }]))
  const stats = { passages: 200, averageTermCount: 50, groupPassages: groups.map(() => 10) }
  const language = /\p{Script=Han}/u.test(words) ? 'zh' : 'en'
  const passage = {
    counts,
    termCount: terms.length,
    headings: [] as string[],
    text: words,
    language,
  } as const
  return evidenceOf({ question, groups, stats }, passage)
}

test('a value in a unit of what is asked answers, one of something else does not', () => {
  expect(missingProperties('锁紧螺母扭矩多少', 'Lock nut: 90 N·m')).toBe(0)
  expect(missingProperties('What is the weight of the oven?', 'The oven is set to 262 °C.')).toBe(1)
  expect(missingProperties('回流炉多重', '回流炉重量见铭牌。')).toBe(0)
  expect(missingProperties('how often is it greased', '每周加油。')).toBe(0)
  expect(missingProperties('price of a bearing pair', 'Bearing pair, 3 days')).toBe(1)
})

test('a passage about another machine is no answer, whatever else it shares', () => {
  const filler = '灌装机每月换一次油，滤芯同时更换。'
  expect(judged('空压机多久换一次油', filler)).toMatchObject({ otherMachine: 1 })
  expect(isAnswer(judged('空压机多久换一次油', filler))).toBe(false)
  expect(isAnswer(judged('灌装机多久换一次油', filler))).toBe(true)
})

test('a machine is known by the telling part of its name, and in the other language', () => {
  expect(judged('灌装机压力', '灌装压力 1.4 bar')).toMatchObject({ otherMachine: 0 })
  expect(judged('码垛机怎么润滑', 'Palletiser: oil the chain.')).toMatchObject({ otherMachine: 0 })
  expect(judged('空压机怎么维护', '空气由压轮送入机内')).toMatchObject({ otherMachine: 1 })
})

test('another code is no answer, and a code counts once however many terms it has', () => {
  const passage = 'Alarm ALM-2104: spindle vibration.'
  expect(isAnswer(judged('What does alarm ALM-2402 mean?', passage))).toBe(false)
  expect(judged('price 7014C/P4', '7014C/P4').covered).toBeCloseTo(0.5)
})

test('words of the trade are found inside of what the segmenter cuts otherwise', () => {
  const words = new Set(['飞达', '卡料'])
  expect(cutAtWords('飞达卡料怎么处理', words).trim().split(' ')).toEqual([
    '飞达',
    '卡料',
    '怎么处理',
  ])
  expect(cutAtWords('显微镜坏了', new Set(['显微']))).toBe('显微镜坏了')
})

test('what stands in two rows is not said together', () => {
  const rows = '| Part | Torque |\n| Cover | 90 N·m |\n| Gasket | see drawing |'
  const apart = judged('cover drawing', rows)
  expect(apart.covered).toBe(1)
  expect(apart.together).toBeLessThan(0.7)
  expect(judged('gasket drawing', rows)).toMatchObject({ covered: 1, together: 1 })
})

test('a word that nobody wrote is a slip of one that somebody did', () => {
  const near = withNearWords({ label: 'coolent', alternatives: [] }).alternatives
  expect(near).toContainEqual({ terms: ['coolant'], weight: 0.8 })
  const retest = withNearWords({ label: 'retest', alternatives: [] }).alternatives
  expect(retest).toContainEqual({ terms: ['test'], weight: 0.8 })
})
