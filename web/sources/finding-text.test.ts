import { expect, test } from 'vitest'
import type { SourceFinding } from '../../server/http/contract.ts'
import { findingText } from './finding-text.ts'
import { en } from './words-en.ts'
import { zh } from './words-zh.ts'

const finding = (kind: SourceFinding['kind'], evidence: SourceFinding['evidence']) =>
  ({ kind, evidence }) as SourceFinding

const inEnglish = (one: SourceFinding) => findingText(one, { language: 'en', told: en.told })
const inChinese = (one: SourceFinding) => findingText(one, { language: 'zh', told: zh.told })

test('a gap is told with its length and, where it is known, the usual step', () => {
  expect(inEnglish(finding('gap', { seconds: 5400 }))).toEqual(['Nothing came for 1 h 30 min.'])
  expect(inChinese(finding('gap', { seconds: 5400, usual_seconds: 60 }))).toEqual([
    '1 小时 30 分没有数据，平时每 1 分一条。',
  ])
})

test('a clock that is off by whole hours is told as a zone', () => {
  expect(inEnglish(finding('clock_skew', { ahead_seconds: -28_801, zone_hours: -8 }))).toEqual([
    "Its times are 8 h behind the server's clock.",
    'This looks like a time zone set wrongly by 8 h.',
  ])
})

test('an impossible value names only the bounds that there are', () => {
  const evidence = { lowest: -300, highest: 21.5, low: -273.15, unit: '°C' }
  expect(inEnglish(finding('impossible', evidence))).toEqual([
    'Between -300 °C and 21.5 °C; possible is -273.2 °C and more.',
  ])
})

test('evidence that is not as expected is shown as it came', () => {
  expect(inEnglish(finding('frozen', { value: null, note: 'odd' }))).toEqual([
    'value: –',
    'note: odd',
  ])
})
