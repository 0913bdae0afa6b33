/** Every figure of the metric centre against plain counting over the raw events of the demo. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collectAnswer, runTurn } from '../agent/index.ts'
import { randomId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import { seeded } from '../base/random.ts'
import { openDemoDb } from '../demo/test-demo-db.ts'
import { demoRows, testNow } from '../demo/test-plant-rows.ts'
import { explainKpi, type KpiQuery, type KpiResult, queryKpi } from '../factory/index.ts'
import type { Db } from '../store/index.ts'
import { catalog } from '../tools/index.ts'
import { type Atom, atomsOf, formulas, msOf, total } from './support/by-hand.ts'
import * as plan from './support/by-hand-plan.ts'
import { equal } from './support/compare.ts'
import { type Case, machineCases, type Name, requests, windows } from './support/kpi-cases.ts'

const siteIds = ['suzhou', 'dongguan', 'chengdu']
const manager: Principal = {
  userId: 'manager@group',
  roles: siteIds.map((siteId) => ({ siteId, role: 'manager' })),
  language: 'en',
}

const demo = demoRows()
const rowsOf = demo.rows as plan.Rows
const until = Math.floor(testNow.getTime() / 3_600_000) * 3_600_000

const atoms = siteIds.map((siteId) =>
  atomsOf({
    siteId,
    zone: 'Asia/Shanghai',
    lineOf: new Map(rowsOf('equipment', siteId).map(({ id, lineId }) => [id, lineId ?? ''])),
    shifts: rowsOf('shift', siteId),
    teamOf: new Map(
      rowsOf('roster', siteId).map((row) => [`${row.shiftDate} ${row.shiftId}`, row.teamId]),
    ),
    states: rowsOf('machine_state', siteId),
    counts: rowsOf('production_count', siteId),
    failures: rowsOf('failure_event', siteId),
    until,
  }),
)
const all = { hours: atoms.flatMap(({ hours }) => hours), lost: atoms.flatMap(({ lost }) => lost) }

let db: Db
beforeAll(async () => {
  db = await openDemoDb()
}, 240_000)
afterAll(() => db.close())

const ask = (query: KpiQuery): Promise<KpiResult> =>
  queryKpi({ db, principal: manager, clock: () => testNow, language: 'en' }, query)

const ownBySite = ['line', 'machine', 'product', 'team']
const shanghai = (at: number) => new Date(at + 8 * 3_600_000).toISOString()

function bucketOf(atom: Atom, grain: Case['grain']): string {
  const day = shanghai(atom.at).slice(0, 10)
  if (grain === undefined) return ''
  if (grain === 'hour') return `${shanghai(atom.at).slice(0, 13)}:00+08:00`
  if (grain === 'day') return day
  if (grain === 'month') return day.slice(0, 7)
  if (grain === 'shift') return `${atom.shiftDate} ${atom.shift}`
  const weekday = (new Date(day).getUTCDay() + 6) % 7
  return new Date(Date.parse(day) - weekday * 86_400_000).toISOString().slice(0, 10)
}

/** What the counting says, by key. */
function expectedOf({ metric, window, split = [], grain, filters = {} }: Case) {
  const [from, to] = windows[window].map(msOf)
  const facts = metric === 'downtime' || metric === 'stops' ? all.lost : all.hours
  const keys =
    split.some((one) => ownBySite.includes(one)) && !filters.site ? ['site', ...split] : split
  const inScope = (atom: Atom) =>
    atom.at >= (from ?? 0) &&
    atom.at < (to ?? 0) &&
    Object.entries(filters).every(([key, ids]) => ids?.includes(String(atom[key])))
  const keyOf = (atom: Atom) =>
    [...[...new Set(keys)].map((key) => String(atom[key])), bucketOf(atom, grain)].join('|')
  const groups = Map.groupBy(facts.filter(inScope), keyOf)
  // Who was watched and lost nothing has a row too.
  if (facts === all.lost && !split.includes('reason')) {
    for (const watched of all.hours.filter(inScope)) {
      if (!groups.has(keyOf(watched))) groups.set(keyOf(watched), [])
    }
  }
  const formula = formulas[metric]
  if (!formula) throw new Error(`no formula for ${metric}`)
  return new Map([...groups].map(([key, group]) => [key, formula(group)]))
}

describe('figures equal plain counting over raw events', () => {
  test.each(machineCases)('%j', async (one) => {
    const { metric, window, split, grain, filters } = one
    const result = await ask({
      metrics: [metric],
      window: requests[window],
      dimensions: split,
      grain,
      filters,
      limit: 500,
    })
    expect(result.truncated).toBe(false)
    expect([result.window.from, result.window.to].map(msOf)).toEqual(windows[window].map(msOf))
    const expected = expectedOf(one)
    expect(expected.size).toBeGreaterThan(0)
    expect(result.rows).toHaveLength(expected.size)
    for (const row of result.rows) {
      const key = [...Object.values(row.keys), row.bucket ?? ''].join('|')
      expect(expected.has(key), key).toBe(true)
      equal(row.now[0]?.value, expected.get(key), `${metric} ${key}`)
    }
  })
})

describe('figures of orders, stock, deliveries and samples equal plain counting', () => {
  const scopeOf = (siteId: string, window: Name) => {
    const [from = 0, to = 0] = windows[window].map(msOf)
    return { siteId, from, to, now: testNow.getTime() }
  }
  const one = async (metric: string, window: Name, more: Partial<KpiQuery> = {}) => {
    const { rows } = await ask({
      metrics: [metric],
      window: requests[window],
      filters: { site: ['suzhou'] },
      limit: 500,
      ...more,
    })
    return rows
  }

  const wholes: [
    string,
    Name,
    (rows: plan.Rows, scope: ReturnType<typeof scopeOf>) => number | null,
  ][] = [
    ['on_time_delivery', 'days_30', plan.onTimeDelivery],
    ['plan_attainment', 'last_month', plan.planAttainment],
    ['throughput_rate', 'days_30', plan.throughputRate],
    ['lead_time', 'last_week', plan.leadTime],
    ['wip', 'this_month', plan.workInProgress],
    ['wip', 'today', plan.workInProgress],
    ['supplier_on_time', 'days_30', plan.supplierOnTime],
    ['inventory_turns', 'days_30', plan.inventoryTurns],
    ['stock_days', 'last_month', plan.stockDays],
  ]
  test.each(wholes)('%s, %s, at each site', async (metric, window, byHand) => {
    for (const siteId of siteIds) {
      const [row] = await one(metric, window, { filters: { site: [siteId] } })
      const expected = byHand(rowsOf, scopeOf(siteId, window))
      expect(expected, siteId).not.toBeNull()
      equal(row?.now[0]?.value, expected, `${metric} ${siteId}`)
    }
  })

  test('on-time delivery and work in progress by product', async () => {
    for (const [metric, byHand] of [
      ['on_time_delivery', plan.onTimeDelivery],
      ['wip', plan.workInProgress],
    ] as const) {
      const rows = await one(metric, 'days_30', { dimensions: ['product'] })
      expect(rows.length).toBeGreaterThan(2)
      for (const { keys, now } of rows) {
        const keep = (row: Record<string, unknown>) => row.productId === keys.product
        const expected = byHand(rowsOf, { ...scopeOf('suzhou', 'days_30'), keep })
        equal(now[0]?.value, expected, `${metric} ${keys.product}`)
      }
    }
  })

  test('work in progress and stock by day: each day is the mean of its own hours', async () => {
    const rows = await one('wip', 'last_week', { grain: 'day' })
    expect(rows.map(({ bucket }) => bucket)).toHaveLength(7)
    const [start = 0] = windows.last_week.map(msOf)
    rows.forEach(({ now }, day) => {
      const from = start + day * 86_400_000
      const scope = { siteId: 'suzhou', from, to: from + 86_400_000, now: testNow.getTime() }
      equal(now[0]?.value, plan.workInProgress(rowsOf, scope), `day ${day}`)
    })
  })

  test('deliveries by supplier and stock by material', async () => {
    const suppliers = await one('supplier_on_time', 'days_30', { dimensions: ['supplier'] })
    for (const { keys, now } of suppliers) {
      const keep = (row: Record<string, unknown>) => row.supplierId === keys.supplier
      const expected = plan.supplierOnTime(rowsOf, { ...scopeOf('suzhou', 'days_30'), keep })
      equal(now[0]?.value, expected, String(keys.supplier))
    }
    const materials = await one('stock_days', 'days_30', { dimensions: ['material'] })
    expect(materials).toHaveLength(3)
    for (const { keys, now } of materials) {
      const keep = (row: Record<string, unknown>) => row.materialId === keys.material
      const expected = plan.stockDays(rowsOf, { ...scopeOf('suzhou', 'days_30'), keep })
      equal(now[0]?.value, expected, String(keys.material))
    }
  })

  test('scrap cost by machine is scrap at standard cost', async () => {
    const costs = new Map(
      rowsOf('product', 'suzhou').map(({ id, standardCost }) => [id, standardCost]),
    )
    const rows = await one('scrap_cost', 'last_week', { dimensions: ['machine'] })
    const [from = 0, to = 0] = windows.last_week.map(msOf)
    expect(rows).toHaveLength(12)
    for (const { keys, now } of rows) {
      const own = rowsOf('production_count', 'suzhou').filter(
        ({ machineId, at }) => machineId === keys.machine && msOf(at) > from && msOf(at) <= to,
      )
      const expected = own.reduce(
        (sum, { scrap, productId }) => sum + scrap * (costs.get(productId) ?? Number.NaN),
        0,
      )
      equal(now[0]?.value, expected, String(keys.machine))
    }
  })

  test.each(['cm', 'cmk', 'cp', 'cpk'])('%s by machine and product', async (name) => {
    const metric = `${name}_index`
    const dimensions: KpiQuery['dimensions'] = ['machine', 'product']
    const rows = await one(metric, 'days_30', { dimensions })
    expect(rows.length).toBeGreaterThan(4)
    for (const { keys, now } of rows) {
      const keep = (row: Record<string, unknown>) =>
        row.machineId === keys.machine &&
        String(row.characteristicId).startsWith(`${keys.product}.`)
      const scope = { ...scopeOf('suzhou', 'days_30'), keep }
      equal(now[0]?.value, plan.capability(rowsOf, scope)[name], `${metric} ${keys.machine}`)
    }
  })
})

describe('why a figure changed', () => {
  test.each([
    'oee',
    'nee',
    'output',
    'mtbf',
    'downtime',
    'energy_per_piece',
    'on_time_delivery',
    'stock_days',
    'wip',
  ])('of %s: every list adds up to the change', async (metric) => {
    const context = { db, principal: manager, clock: () => testNow, language: 'en' as const }
    const window = { period: 'last_month' as const }
    const found = await explainKpi(context, { metric, window })
    const size = Math.max(Math.abs(found.value.now ?? 0), Math.abs(found.value.before ?? 0))
    expect(found.change, metric).not.toBeNull()
    for (const [name, list] of Object.entries({ ...found.members, loss: found.losses })) {
      const sum = list.reduce((all, { contribution }) => all + contribution, found.span)
      expect(Math.abs(sum - (found.change ?? 0)) / size, `${metric} ${name}`).toBeLessThan(1e-9)
    }
  })

  test.each(['为什么上周OEE下降?', 'Why did OEE drop last week?'])('%s', async (question) => {
    const principal: Principal = {
      userId: 'operator@suzhou',
      roles: [{ siteId: 'suzhou', role: 'operator' }],
      language: 'en',
    }
    const clock = () => testNow
    const deps = { db, clock, newId: randomId, tools: catalog, baseUrl: 'http://plant.test' }
    const { answer, figures, calls, abstained, chart } = await collectAnswer(
      runTurn(deps, {
        principal,
        threadId: randomId('thr'),
        question,
        channel: 'test',
        signal: AbortSignal.timeout(60_000),
      }),
    )
    expect({ abstained, tools: calls.map(({ tool }) => tool), chart: chart?.kind }).toEqual({
      abstained: false,
      tools: ['explain_kpi'],
      chart: 'bar',
    })
    const [now, before] = figures
    expect(now?.window).toMatchObject({ from: new Date(windows.last_week[0]).toISOString() })
    expect(answer).toContain(`${now?.value?.toFixed(1)}%`)
    expect(answer).toContain(`${before?.value?.toFixed(1)}%`)
    expect(answer).toMatch(/可用率|Availability/)
    expect(answer).toMatch(/CNC|数控/)
  })
})

describe('whatever is asked', () => {
  const random = seeded(20_261_124)
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item
  const anyWindow = () => {
    const from = Date.UTC(2026, 8, 1) + Math.floor(random() * 70 * 24) * 3_600_000
    const to = from + (1 + Math.floor(random() * 240)) * 3_600_000
    return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  }
  const sums = ['output', 'scrap_quantity', 'failures', 'scrap_cost'] as const
  const splits = ['line', 'machine', 'product', 'team', 'shift'] as const
  const ratios = ['oee', 'availability', 'quality_ratio', 'energy_per_piece', 'nee'] as const

  test('the parts of a sum are the whole: 40 windows and splits', async () => {
    for (let round = 0; round < 40; round++) {
      const query = {
        metrics: [pick(sums)],
        window: anyWindow(),
        filters: { site: [pick(siteIds)] },
      }
      const whole = (await ask(query)).rows[0]?.now[0]
      const split = pick(splits)
      const parts = await ask({ ...query, dimensions: [split, pick(splits)], limit: 500 })
      const cut = await ask({ ...query, grain: pick(['hour', 'shift', 'day', 'week']), limit: 500 })
      for (const { rows, truncated } of [parts, cut]) {
        expect(truncated).toBe(false)
        const values = rows.map(({ now }) => now[0]?.value ?? 0)
        equal(
          values.reduce((a, b) => a + b, 0),
          whole?.value,
          JSON.stringify(query),
        )
        expect(rows.reduce((sum, { now }) => sum + (now[0]?.rows ?? 0), 0)).toBe(whole?.rows)
      }
    }
  })

  test('a ratio is that of its sums, which a mean of ratios is not: 40 windows and splits', async () => {
    const apart: boolean[] = []
    for (let round = 0; round < 40; round++) {
      const metric = pick(ratios)
      const query = { metrics: [metric], window: anyWindow(), filters: { site: [pick(siteIds)] } }
      const whole = (await ask(query)).rows[0]?.now[0]?.value ?? null
      const inWindow = all.hours.filter(
        ({ at, site }) =>
          site === query.filters.site[0] &&
          at >= msOf(query.window.from) &&
          at < msOf(query.window.to),
      )
      equal(whole, formulas[metric]?.(inWindow), `${metric} ${JSON.stringify(query)}`)
      const parts = await ask({ ...query, dimensions: [pick(['machine', 'line', 'shift'])] })
      const values = parts.rows.flatMap(({ now }) => now[0]?.value ?? [])
      if (whole === null || values.length < 2) continue
      const mean = values.reduce((a, b) => a + b, 0) / values.length
      apart.push(Math.abs(mean - whole) > 1e-6 * Math.abs(whole))
    }
    // Of parts that are as large, as three shifts of a day, the mean is the whole.
    expect(apart.filter(Boolean).length).toBeGreaterThan(0.8 * apart.length)
  })

  test('every state second of the plant is in its facts', () => {
    const names = ['production_s', 'setup_s', 'delay_s', 'down_s', 'planned_stop_s']
    expect(total(all.hours, ...names)).toBeGreaterThan(36 * 89 * 86_400)
  })
})
