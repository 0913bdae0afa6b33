/** Answers that a model could write to get past the guards, each a small lie. */
import { describe, expect, it } from 'vitest'
import { withoutSecrets } from '../base/without-secrets.ts'
import type { Figure } from '../tools/index.ts'
import { unverifiedNumbers } from './guardrails.ts'
import { isRepeated } from './repeated-call.ts'
import { withDigits } from './spelt-numbers.ts'
import { oeeFigure } from './test-tools.ts'
import { isWrongLanguage } from './wrong-language.ts'

const figure = (value: number, unit: string): Figure => ({ ...oeeFigure, value, unit })
const figures = [
  figure(78.4321, '%'),
  figure(0.052, 'ratio'),
  figure(12_345, 'pcs'),
  figure(94.4, 'min'),
  figure(3, 's'),
]
const wrongIn = (answer: string, question = 'OEE?') =>
  unverifiedNumbers(answer, {
    ...{ question, names: '', zones: [], figures },
    results: [{ rows: [[78.4321, 0.052, 12_345, 94.4]] }],
  })

describe('the unit of a figure', () => {
  it.each([
    ['a percentage as pieces', '78.4 件', ['78.4']],
    ['pieces as a percentage', '12,345%', ['12,345']],
    ['a percentage as hours', '78.4 hours', ['78.4']],
    ['minutes as hours without dividing', '94.4 小时', ['94.4']],
    ['a ratio as percent without multiplying', '0.052%', ['0.052']],
    ['ten thousand times as much', '12,345万件', ['12,345']],
    ['a hundred million', '12,345亿', ['12,345']],
    ['more digits than the figure has', '78.44%', ['78.44']],
  ])('is not changed: %s', (_, answer, wrong) => expect(wrongIn(answer)).toEqual(wrong))

  it.each([
    '78.4%',
    '5.2%',
    '5.2 percent',
    '1.23万件',
    '1.2345万',
    '94 分钟',
    '1.6 h',
    '1.57小时',
    '5664 s',
    '百分之七十八',
    '一万二千三百四十五件',
  ])('may be written as %s', (answer) => expect(wrongIn(answer)).toEqual([]))

  it('of the question may be repeated, whatever it is', () => {
    expect(wrongIn('不到 85% 的机器', '哪些机器低于 85%?')).toEqual([])
  })
})

describe('a number', () => {
  const many = Array.from({ length: 70_000 }, (_, at) => at * 2)
  const among = (answer: string) =>
    unverifiedNumbers(answer, {
      ...{ question: '', names: '', zones: [], figures: [] },
      results: [many],
    })

  it('is looked up among seventy thousand, each of a thousand', () => {
    const odd = Array.from({ length: 1000 }, (_, at) => `${50_000 + at}`)
    expect(among(`${odd.join(' 件, ')} 件`)).toEqual(odd.filter((said) => Number(said) % 2 === 1))
    expect(among('139998 and 0, but not 140003')).toEqual(['140003'])
  })

  it('beyond all numbers is nobody’s figure', () => {
    expect(among('9'.repeat(400))).toEqual(['9'.repeat(400)])
  })
})

describe('numbers that are spelt out', () => {
  it.each([
    ['百分之九十一', '91%'],
    ['九成', '90%'],
    ['九成五', '95%'],
    ['一万两千件', '12000件'],
    ['三十五点五小时', '35.5小时'],
    ['ninety-one percent', '91 percent'],
    ['Eighty hours', '80 hours'],
  ])('%s are digits', (said, written) => expect(withDigits(said)).toBe(written))

  it.each(['一号线', '三班两倒', '完成了', '两台', '第一', '九成品'])('%s is a word', (said) =>
    expect(withDigits(said)).toBe(said),
  )

  it.each(['OEE 约百分之九十一。', 'OEE 超过九成。', 'It was ninety-one percent.'])(
    'do not hide a lie: %s',
    (answer) => expect(wrongIn(answer)).toHaveLength(1),
  )
})

describe('secrets', () => {
  it.each([
    'sk-abcdefghijklmnop1234',
    'jdk_Zm9vYmFyYmF6',
    'AKIAABCDEFGHIJKLMNOP',
    'Bearer abc.def-ghi123',
    'password: hunter22',
    '"apiKey":"0a1b2c3d"',
    '口令：厂务2026',
    'opc.tcp://scada:hunter22@plc-7:4840',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----',
  ])('%s reaches no model', (text) => {
    const left = withoutSecrets(`before ${text} after`)
    expect(left).toContain('[secret]')
    expect(left).toMatch(/^before .*after$/s)
    expect(left).not.toMatch(/hunter22|0a1b2c3d|厂务2026|MIIE|Zm9v|ABCDEFGH|abcdefgh|c2ln|def-ghi/)
  })

  it.each(['a', 'eyJ', 'A-', 'a:', 'Bearer ', '-----BEGIN '])(
    'are looked for in a text of one thing over and over, to its end: %s',
    (run) =>
      expect(withoutSecrets(`${run.repeat(600_000 / run.length)} a://b:hunter22@c`)).not.toContain(
        'hunter22',
      ),
  )

  it.each(['SZ-CNC-03 token ring', 'the secret of good yield', 'act_0123456789ab', '密码锁 3 号'])(
    '%s is none',
    (text) => expect(withoutSecrets(text)).toBe(text),
  )
})

describe('the language of an answer', () => {
  const names = 'SZ-CNC-03\n7号数控车床\nOEE'
  it.each([
    ['zh', 'The OEE of Suzhou was 78.4% last week.', true],
    ['en', '苏州工厂上周的 OEE 是 78.4%。', true],
    ['zh', '上周 OEE 为 78.4%,最低的是 SZ-CNC-03 (spindle wear)。', false],
    ['en', '7号数控车床 was down for 3.5 h.', false],
    ['en', 'The manual says:\n> 每班检查一次主轴润滑油位并记录。', false],
    ['en', '78.4%', false],
  ] as const)('%s: %s', (language, answer, wrong) =>
    expect(isWrongLanguage(answer, { language, names })).toBe(wrong),
  )
})

it('the same call with the same arguments, in whatever order, is made twice at most', () => {
  const call = { tool: 'query_kpi', args: { a: 1, b: [2] }, ms: 1 }
  const again = { name: 'query_kpi', args: { b: [2], a: 1 } }
  expect(isRepeated([call], again)).toBe(false)
  expect(isRepeated([call, call], again)).toBe(true)
  expect(isRepeated([call, call], { ...again, args: { a: 2, b: [2] } })).toBe(false)
})
