import { expect, test } from 'vitest'
import type { Language } from '../../base/language.ts'
import { askedOf, placesIn } from './answer-place.ts'
import { bestEvidence, type Evidence, isAnswer } from './evidence.ts'
import { withNearWords } from './near-words.ts'
import { lacksNumber } from './numbered-names.ts'
import { lacksProperty, propertiesAsked } from './properties.ts'
import { termGroups } from './query.ts'
import { cutAtWords, termsOf } from './terms.ts'

/** A question as search asks it, where each of its words stands in ten of two hundred passages. */
function askedAs(question: string) {
  const groups = termGroups(question)
  const groupPassages = groups.map(() => 10)
  return askedOf(question, groups, { passages: 200, averageTermCount: 50, groupPassages })
}

/** Passages as search judges them. */
function judged(question: string, ...texts: string[]): Evidence {
  const asked = askedAs(question)
  const passages = texts.map((text) => {
    const terms = termsOf(text)
    const counts = new Map(terms.map((term) => [term, { headings: 0, title: 0, text: 1 }]))
    const language: Language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
    const passage = { counts, termCount: terms.length, headings: [] as string[], text, language }
    return { ...passage, places: placesIn(passage, asked) }
  })
  const evidence = bestEvidence(asked, passages)
  if (evidence === null) throw new Error('There is no passage to judge.')
  return evidence
}

const lacks = (question: string, text: string): boolean =>
  lacksProperty(propertiesAsked(question), text)

test('a value in a unit of what is asked answers, one of something else does not', () => {
  expect(lacks('锁紧螺母扭矩多少', 'Lock nut: 90 N·m')).toBe(false)
  expect(lacks('What is the weight of the oven?', 'The oven is set to 262 °C.')).toBe(true)
  expect(lacks('回流炉多重', '回流炉重量见铭牌。')).toBe(false)
  expect(lacks('how often is it greased', '每周加油。')).toBe(false)
  expect(lacks('price of a bearing pair', 'Bearing pair, 3 days')).toBe(true)
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

test('the form of an answer counts where the question is spoken of, not somewhere else', () => {
  const elsewhere = '- The glass plate is kept in its box.\n- Grease the chain every week.'
  expect(judged('how often is the glass plate cleaned', elsewhere)).toMatchObject({ otherForm: 1 })
  const there = '- Clean the glass plate every week.\n- The chain is kept in its box.'
  expect(judged('how often is the glass plate cleaned', there)).toMatchObject({ otherForm: 0 })
})

test('a list of spare parts gives the numbers of its parts, however it calls them', () => {
  const told = judged('part number of the mechanical seal', '3. Mechanical seal - Part #: MS21-25')
  expect(told).toMatchObject({ otherForm: 0 })
  const not = judged('part number of the mechanical seal', '3. Mechanical seal, carbon and ceramic')
  expect(not).toMatchObject({ otherForm: 1 })
})

test('of several passages the one counts that says most in one place', () => {
  const scattered = '- The glass bottles stand here.\n- Another plate is cleaned.'
  const together = 'Clean the glass plate every week.'
  const alone = judged('how often is the glass plate cleaned', together)
  expect(judged('how often is the glass plate cleaned', scattered, together)).toEqual(alone)
})

test.each([
  ['what set point has zone 11 of the oven', 'Zones 1–10: set points', true],
  ['what set point has zone 9 of the oven', 'Zones 1–10: set points', false],
  ['cartons of pattern C', '| Pattern | Cartons |\n| C | 12 |', false],
  ['cartons of pattern D', '| Pattern | Cartons |\n| C | 12 |', true],
  ['程序 6 有哪些步骤', '执行程序 3。\n6. 用水冲洗。', true],
  ['程序3有哪些步骤', '执行程序 3。', false],
  ['what holds 6 bar', 'Up to 6 bar.', false],
  ['what is to be done within 3 days', 'Report it.', false],
  ['part number of the Y belt', '| SP-X-BELT | X belt |', true],
  ['part number of the X belt', '| SP-X-BELT | X belt |', false],
  ['Y轴皮带张力多少', 'X 轴皮带 190 Hz', true],
  ['X光机怎么开机', '按下电源。', false],
  ['2103 came up on lathe 2', 'Lathes: slow down.', false],
  ['product dropped under 85', 'Below the limit it is sent back.', false],
  ['链速变5，峰值变几度', '链速每改变一档', false],
])('%s: "%s" names another number: %s', (question, text, expected) => {
  expect(lacksNumber(question, text)).toBe(expected)
})

test('what is done to another end is no answer', () => {
  const checked = 'Check the load cells every week.'
  expect(judged('how often are the load cells replaced', checked)).toMatchObject({ otherAction: 1 })
  expect(judged('how often are the load cells checked', checked)).toMatchObject({ otherAction: 0 })
  expect(judged('金板多久更换', '金板寿命 2 年')).toMatchObject({ otherAction: 0 })
  expect(judged('金板多久更换', '金板每班检查三次')).toMatchObject({ otherAction: 1 })
  expect(judged('who owns the golden board', checked)).toMatchObject({ otherAction: 0 })
})

test('a place with the code that was asked for is meant, though another says more', () => {
  const other = 'Lathe 2: tool balance is checked when something just came up.'
  const row = '| Code | First |\n| ALM-2103 | slow down |\n| ALM-2104 | stop |'
  expect(judged('2103 just came up on lathe 2', other)).toMatchObject({ otherCode: 1 })
  expect(judged('2103 just came up on lathe 2', other, row)).toMatchObject({ otherCode: 0 })
})

test('of places that say nearly as much, the one in the form that was asked for is meant', () => {
  const more = 'The lift belt of the palletiser falls when it breaks.'
  const inForm = 'Replace the belt of the palletiser every 5 years.'
  expect(
    judged('how often is the lift belt of the palletiser replaced', more, inForm),
  ).toMatchObject({ otherForm: 0, otherAction: 0 })
})

test('a code is met where its letters and figures stand apart, and the other way round', () => {
  expect(judged('how long may MSL5 stay open', '| MSL 5 | 48 hours |')).toMatchObject({
    otherCode: 0,
  })
  expect(judged('floor life MSL 5', 'floor life MSL5')).toMatchObject({
    covered: 1,
    otherNumber: 0,
  })
  expect(judged('floor life MSL 5', 'floor life MSL4').covered).toBeLessThan(1)
  expect(judged('how long may MSL5 stay open', '| MSL 4 | 72 hours |')).toMatchObject({
    otherCode: 1,
  })
})

test('how many strokes asks for a count, not for a stroke', () => {
  expect(propertiesAsked('How many strokes do the probes last?')).toEqual([])
  expect(propertiesAsked('What stroke has the press?')).not.toEqual([])
})

test('a four-digit alarm is a code as one with letters is', () => {
  expect(judged('设备报3102先查什么', '3101：先查传感器。')).toMatchObject({ otherCode: 1 })
  expect(judged('设备报3102先查什么', '3102：先查传感器。')).toMatchObject({ otherCode: 0 })
})

test('of several codes or properties each may have its row; all codes must be there, of properties each counts its share', () => {
  const rows = '| Level | Baking |\n| MSL 4 | 24 h |\n| MSL 5 | 48 h |'
  expect(judged('how long do MSL4 and MSL5 bake', rows)).toMatchObject({ otherCode: 0 })
  expect(judged('how long do MSL4 and MSL6 bake', rows)).toMatchObject({ otherCode: 1 })
  const settings = '| 参数 | 主板 |\n| 刮刀压力 | 56 N |\n| 印刷速度 | 35 mm/s |'
  expect(judged('主板的刮刀压力和印刷速度', settings)).toMatchObject({ otherForm: 0 })
  expect(judged('主板的刮刀压力和回流温度', settings)).toMatchObject({ otherForm: 0.5 })
})

test('an amount is no code, a part number of letters alone is one', () => {
  const row = '| Scrap | up to 5000 yuan: shift supervisor |'
  expect(judged('who may scrap rejects worth 8000 yuan', row)).toMatchObject({ otherCode: 0 })
  expect(judged('满8000次的刀片谁来换', '刀片由维修工更换。')).toMatchObject({ otherCode: 0 })
  const part = '| SP-ATC-GRP | gripper | 2 |'
  expect(judged('minimum of SP-ATC-GRP', part)).toMatchObject({ otherCode: 0 })
  expect(judged('minimum of SP-ATC-MOT', part)).toMatchObject({ otherCode: 1 })
})

test('a rare sense of the dictionary stands for no machine', () => {
  const question = 'how hot is the reflow oven'
  const asked = askedAs(question)
  const groups = asked.groups.map((group) => ({
    ...group,
    alternatives: [...group.alternatives, { terms: ['回流'], weight: 0.2 }],
  }))
  const text = '温度低于 85 °C 时自动回流。'
  const counts = new Map(termsOf(text).map((term) => [term, { headings: 0, title: 0, text: 1 }]))
  const passage = { counts, termCount: counts.size, headings: [], text, language: 'zh' as const }
  const places = placesIn(passage, asked)
  expect(bestEvidence({ ...asked, groups }, [{ ...passage, places }])).toMatchObject({
    otherMachine: 1,
  })
})

test('what is tightened to a force or until something is told in the unit that it has', () => {
  expect(lacks('how tight is the web set', 'Set the tension to 14 N.')).toBe(false)
  expect(lacks('how long do we wait', 'Wait until it is below 60 °C.')).toBe(false)
  expect(lacks('how many cartons per hour', 'Cartons are stacked by twelve.')).toBe(true)
  expect(lacks('油封唇口朝里还是朝外', '主轴油封 2 件')).toBe(true)
})

test('of several deeds the one next to the word that asks is meant', () => {
  const question = '清洗机的滤芯多久换一次'
  expect(judged(question, '每周清洗滤芯。')).toMatchObject({ otherAction: 1 })
  expect(judged(question, '每月更换滤芯。')).toMatchObject({ otherAction: 0 })
})

test('how it is asked for a time, a force or a count is nothing to be found', () => {
  expect(termGroups('烘板要多长时间').map(({ label }) => label)).toEqual(['烘', '板'])
  expect(termGroups('一瓶差几克，行不行').map(({ label }) => label)).toEqual(['一', '瓶', '差'])
})
