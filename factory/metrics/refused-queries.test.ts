import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../base/app-error.ts'
import type { Db } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { plantClock, plantFacts, principalOf, writePlant } from '../test-plant.ts'
import type { KpiQuery } from './check-query.ts'
import { type KpiResult, queryKpi } from './query-kpi.ts'

const lastWeek = { from: '2026-11-16', to: '2026-11-23' }

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, plantFacts())
})
afterAll(() => db.close())

const ask = (query: KpiQuery, sites = ['suzhou', 'dongguan']): Promise<KpiResult> =>
  queryKpi({ db, principal: principalOf(...sites), clock: plantClock, language: 'zh' }, query)

const refusal = async (query: KpiQuery): Promise<AppError> => {
  const error = await ask(query).catch((caught: unknown) => caught)
  if (error instanceof AppError) return error
  throw new Error('it was not refused')
}

describe('row rights', () => {
  const mine = {
    metrics: ['output'],
    window: lastWeek,
    dimensions: ['site', 'machine'] as const,
  }

  it('a person of suzhou sees no row of dongguan, whatever the filters', async () => {
    const { rows, sites } = await ask({ ...mine, dimensions: [...mine.dimensions] }, ['suzhou'])
    expect(sites).toEqual(['suzhou'])
    expect(rows.every((row) => row.keys.site === 'suzhou')).toBe(true)
  })

  it('a foreign site or machine looks like one that does not exist', async () => {
    for (const filters of [{ site: ['dongguan'] }, { machine: ['DG-CNC-01'] }]) {
      const asked = ask({ metrics: ['output'], window: lastWeek, filters }, ['suzhou'])
      await expect(asked).rejects.toMatchObject({ code: 'invalid_input' })
      const error = await asked.catch((caught: AppError) => caught)
      expect(String((error as AppError).hint)).not.toMatch(/dongguan|DG-/)
    }
  })
})

describe('refusals', () => {
  it('name an unknown metric and the nearest known ones', async () => {
    const error = await refusal({ metrics: ['oeee'], window: lastWeek })
    expect(error).toMatchObject({ code: 'invalid_input', field: 'metrics' })
    expect(error.hint).toMatch(/Did you mean.*OEE.*Known:.* availability/)
  })

  it('name the metric that a dimension or filter does not go with', async () => {
    const byReason = await refusal({
      metrics: ['oee'],
      window: lastWeek,
      dimensions: ['reason'],
    })
    expect(byReason.message).toBe('dimensions: "reason" does not go with oee.')
    const filters = { product: ['P1'] }
    const byProduct = await refusal({
      metrics: ['downtime'],
      window: lastWeek,
      filters,
    })
    expect(byProduct.field).toBe('filters.product')
  })

  it('list the candidates when a nickname means several machines', async () => {
    const error = await refusal({
      metrics: ['oee'],
      window: lastWeek,
      filters: { machine: ['3号机'] },
    })
    expect(error.hint).toContain('SZ-CNC-03 (suzhou)')
    const one = await ask({ metrics: ['oee'], window: lastWeek, filters: { machine: ['3号机'] } }, [
      'suzhou',
    ])
    expect(one.filters.machine).toEqual(['SZ-CNC-03'])
  })

  it('name a split into more groups than anybody can use', async () => {
    const window = { from: '2022-01-01', to: '2026-11-23' }
    const dimensions: KpiQuery['dimensions'] = ['machine', 'product', 'team']
    const error = await refusal({ metrics: ['oee'], window, dimensions, grain: 'hour' })
    expect(error).toMatchObject({ field: 'grain', code: 'invalid_input' })
    await ask({ metrics: ['oee'], window, dimensions, grain: 'month' })
  })

  it('name an order, a limit and a filter value that cannot be', async () => {
    const base = { metrics: ['oee'], window: lastWeek }
    expect(await refusal({ ...base, order: { by: 'mtbf', direction: 'asc' } })).toMatchObject({
      field: 'order.by',
    })
    expect(await refusal({ ...base, limit: 0 })).toMatchObject({
      field: 'limit',
    })
    const error = await refusal({
      ...base,
      filters: { machine: ['SZ-CNC-1'] },
    })
    expect(error.hint).toMatch(/Did you mean SZ-CNC-01/)
  })

  it('take SQL in a filter for the name of nothing', async () => {
    const whole = async () => (await ask({ metrics: ['output'], window: lastWeek })).rows
    const before = await whole()
    for (const attempt of [
      "' or '1'='1",
      "suzhou'); drop table fact_hour; --",
      'a" union select 1',
    ]) {
      for (const dimension of ['site', 'machine', 'team'] as const) {
        const filters = { [dimension]: [attempt] }
        expect(await refusal({ metrics: ['oee'], window: lastWeek, filters })).toMatchObject({
          code: 'invalid_input',
          field: `filters.${dimension}`,
        })
      }
    }
    expect(await whole()).toEqual(before)
  })
})
