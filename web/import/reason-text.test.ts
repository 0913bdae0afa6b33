import { expect, test } from 'vitest'
import { reasonText } from './reason-text.ts'

test.each([
  [
    'lies 72000 s in the future; is the clock or the zone of the sender wrong?',
    '比当前时刻晚 72000 秒；请检查来源的时钟或时区',
  ],
  [
    'must be an ISO 8601 instant; the mapping expects dd-MMM-yy',
    '不是可识别的日期时间；应按此格式书写：dd-MMM-yy',
  ],
  ['needs Z or an offset at its end', '末尾须有 Z 或时区偏移'],
  ['unknown tag; nearest known: CNC-01.load', '没有这个测点；相近的有 CNC-01.load'],
  ['the header has 3 columns', '与表头的 3 列不符'],
  ['is missing, and no routing operation of P1 runs on CNC-01', '缺少；且 P1 在 CNC-01 上没有工序'],
  [
    'is not JSON; NaN and Infinity are no numbers of JSON',
    '不是 JSON；JSON 的数字不能是 NaN 或 Infinity',
  ],
  ['is no Sparkplug B payload: Unimplemented type: 7', '不是 Sparkplug B 报文'],
  [
    'must be after startAt; good x: Invalid input: expected number, received string',
    '必须晚于开始时间；good x: 不是数字',
  ],
])('%s, in Chinese', (reason, chinese) => {
  expect(reasonText(reason, 'zh')).toBe(chinese)
  expect(reasonText(reason, 'en')).toBe(reason)
})
