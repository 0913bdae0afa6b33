import { expect, it } from 'vitest'
import { stepAfter } from '../test-asking.ts'
import { suzhouLexicon } from '../test-lexicon.ts'

const found = {
  ...{ total: 1, tickets: [], truncated: false, groups: [], freshness: null },
  window: { from: null, to: null, zone: 'Asia/Shanghai' },
}
const told = (said: string, tickets: object[] = []) =>
  stepAfter([said], suzhouLexicon(), [
    { tool: 'list_tickets', result: { data: { ...found, tickets }, figures: [], citations: [] } },
  ])

it.each([
  ['正在处理的工单有哪些', '处理中工单'],
  ['which tickets are in progress', 'in progress'],
  ['取消的工单有哪些', '已取消工单'],
  ['which tickets were cancelled', 'cancelled'],
  ['关掉的工单有哪些', '已关闭工单'],
])('tickets are told by the status that was asked for: %s', (said, words) =>
  expect(told(said)).toMatchObject({ text: expect.stringMatching(new RegExp(words, 'iu')) }),
)

it.each([
  ['3号机下次保养什么时候', /下一张还没有开出来/u],
  ['when is the next service of CNC-03 due', /next one is not opened yet/u],
])('of the next one it is said whether it is opened: %s', (said, words) => {
  const one = { id: 'PM-1', equipment: 'SZ-CNC-03', kind: 'preventive', title: 'Service' }
  const ticket = (status: string) => ({ ...one, status, opened_at: '2026-11-12T00:00:00Z' })
  expect(told(said, [ticket('closed')])).toMatchObject({ text: expect.stringMatching(words) })
  expect(told(said, [ticket('open')])).not.toMatchObject({ text: expect.stringMatching(words) })
})
