import { expect, it } from 'vitest'
import { speltNumbers } from '../../../spelt-numbers.ts'
import { limitNumbers } from './limit-numbers.ts'

it.each([
  ['machines that failed more than three times', 'machines that failed more than 3 times'],
  ['which broke down at least twice', 'which broke down at least 2 times'],
  ['below ninety percent', 'below 90 percent'],
  ['two or more stops', '2 or more stops'],
  ['产量少于一千件的班组', '产量少于1000件的班组'],
  ['坏了超过五次的机台', '坏了超过5次的机台'],
  ['哪些机器停了一个多小时', '哪些机器停了超过1小时'],
  ['准时率低于一半的供应商', '准时率低于50%的供应商'],
  ['产量过万的班组', '产量超过10000的班组'],
])('a number that is spelt out beside a limit becomes digits: %s', (said, plain) => {
  expect(limitNumbers(said)).toBe(plain)
})

it.each(['第一次合格率', '前三台', 'three machines', '3号机漏油一个多小时了'])(
  'other numbers stay as they were said: %s',
  (said) => {
    expect(limitNumbers(said)).toBe(said)
  },
)

it('knows every number that a question spells out', () => {
  expect(speltNumbers('more than twenty-five pieces')).toContain(25)
  expect(speltNumbers('over two thousand')).toContain(2000)
  expect(speltNumbers('超过三个小时')).toContain(3)
})
