import { describe, expect, it } from 'vitest'
import type { ToolOutcome } from '../plan.ts'
import { stepAfter } from '../test-asking.ts'
import { groupLexicon } from '../test-lexicon.ts'

const lexicon = groupLexicon()

const stepFor = (turns: string[], outcomes: ToolOutcome[] = []) =>
  stepAfter(turns, lexicon, outcomes)

describe('why one order is late', () => {
  const trial = { tool: 'simulate_schedule', args: { site: 'suzhou', order: 'SZ-WO-1220' } }

  it.each([
    ['SZ-WO-1220 为什么会延期'],
    ['why is SZ-WO-1220 late?'],
    ['怎样才能让 SZ-WO-1220 按时交付'],
    ['what would make SZ-WO-1220 finish on time?'],
    ['SZ-WO-1220什么时候能交', '为什么会晚'],
    ['why is SZ-WO-1220 late?', 'what would make it on time?'],
  ])('is asked of the planner: %s %s', (...turns) =>
    expect(stepFor(turns.filter(Boolean))).toEqual({ calls: [trial] }),
  )

  it('is not asked of a machine: what is behind a rise on it is another question', () =>
    expect(
      stepFor(['What is behind the rise in availability on SZ-CNC-03 yesterday?']),
    ).toMatchObject({
      calls: [{ tool: 'explain_kpi', args: { metric: 'availability' } }],
    }))

  it('is told from its last operation back, with what each lever comes to', () => {
    const lever = { machine: null, late_h: 0, others_late_h: 0 }
    const data = {
      why: { late_h: 43.8, bottleneck: 'SZ-CNC-08', because: ['SZ-WO-1220/50 waits'] },
      helps: [
        { ...lever, what: 'as_is', end_at: '2026-11-24T19:00:00Z', late_h: 2 },
        { ...lever, what: 'goes_first', end_at: '2026-11-24T13:15:00Z', others_late_h: 3.5 },
        { ...lever, what: 'machine_back', machine: 'SZ-CNC-01', end_at: '2026-11-24T18:00:00Z' },
        { ...lever, what: 'released_now', end_at: '2026-11-24T19:00:00Z', late_h: 2 },
      ],
    }
    const step = stepFor(['why is SZ-WO-1220 late?'], [{ tool: trial.tool, result: { data } }])
    expect('text' in step && step.text).toBe(
      [
        '**SZ-WO-1220** is **43.8 h** late in the sequence of now, held up at SZ-CNC-08 (SZ-CNC-08). From its last operation back:',
        '- SZ-WO-1220/50 waits',
        'What could be done (the site planned anew for each; nothing is filed):',
        '- Plan the site anew: ends 2026-11-25 03:00, still 2 h late; all others 0 h late',
        '- This order goes first: ends 2026-11-24 21:15, on time; all others 3.5 h late',
        '- SZ-CNC-01 is back in work now: ends 2026-11-25 02:00, on time; all others 0 h late',
        'To propose a new schedule for approval, say “reschedule”.',
      ].join('\n'),
    )
  })

  it('asks for the order where several are meant', () => {
    const step = stepFor(['why will these orders be late?'])
    expect('text' in step && step.text).toMatch(/^\[\[ask\]\]/)
  })
})
