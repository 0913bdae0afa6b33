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
  ['coolant is down at 4.5 percent, what now', 'Stop the machine, dose concentrate.', true],
  ['还得关哪几路', '物料阀 V5，清洗管路 V6', true],
  ['喷淋开几公斤压力', '| W-B | 12 bar |', true],
  ['喷淋开几公斤压力', '重 12 kg', false],
  ['松刀行程应该有几个丝', '打刀量应为 0.5–0.8 mm', true],
  ['pin 要露出来几个 mm', '外露 7.5 ± 0.2 mm。', true],
  ['旋盖机转塔最快开到多少转', '转到 1 号位', false],
  ['below how many volts is it safe', 'Work may begin below 36 V.', true],
  ['E-44, how long do we wait', 'Wait until it is below 60 °C.', true],
  ['最晚什么时候补账', 'It is booked before the end of the shift.', true],
  ['how often do teams rotate', 'Two days, two evenings, two nights, two days off.', true],
  ['how often is it washed', 'Wash it for 10 minutes.', false],
  ['how often is it washed', '| Wash | 3 months |', true],
  ['how many minutes does it take', 'The lead time is 3 months.', false],
  ['班车几点开', '每 2 小时巡线一次。', false],
  ['谁来处理', '| ALM-2201 | 维修 |', true],
  ['how many hours does LR-4 last', '| LR-4 | LED ring | 30 days |', false],
  ['how many hours is it valid', 'Valid for 2 days.', true],
  ['一小时灌多少瓶', '任一瓶超出时停机。', false],
  ['能存多少条', '| ALM-4101 | Check the air lines |', false],
  ['how many nozzles are on one head', 'Above 0.3 %, or when one of them is worn.', false],
  ['how many nozzles are on one head', 'Each head has eleven such nozzles.', true],
  ['who made the press', 'It was made by Northern Presses in 2019.', true],
  ['who made the press', 'Smart Hub\nPress the Button', false],
  ['when was the press made', 'It was made in March 2019.', true],
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
