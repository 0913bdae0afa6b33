import { describe, expect, it } from 'vitest'
import type { Reading } from '../reading.ts'
import { heard } from '../test-asking.ts'
import { suzhouLexicon } from '../test-lexicon.ts'

const lexicon = suzhouLexicon()
const last = (...messages: string[]): Partial<Reading> => heard(messages, lexicon).at(-1) ?? {}

describe('a schedule without the machine that is pointed at', () => {
  it.each([
    ['8号机要大修,得停10小时', '那计划避开它重排一版'],
    ['CNC-08 needs an overhaul, 10 hours', 'then reschedule Suzhou without it'],
  ])('keeps free the one that was spoken of: %s', (report, act) => {
    const reading = last(report, act)
    expect(reading).toMatchObject({
      intent: 'schedule',
      keepFree: [{ machine: 'SZ-CNC-08', hours: 10 }],
    })
    expect(reading).not.toHaveProperty('unknown')
  })

  it.each([
    ['what happens if CNC-08 is down for 2 days?', 'reschedule without it for 8 hours'],
    ['8号机停两天会怎样', '避开它8小时重排'],
  ])('keeps it free for as long as is said now: %s', (trial, act) =>
    expect(last(trial, act)).toMatchObject({
      intent: 'schedule',
      keepFree: [{ machine: 'SZ-CNC-08', hours: 8 }],
    }),
  )

  it.each(['计划避开它重排一版', 'reschedule Suzhou without it'])(
    'is asked back about where none was: %s',
    (act) => expect(last(act)).toMatchObject({ intent: 'schedule', unknown: expect.any(String) }),
  )
})

describe('a ticket after what was told of a machine', () => {
  it('is for what somebody saw', () =>
    expect(last('8号机刀库老打滑', '那就报个修吧')).toMatchObject({
      intent: 'open_ticket',
      equipment: [{ id: 'SZ-CNC-08' }],
      problem: '刀库老打滑',
    }))

  it('is as urgent as is said with what is wrong, in words of its own', () =>
    expect(last('Open a ticket for CNC-08', 'the door jams, low priority is fine')).toMatchObject({
      priority: 'low',
      problem: 'the door jams',
    }))

  it('is not less urgent for a level that is low', () =>
    expect(last('Open a ticket for CNC-08', 'the oil level is low')).not.toHaveProperty('priority'))
})

describe('a lot that was traced', () => {
  it.each([
    ['批次 SZ-LOT-1199 用了哪些料', '它现在隔离着,给它放行', 'released'],
    ['what went into SZ-LOT-1199?', 'then put it on hold', 'held'],
  ])('is the one to be disposed of: %s … %s', (trace, act, disposition) =>
    expect(last(trace, act)).toMatchObject({
      intent: 'change',
      change: { kind: 'lot', lot: 'SZ-LOT-1199', disposition },
    }),
  )
})

describe('a list of tickets', () => {
  it.each(['今天有新的吗', 'any new ones today?'])('goes on with those of a day: %s', (next) => {
    const reading = last('苏州还有几张工单没关', next)
    expect(reading).toMatchObject({ intent: 'tickets', window: { name: 'today' } })
    expect(reading).not.toHaveProperty('ticketStatus')
  })
})
