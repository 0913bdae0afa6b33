import { expect, test } from 'vitest'
import { expectedOf } from './answer-form.ts'
import { windowsOf } from './answer-window.ts'

/** Whether words hold every form of answer that the question asks for. */
const answers = (question: string, words: string): boolean =>
  expectedOf(question).forms.every((form) => form(words))

test.each([
  ['多久换一次滤芯', '每月换滤芯。', true],
  ['多久换一次滤芯', '换滤芯前泄压。', false],
  ['how often is the filter changed', 'Filter: every 3 months', true],
  ['how often is the filter changed', 'Change the filter with gloves on.', false],
  ['一共有几个灌装阀', '共 24 个灌装阀。', true],
  ['一共有几个灌装阀', '灌装阀密封圈 FV-12。', false],
  ['how many filling valves are there', 'The machine has 24 filling valves.', true],
  ['how many filling valves are there', 'Clean the filling valves for 10 min.', false],
  ['how many kW has the heater', 'Heater: 2.4 kW', true],
  ['how many kW has the heater', 'Heater: 60 °C', false],
  ['法兰螺钉最后多少牛米', '最终 28 N·m', true],
  ['法兰螺钉最后几度', '最终 28 N·m', false],
  ['谁可以剪锁', '班长剪锁。', true],
  ['谁可以剪锁', '剪锁前确认安全。', false],
  ['怎么换砂轮', '拆下砂轮。', true],
  ['夜班几点歇', '03:00–03:20 休息。', true],
  ['这里喷多少合适', '2. 用毛刷沿 TL-50 刷针尖。', false],
  ['这里喷多少合适', '2. 喷 30。', true],
  ['润滑脂加多少？', '出厂已加润滑脂。', false],
])('%s: "%s" has the form of an answer: %s', (question, words, expected) => {
  expect(answers(question, words)).toBe(expected)
})

test('the unit that is asked for is no word to be found', () => {
  expect(expectedOf('最后多少牛米').unitWords).toEqual(['牛米'])
  expect(expectedOf('how many bar').unitWords).toEqual(['bar'])
})

const windowsIn = (text: string) => windowsOf(text).map((lines) => lines.join('\n'))

test('a row answers under its header, a sentence with the one behind it, a step by itself', () => {
  const table = '| Part | Torque |\n| Nut | 90 N·m |'
  expect(windowsIn(`Stop. Then wait. Go on.\n${table}`)).toEqual([
    'Stop. \nThen wait. ',
    'Then wait. \nGo on.',
    'Go on.',
    '| Part | Torque |\n| Nut | 90 N·m |',
  ])
  expect(windowsIn('1. Stop. Wait.\n2. Go on.')).toEqual(['1. Stop. \nWait.', 'Wait.', '2. Go on.'])
})
