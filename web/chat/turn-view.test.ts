import { describe, expect, test } from 'vitest'
import type { Answer, TurnEvent } from '../../server/http/contract.ts'
import {
  afterEvent,
  afterStream,
  choicesOf,
  failed,
  isRunning,
  mergeTurns,
  newTurn,
  storedTurn,
  type TurnView,
} from './turn-view.ts'

const proposal = {
  action_id: 'act_1',
  tool: 'open_maintenance_ticket',
  status: 'pending',
  inbox_url: 'http://plant.test/inbox/suzhou/act_1',
  expires_at: '2026-11-25T02:03:00Z',
}
const answer: Answer = {
  answer: '**76.3%**\n- SZ-L3',
  language: 'en',
  model: 'built-in',
  calls: [{ tool: 'query_kpi', args: {}, ms: 20 }],
  figures: [],
  chart: null,
  citations: [],
  proposals: [proposal],
  abstained: false,
  reason: null,
  ask_back: null,
}
const begun: TurnEvent[] = [
  { type: 'started', threadId: 't', seq: 3, model: 'built-in' },
  { type: 'tool_started', id: 'c1', tool: 'query_kpi', args: { metrics: ['oee'] } },
  { type: 'tool_started', id: 'c2', tool: 'search_knowledge', args: {} },
  { type: 'tool_finished', id: 'c1', tool: 'query_kpi', ms: 20, error: null },
  { type: 'tool_finished', id: 'c2', tool: 'search_knowledge', ms: 9, error: 'Not found.' },
  { type: 'proposal', proposal },
  { type: 'text', delta: '**76.3%**\n' },
]
const play = (events: TurnEvent[], from: TurnView = newTurn('k', 'OEE?')) =>
  events.reduce(afterEvent, from)

describe('a turn as its events come', () => {
  test('shows which calls run, which are done, and which went wrong', () => {
    const view = play(begun)
    expect(view).toMatchObject({ phase: 'working', seq: 3, text: '**76.3%**\n' })
    expect(view.steps.map(({ ms, error }) => [ms, error])).toEqual([
      [20, null],
      [9, 'Not found.'],
    ])
    expect(play(begun.slice(0, 3)).steps.map(({ ms }) => ms)).toEqual([null, null])
  })

  test('ends with the whole answer, which replaces what was collected', () => {
    const view = play([...begun, { type: 'done', answer }])
    expect(view).toMatchObject({ phase: 'done', text: answer.answer, answer })
    expect(view.found.proposals).toEqual([proposal])
    expect(isRunning(view)).toBe(false)
  })

  test('a failure keeps the proposal that was filed before it', () => {
    const view = play([...begun, { type: 'failed', code: 'timeout', message: 'Too long.' }])
    expect(view).toMatchObject({ phase: 'failed', failure: { code: 'timeout' } })
    expect(view.found.proposals).toHaveLength(1)
  })

  test('a cancelled turn is no failure, and a stream without an end is cut off', () => {
    const cancelled = play([{ type: 'failed', code: 'cancelled', message: '' }])
    expect(cancelled.phase).toBe('cancelled')
    expect(afterStream(cancelled)).toBe(cancelled)
    expect(afterStream(play(begun)).failure?.code).toBe('cut_off')
  })

  test('an event of a newer server changes nothing', () => {
    const view = newTurn('k', 'OEE?')
    expect(afterEvent(view, { type: 'weather' } as unknown as TurnEvent)).toBe(view)
  })
})

describe('stored turns', () => {
  const stored = (seq: number, status: string, given: Answer | null = null) =>
    storedTurn({ seq, status, question: `q${seq}`, answer: given, startedAt: '2026-11-24T00:00Z' })

  test('read like those that were streamed', () => {
    expect(stored(1, 'done', answer)).toMatchObject({ phase: 'done', text: answer.answer })
    expect(stored(1, 'running').phase).toBe('working')
    expect(stored(1, 'cancelled').phase).toBe('cancelled')
    expect(stored(1, 'failed').failure?.code).toBe('stored')
  })

  test('give way to the ones asked on this page', () => {
    const asked = play(begun)
    const merged = mergeTurns([stored(2, 'done', answer), stored(3, 'running')], [asked])
    expect(merged.map(({ key }) => key)).toEqual(['stored-2', 'k'])
    const unsent = failed(newTurn('u', 'q'), { code: 'offline', message: '' })
    expect(mergeTurns([stored(3, 'failed')], [unsent])).toHaveLength(2)
  })
})

test('choices of a question back', () => {
  expect(choicesOf('Which one do you mean?\n- Turning line (SZ-L1)\n- SMT line 1 (DG-L1)')).toEqual(
    {
      question: 'Which one do you mean?',
      choices: ['Turning line (SZ-L1)', 'SMT line 1 (DG-L1)'],
    },
  )
  expect(choicesOf('请描述问题。')).toEqual({ question: '请描述问题。', choices: [] })
})
