import { expect, it } from 'vitest'
import { languageOf } from '../../../../base/language.ts'
import { parse } from '../parse.ts'
import { firstStep } from '../plan.ts'
import { groupLexicon } from '../test-lexicon.ts'

const lexicon = groupLexicon()
const unknownIn = (question: string) =>
  parse(question, { lexicon, now: new Date('2026-11-24T02:00:00Z'), language: 'zh' }).unknown

it.each([
  ['上海上周的OEE', '上海'],
  ['冷水机组的OEE', '冷水机组'],
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

it.each(['锁紧环拧多大扭矩', '急停按钮有什么要求', '手腕带电阻的合格范围是多少'])(
  'a word of the trade is no urging, and no figure: %s',
  (question) =>
    expect(['search', 'howto']).toContain(
      parse(question, { lexicon, now: new Date('2026-11-24T02:00:00Z'), language: 'zh' }).intent,
    ),
)

const now = new Date('2026-11-24T02:00:00Z')
const read = (question: string) => parse(question, { lexicon, now, language: languageOf(question) })

it.each([
  ['OEE of the paint shop last week', 'paint'],
  ['output of Team B and Q yesterday', 'Q'],
  ['隔壁公司的OEE', '隔壁公司'],
  ['某某昨天做了多少件', '某某'],
  ['张师傅上周做了多少件', '张师傅'],
  ['how much profit did we make last month', 'profit'],
  ['新来的工单有哪些', '新来'],
])('a word that no reading uses is asked about in both languages: %s', (question, word) => {
  const builtIn = { lexicon, now, language: languageOf(question) }
  const reading = read(question)
  const step = firstStep(reading, builtIn)
  expect(reading.unknown).toBe(word)
  expect('text' in step ? step.text : '').toContain(`“${word}”`)
})

it.each([
  ['苏州上礼拜OEE给我报一下呗', 'oee'],
  ['could you please tell me how we did on OEE in Suzhou last week', 'oee'],
  ['SZ-CNC-03昨天停了多长时间', 'downtime'],
  ['How many parts did Suzhou turn out yesterday?', 'output'],
  ['苏州昨天报废了百分之几', 'scrap_ratio'],
  ['报废率超过3%的班组,本月', 'scrap_ratio'],
  ['lines with scrap above 3% this month', 'scrap_ratio'],
])('words without a meaning of their own keep nobody from an answer: %s', (question, metric) => {
  expect(read(question)).toMatchObject({ intent: 'kpi', metrics: [metric] })
  expect(read(question).unknown).toBeUndefined()
})

it.each([
  ['甲乙两班上周产量', { teams: ['A', 'B'] }],
  ['output by team A and B last week', { teams: ['A', 'B'] }],
  ['day vs night shift output last week', { shifts: ['day', 'night'] }],
  ['苏洲上周报废律', { sites: ['suzhou'], metrics: ['scrap_ratio'] }],
  ['avail. of Suzhou lst wk', { metrics: ['availability'], window: { name: 'last_week' } }],
  ['昨天8点到16点苏州产量', { window: { from: '2026-11-23T08:00', to: '2026-11-23T16:00' } }],
  ['output between 8:00 and 16:00 yesterday', { window: { to: '2026-11-23T16:00' } }],
  ['11月上半月苏州OEE', { window: { from: '2026-11-01', to: '2026-11-16' } }],
  ['可用率低于九成的产线', { threshold: { side: 'below', value: 90 } }],
  ['machine with the worst OEE last week, all plants', { dimensions: ['machine'] }],
])('what is cut short, shared or misspelt is read as a whole: %s', (question, expected) => {
  expect(read(question)).toMatchObject(expected)
})

it('a ranking of nothing is asked back about', () => {
  const builtIn = { lexicon, now, language: 'zh' as const }
  const step = firstStep(read('上周OEE最差的'), builtIn)
  expect('text' in step ? step.text : '').toMatch(/^\[\[ask\]\].*排名/u)
})
