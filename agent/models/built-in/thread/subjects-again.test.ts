import { describe, expect, it } from 'vitest'
import { lexiconOf } from '../lexicon/lexicon.ts'
import type { ToolOutcome } from '../plan.ts'
import type { Reading } from '../reading.ts'
import { heard, stepAfter } from '../test-asking.ts'
import { groupLexicon } from '../test-lexicon.ts'

const lexicon = lexiconOf([
  ...groupLexicon().entries,
  {
    ...{ kind: 'material', id: 'DG-M30', siteId: 'dongguan', zh: '锡膏', en: 'Solder paste' },
    aliases: [],
  },
])
const last = (...said: string[]): Partial<Reading> => heard(said, lexicon).at(-1) ?? {}
const stepFor = (said: string[], outcomes: ToolOutcome[] = []) => stepAfter(said, lexicon, outcomes)

describe('after a lot', () => {
  it.each([
    ['DG-LOT-1182用了哪些料', 'DG-LOT-1183呢', { lots: ['DG-LOT-1183'], lotsAsked: 'made_of' }],
    [
      'what went into DG-LOT-1182?',
      'who received it?',
      { lots: ['DG-LOT-1182'], lotsAsked: 'went_to' },
    ],
  ])('another is asked about, or something else of it: %s … %s', (first, next, reading) =>
    expect(last(first, next)).toMatchObject({ intent: 'lots', ...reading }),
  )
})

describe('after stock', () => {
  it.each([
    ['锡膏什么时候断料', '要是需求再多20%呢', { stock: { demandPercent: 20 } }],
    ['锡膏什么时候断料', '那就请购14000件,12月4号前要到', { change: { kind: 'purchase' } }],
  ])('what is supposed or bought is of that material: %s … %s', (first, next, reading) =>
    expect(last(first, next)).toMatchObject({ materials: ['DG-M30'], ...reading }),
  )
})

describe('after how well machines are', () => {
  it.each([
    ['How healthy is CNC-03?', 'Since when has it been like that?'],
    ['哪些设备不健康', 'CNC-03那个从啥时候开始飘的'],
  ])('since when is told by the same: %s … %s', (...said) =>
    expect(last(...said)).toMatchObject({
      ...{ intent: 'health', equipment: [{ id: 'SZ-CNC-03' }] },
    }),
  )
})

describe('after a list of orders', () => {
  it('a new schedule is of their site', () =>
    expect(last('苏州有哪些订单要延期', '那重新排一版吧')).toMatchObject({
      ...{ intent: 'schedule', sites: ['suzhou'] },
    }))

  it('what holds one up is asked of which', () =>
    expect(stepFor(['苏州有哪些订单要延期', '它卡在哪'])).toMatchObject({
      text: expect.stringContaining('哪张订单'),
    }))
})

describe('after papers', () => {
  it.each([
    ['换砂轮的步骤', '要多长时间', /换砂轮的步骤 要多长时间/u],
    ['报警代码ALM-2104是什么意思', '那2103呢', /ALM-2103/u],
    ['how do I replace the wheel', 'who approves it?', /replace the wheel who approves/u],
  ])('they are searched for what goes on: %s … %s', (first, next, topic) => {
    const reading = last(first, next)
    expect(reading).toMatchObject({ intent: 'howto', topic: expect.stringMatching(topic) })
    expect(reading).not.toHaveProperty('unknown')
  })
})

describe('a ticket that is named by its machine', () => {
  const said = ['苏州还有几张没关的工单', 'CNC-03那张改成高优先级']
  const listed = (...ids: string[]): ToolOutcome => {
    const tickets = ids.map((id) => ({ id, title: `Title of ${id}` }))
    return { tool: 'list_tickets', result: { data: { tickets }, figures: [] } }
  }

  it('is looked up among those that are open', () =>
    expect(stepFor(said)).toEqual({
      calls: [
        {
          tool: 'list_tickets',
          args: { equipment: 'SZ-CNC-03', site: 'suzhou', status: 'open' },
        },
      ],
    }))

  it('is changed where it is the only one', () =>
    expect(stepFor(said, [listed('OPEN-1')])).toMatchObject({
      calls: [{ args: { change: { kind: 'ticket', ticket: 'OPEN-1', priority: 'high' } } }],
    }))

  it.each([[[]], [['OPEN-1', 'OPEN-2']]])('is asked for where %j are open', (ids) =>
    expect(stepFor(said, [listed(...ids)])).toMatchObject({
      text: expect.stringMatching(new RegExp(`^\\[\\[ask\\]\\].*${ids.join('.*')}`, 'su')),
    }),
  )

  it('is asked for where nothing tells which one', () =>
    expect(stepFor(['苏州还有几张没关的工单', '把最早那张关了吧'])).toMatchObject({
      text: expect.stringContaining('哪一张工单'),
    }))

  it('is not closed where nothing says what should become of it', () =>
    expect(stepFor(['Change the priority of OPEN-SZ-CNC-03, please.'])).toMatchObject({
      text: expect.stringContaining('What should become of it?'),
    }))
})
