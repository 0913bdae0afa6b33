import { expect, test } from 'vitest'
import { unverifiedQuotes } from './unverified-quotes.ts'

const sources = [{ passages: [{ quote: '1. Press stop.\n2. Open the **door** and wait.' }] }]

test('a quotation that stands in what was read is fine, over several lines and with its source', () => {
  const answer =
    '> 1. Press stop.\n> 2. Open the door and wait.\n> — SOP-1\n\n“Open the door and wait.”'
  expect(unverifiedQuotes(answer, sources)).toEqual([])
})

test('one changed word is found, in a block and in quotation marks', () => {
  const block = '2. Open the hatch and wait.'
  expect(unverifiedQuotes(`> ${block}`, sources)).toEqual([block])
  expect(unverifiedQuotes(`It says “${block}”`, sources)).toEqual([block])
  expect(unverifiedQuotes('文件写明「打开舱门以后必须等待五分钟」。', sources)).toHaveLength(1)
})

test('names in quotation marks are no quotations', () => {
  expect(unverifiedQuotes('Press “Start” in “检查页”.', sources)).toEqual([])
})
