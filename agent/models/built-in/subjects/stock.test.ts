import { describe, expect, it } from 'vitest'
import type { Entry } from '../lexicon/entry.ts'
import { lexiconOf } from '../lexicon/lexicon.ts'
import type { ToolOutcome } from '../plan.ts'
import { stepAfter } from '../test-asking.ts'
import { groupLexicon } from '../test-lexicon.ts'

const named = (kind: 'material' | 'supplier', siteId: string) => (row: string) => {
  const [id = '', zh = '', en = ''] = row.split('|')
  return { kind, id, siteId, zh, en, aliases: [] } satisfies Entry
}
const lexicon = lexiconOf([
  ...groupLexicon().entries,
  ...['SZ-M10|轴承钢|Bearing steel', 'SZ-M11|棒料|Bar stock'].map(named('material', 'suzhou')),
  ...['DG-M30|锡膏|Solder paste'].map(named('material', 'dongguan')),
  ...['SZ-S2|东港铸件|Eastport Castings'].map(named('supplier', 'suzhou')),
  {
    ...{ kind: 'metric', id: 'stock_days', siteId: null, zh: '库存天数', en: 'Days of stock' },
    ...{ aliases: [], metric: { unit: 'days', better: 'down', dimensions: ['site', 'material'] } },
  },
])

const stepFor = (turns: string[], outcomes: ToolOutcome[] = []) =>
  stepAfter(turns, lexicon, outcomes)
const callsOf = (...turns: string[]) => {
  const step = stepFor(turns)
  return 'calls' in step ? step.calls.map(({ tool, args }) => ({ tool, ...args })) : step.text
}
const project = (args: Record<string, unknown>) => ({ tool: 'project_stock', ...args })
const everywhere = (args: Record<string, unknown>) =>
  ['suzhou', 'dongguan'].map((site) => project({ site, ...args }))

// It is Tuesday 24 November.
describe('when stock runs out is asked of the projection', () => {
  it.each([
    ['when do we run out of bar stock?', [project({ material: 'SZ-M11' })]],
    ['轴承钢什么时候会断料', [project({ material: 'SZ-M10' })]],
    ['轴承钢哪天用完?', [project({ material: 'SZ-M10' })]],
    ['will solder paste last until next Friday?', [project({ material: 'DG-M30', days: 11 })]],
    ['锡膏撑得到月底吗', [project({ material: 'DG-M30', days: 7 })]],
    ['锡膏最晚什么时候要下单', [project({ material: 'DG-M30' })]],
    ['东莞哪些料会断?', [project({ site: 'dongguan' })]],
    ['苏州库存推演给我看看,看60天', [project({ site: 'suzhou', days: 60 })]],
    ['锡膏啥时候断', [project({ material: 'DG-M30' })]],
    ['锡膏按1%的风险算,得啥时候补货', [project({ material: 'DG-M30', risk_percent: 1 })]],
    ['How much solder paste should we order, and by when?', [project({ material: 'DG-M30' })]],
    ['solder paste - days left?', [project({ material: 'DG-M30' })]],
    ['how much paste is left?', [project({ material: 'DG-M30' })]],
    ['轴承钢还有多少', [project({ material: 'SZ-M10' })]],
    ['do we have enough steel for this week?', [project({ material: 'SZ-M10', days: 6 })]],
    ['Stock projection for Suzhou, please', [project({ site: 'suzhou' })]],
    ['哪些物料两周内会断料', everywhere({ days: 14 })],
    ['which materials are at risk of running out this week', everywhere({ days: 6 })],
    ['which materials will run out within 3 weeks', everywhere({ days: 21 })],
    ['未来10天哪些料会断供', everywhere({ days: 10 })],
    ['which materials are at risk over the next 10 days?', everywhere({ days: 10 })],
    ['锡膏最晚哪天得下采购单', [project({ material: 'DG-M30' })]],
    ['苏州下周有断料风险吗', [project({ site: 'suzhou', days: 13 })]],
    [
      'what if Eastport is 5 days late',
      [project({ site: 'suzhou', days: 14, late: [{ of: 'SZ-S2', days: 5 }] })],
    ],
    [
      '如果东港铸件晚一周,会怎么样',
      [project({ site: 'suzhou', days: 14, late: [{ of: 'SZ-S2', days: 7 }] })],
    ],
    [
      'what if PO-SZ-M10-101 slips by 3 days, when do we run out of bearing steel?',
      [project({ material: 'SZ-M10', days: 14, late: [{ of: 'PO-SZ-M10-101', days: 3 }] })],
    ],
    ['用量增加20%的话,锡膏会不会断料', [project({ material: 'DG-M30', demand_percent: 20 })]],
    [
      'if demand goes up by 10 %, when does solder paste run out',
      [project({ material: 'DG-M30', demand_percent: 10 })],
    ],
  ])('%s', (question, calls) => expect(callsOf(question)).toEqual(calls))

  it('after another question, too', () => {
    const calls = callsOf('苏州上周OEE', '轴承钢什么时候会断料')
    expect(calls).toEqual([project({ material: 'SZ-M10' })])
  })

  it.each(['锡膏的可用库存还有多少', 'how much frozen solder paste is left'])(
    'what is there of a part of it is no stock of all: %s',
    (question) => expect(callsOf(question)).toMatch(/^\[\[ask\]\]/u),
  )

  it('a material that nobody knows is asked back about, not answered by all of them', () => {
    const text = callsOf('when do we run out of titanium rods?')
    expect(text).toMatch(/^\[\[ask\]\] Which material do you mean\?[\s\S]*Bar stock \(SZ-M11\)/)
    expect(callsOf('钛合金什么时候会断料')).toMatch(/^\[\[ask\]\]/)
  })
})

describe('what is a figure stays one', () => {
  it.each(['轴承钢库存天数', '哪些物料库存天数最少', 'days of stock by material this month'])(
    '%s',
    (question) => expect(callsOf(question)).toMatchObject([{ tool: 'query_kpi' }]),
  )

  it('nor is what a job needs', () => {
    const calls = callsOf('换主轴轴承要用到哪些备件和工具')
    expect(calls).toMatchObject([{ tool: 'search_knowledge' }])
  })

  it('how many days it lasts is told as before, with what is to come beside it', () => {
    const asked = '轴承钢还能撑几天'
    expect(callsOf(asked)).toMatchObject([
      { tool: 'query_kpi', metrics: ['stock_days'], filters: { material: ['SZ-M10'] } },
    ])
    const kpi = { tool: 'query_kpi', result: { data: {}, figures: [figure] } }
    const step = stepFor([asked], [kpi])
    expect('calls' in step && step.calls).toEqual([
      { tool: 'project_stock', args: { material: 'SZ-M10' } },
    ])
  })
})
const figure = {
  ...{ metric: 'stock_days', version: 1, value: 6, unit: 'days', dimensions: {}, rows: 1 },
  ...{ window: { from: '', to: '', zone: 'UTC' }, freshness: null, truncated: false },
}

describe('the answer', () => {
  const data = {
    basis: {
      ...{ site: 'suzhou', zone: 'Asia/Shanghai', runs: 2000, accepted_risk_percent: 5 },
      interval_percent: 95,
      data_until: '2026-11-24T02:00:00.000Z',
    },
    ...{ total: 1, at_risk: 1, truncated: false, on_order: [] },
    materials: [
      {
        ...{ material: 'SZ-M10', name: '轴承钢', unit: 'kg', missing: [], until: '2026-12-21' },
        counted: { quantity: 170, at: '2026-11-23T02:00:00.000Z' },
        ...{ stock_now: 150, risk_percent: 61.2, risk_percent_as_is: null },
        ...{ risk_over_5_on: '2026-12-03', risk_over_50_on: '2026-12-05' },
        risk_over_50_on_as_is: null,
        order: {
          ...{ quantity: 90, order_by: '2026-11-28', needed_by: '2026-12-03', supplier: 'SZ-S2' },
          risk_percent_if_ordered_now: 2.4,
        },
      },
    ],
    suppliers: [
      {
        ...{ supplier: 'SZ-S2', name: '东港铸件', lines_due: 18, on_time_percent: 11.1 },
        ...{ on_time_low: 3.1, on_time_high: 32.8, delay_days: { p50: 4.3, p90: 7.4 } },
      },
    ],
    assumed: ['没有已发布的排程:订单视为一下达就开工领料。'],
  }

  it('says when, how sure, what to order until when, and that nothing is filed', () => {
    const step = stepFor(['轴承钢什么时候会断料'], [{ tool: 'project_stock', result: { data } }])
    expect('text' in step && step.text.split('\n')).toEqual([
      '- 轴承钢 (SZ-M10):现有 150 kg,到 2026-12-21 的断料风险 **61.2%**,**2026-12-05** 前后很可能断料。',
      '  - 建议请购 90 kg(东港铸件),最晚 **2026-11-28** 下单。',
      '- 东港铸件:准时率 11.1%(95% 区间 3.1–32.8%,18 行),延误中位数 4.3 天、九成不超过 7.4 天。',
      '- 没有已发布的排程:订单视为一下达就开工领料。',
      '要请购,请说物料、数量和到货日期,我会提出一个请购提案供审批;现在没有提交任何东西。',
      '口径:最早的盘点 2026-11-23 10:00;2000 次随机模拟;数据截至 2026-11-24 10:00。',
    ])
  })

  it('says by name why nothing is told', () => {
    const unknown = {
      ...{ ...data.materials[0], counted: null, stock_now: null, missing: ['no_count'] },
      ...{ until: null, risk_percent: null, order: null },
      ...{ risk_over_5_on: null, risk_over_50_on: null },
    }
    const result = { data: { ...data, materials: [unknown], suppliers: [] } }
    const step = stepFor(['轴承钢什么时候会断料'], [{ tool: 'project_stock', result }])
    expect('text' in step && step.text).toContain('轴承钢 (SZ-M10):无法推演,没有盘点记录。')
  })
})

it.each([
  'which materials in Wuhan will run out this week?',
  'when will the Wuhan plant run short?',
  '武汉哪些物料两周内会断料',
])('a name that nobody knows is asked back about, wherever it stands: %s', (said) =>
  expect(callsOf(said)).toEqual(expect.any(String)),
)
