import { expect, it } from 'vitest'
import { parse } from './parse.ts'
import { groupLexicon } from './test-lexicon.ts'

const lexicon = groupLexicon()
const unknownIn = (question: string) =>
  parse(question, { lexicon, now: new Date('2026-11-24T02:00:00Z'), language: 'zh' }).unknown

it.each([
  ['上海上周的OEE', '上海'],
  ['冷水机组的OEE', '冷水'],
  ['苏州热处理车间上周产量', '热处理'],
])('a word that nothing of the plant explains is asked about: %s', (question, word) => {
  expect(unknownIn(question)).toBe(word)
})

it.each([
  '请帮我查一下苏州工厂上个星期每条产线的设备综合效率',
  '麻烦看看最近哪个班组产量最低',
  '苏州上周整体OEE表现怎么样?',
  '我想知道昨天东莞一共生产了多少件',
  '按班组统计本月的报废率,从高到低',
  '停机超过10小时的设备',
])('words that change nothing are passed over: %s', (question) => {
  expect(unknownIn(question)).toBeUndefined()
})
