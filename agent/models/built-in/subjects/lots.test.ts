import { describe, expect, it } from 'vitest'
import { lexiconOf } from '../lexicon/lexicon.ts'
import type { ToolOutcome } from '../plan.ts'
import { stepAfter } from '../test-asking.ts'
import { groupLexicon } from '../test-lexicon.ts'

const lexicon = lexiconOf(groupLexicon().entries)
const stepFor = (question: string, outcomes: ToolOutcome[] = []) =>
  stepAfter([question], lexicon, outcomes)
const callsOf = (question: string) => {
  const step = stepFor(question)
  return 'calls' in step ? step.calls.map(({ tool, args }) => ({ tool, ...args })) : step.text
}
const trace = (args: Record<string, unknown>) => [{ tool: 'trace_lot', ...args }]
const bad = (args: Record<string, unknown> = {}) =>
  ['suzhou', 'dongguan'].map((site) => ({ tool: 'trace_lot', site, ...args }))

describe('where a lot comes from and went is traced', () => {
  it.each([
    ['which lots did material lot ML-DG-M30-96 go into?', trace({ lots: ['ML-DG-M30-96'] })],
    ['批次 SZ-LOT-1199 用了哪些料?', trace({ lots: ['SZ-LOT-1199'] })],
    ['what went into SZ-LOT-1199?', trace({ lots: ['SZ-LOT-1199'] })],
    ['where did DG-LOT-1182 go?', trace({ lots: ['DG-LOT-1182'] })],
    ['DG-LOT-1182 发给谁了?', trace({ lots: ['DG-LOT-1182'] })],
    ['ML-DG-M30-96 这批料用到了哪些批次?', trace({ lots: ['ML-DG-M30-96'] })],
    ['哪些批次用了 ML-DG-M30-96?', trace({ lots: ['ML-DG-M30-96'] })],
    ['where was lot SZ-LOT-1190-T made and what came of it?', trace({ lots: ['SZ-LOT-1190-T'] })],
    ['经过CNC-03的批次有哪些', trace({ cause: 'machine:SZ-CNC-03', site: 'suzhou' })],
    ['DG-LOT-1184是在哪些机器上做的', trace({ lots: ['DG-LOT-1184'] })],
    ['批次 CD-LOT-1195 的来料都是谁供的', trace({ lots: ['CD-LOT-1195'] })],
    ['追溯批次 H-2291', trace({ lots: ['H-2291'] })],
    ['who received lot DG-LOT-1182?', trace({ lots: ['DG-LOT-1182'] })],
    [
      'what do DG-LOT-1181 and DG-LOT-1182 have in common?',
      trace({ lots: ['DG-LOT-1181', 'DG-LOT-1182'] }),
    ],
    ['what do the bad lots have in common?', bad()],
    ['不良批次有什么共同点?', bad()],
    ['苏州最近60天的不合格批次有什么共性?', trace({ site: 'suzhou', days: 60 })],
  ])('%s', (question, calls) => expect(callsOf(question)).toEqual(calls))

  it.each(['这批货发给谁了?', 'where did this lot go?'])('%s asks for the number', (question) =>
    expect(callsOf(question)).toMatch(/批次号|Give its number/),
  )

  it('a name that no lot goes by is not passed over for all lots', () => {
    expect(callsOf('上周做的那批豆瓣酱卖给哪个客户了')).toMatch(/^\[\[/)
  })

  it('what is to become of a lot stays a proposal', () => {
    expect(callsOf('put lot SZ-LOT-1199 on hold')).toMatchObject([{ tool: 'propose_change' }])
  })
})

describe('the answer', () => {
  const row = (id: string, more: Record<string, unknown> = {}) => ({
    ...{ lot: id, kind: 'lot', name: 'Shaft', quantity: 100, unit: 'pcs', supplier: null },
    ...{ at: '2026-11-20T08:00:00.000Z', disposition: 'held', samples: 2, out_of_limits: 2 },
    ...{ shipped_to: [], not_shipped: 100, ...more },
  })
  const none = { total: 0, truncated: false, lots: [] }
  const data = {
    basis: { site: 'suzhou', data_until: null, zone: 'Asia/Shanghai' },
    lot: row('H-1', { kind: 'material_lot', disposition: null }),
    ...{ exposures: [], went_in: none, outcome: null, comparison: null, notes: ['one site'] },
    came_of_it: {
      ...{ total: 12, truncated: true },
      lots: [
        row('L-1', {
          shipped_to: [{ customer: 'C-7', quantity: 80, at: '2026-11-21T08:00:00.000Z' }],
        }),
      ],
    },
    shipped: { lots: 1, quantity: 80, customers: 1 },
  }
  const answered = (question: string, outcome: ToolOutcome) => {
    const step = stepFor(question, [outcome])
    return 'text' in step ? step.text : ''
  }

  it('tells where it went, whom to, and that more came of it than is listed', () => {
    const result = { data, figures: [] }
    const en = answered('where did material lot H-1 go?', { tool: 'trace_lot', result })
    expect(en).toContain('It went into **12** lots')
    expect(en).toContain('80 pcs shipped to C-7')
    expect(en).toContain('only the nearest are listed')
    expect(en).toContain('Nothing is filed now')
    const zh = answered('来料批次 H-1 用到了哪些批次?', { tool: 'trace_lot', result })
    expect(zh).toContain('用到了 **12** 个批次')
    expect(zh).toContain('发给 C-7 80 pcs')
  })

  it('a lot that one may not see, or nobody knows, is said to be unknown', () => {
    const error = { message: 'lots: "X-9" is not known.', hint: 'Known: L-1.' }
    expect(answered('where did lot X-9 go?', { tool: 'trace_lot', error })).toContain('"X-9"')
  })
})
