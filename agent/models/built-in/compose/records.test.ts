import { expect, it } from 'vitest'
import { stepAfter } from '../test-asking.ts'
import { suzhouLexicon } from '../test-lexicon.ts'

const found = {
  ...{ total: 1, tickets: [], truncated: false, groups: [], freshness: null },
  window: { from: null, to: null, zone: 'Asia/Shanghai' },
}
const told = (said: string) =>
  stepAfter([said], suzhouLexicon(), [
    { tool: 'list_tickets', result: { data: found, figures: [], citations: [] } },
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
