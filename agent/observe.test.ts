import { AIMessage, HumanMessage, ToolMessage } from 'langchain'
import { expect, it } from 'vitest'
import { answerDanglingCalls } from './observe.ts'

const call = (id: string) => ({ id, name: 'query_kpi', args: {}, type: 'tool_call' as const })

it('gives each tool call without a result one, so that strict endpoints take the history', () => {
  const messages = [
    new HumanMessage('OEE?'),
    new AIMessage({ content: '', tool_calls: [call('a'), call('b')] }),
    new ToolMessage({ content: '78', tool_call_id: 'b' }),
  ]
  const mended = answerDanglingCalls(messages)
  const answered = mended.filter(ToolMessage.isInstance).map((message) => message.tool_call_id)
  expect(answered.toSorted()).toEqual(['a', 'b'])
  expect(mended).toHaveLength(4)
})

it('leaves a whole history as it is', () => {
  const messages = [new HumanMessage('OEE?'), new AIMessage('Which site?'), new HumanMessage('All')]
  expect(answerDanglingCalls(messages)).toEqual(messages)
})
