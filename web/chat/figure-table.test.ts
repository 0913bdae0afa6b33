import { describe, expect, test } from 'vitest'
import type { Figure, NamedThing } from '../../server/http/contract.ts'
import { figureTable } from './figure-table.ts'
import { namingOf } from './names.ts'

const week = { from: '2026-11-15T16:00:00.000Z', to: '2026-11-22T16:00:00.000Z' }
const weekBefore = { from: '2026-11-08T16:00:00.000Z', to: '2026-11-15T16:00:00.000Z' }
const figure = (line: string, value: number | null, given: Partial<Figure> = {}): Figure => ({
  ...{ metric: 'oee', version: 1, unit: '%', value, rows: 672, truncated: false },
  dimensions: { site: 'suzhou', line },
  window: { ...week, zone: 'Asia/Shanghai' },
  freshness: week.to,
  ...given,
})

describe('a table of figures', () => {
  test('says once what all rows share', () => {
    const table = figureTable([figure('SZ-L3', 76.3), figure('SZ-L1', 74.6)])
    expect(table).toMatchObject({
      shared: ['metric', 'window', 'freshness', 'rows'],
      columns: [],
      varied: ['line'],
      fixed: [],
      compares: false,
    })
  })

  test('has a column for what differs', () => {
    const table = figureTable([
      figure('SZ-L3', 76.3, { metric: 'output', unit: 'pieces', truncated: true }),
      figure('SZ-L3', 74.6, { rows: 5, freshness: null }),
    ])
    expect(table).toMatchObject({
      columns: ['metric', 'freshness', 'rows'],
      varied: [],
      fixed: ['line'],
      truncated: true,
    })
  })

  test('sets a compared period beside each row', () => {
    const then = { window: { ...weekBefore, zone: 'Asia/Shanghai' } }
    const all = [figure('SZ-L3', 76.3), figure('SZ-L3', 75.7, then)]
    const table = figureTable([...all, figure('SZ-L1', 74.6), figure('SZ-L1', 75.5, then)])
    expect(table.compares).toBe(true)
    expect(table.rows.map((row) => [row.figure.value, row.before?.value])).toEqual([
      [76.3, 75.7],
      [74.6, 75.5],
    ])
    expect(figureTable([...all, figure('SZ-L1', 74.6)]).compares).toBe(false)
  })
})

test('ids are told by their names, those of the same site first', () => {
  const team = (siteId: string, nameZh: string): NamedThing => ({
    ...{ kind: 'team', siteId, id: 'A', nameZh, nameEn: nameZh },
  })
  const line: NamedThing = {
    ...{ kind: 'equipment', siteId: 'suzhou', id: 'SZ-L1', nameZh: '车削线', nameEn: 'Turning' },
  }
  const things = [team('suzhou', '甲班'), team('dongguan', '一班'), line]
  const naming = namingOf(things, [{ id: 'suzhou', name: '苏州工厂' }], 'zh')
  expect(naming.value('team', 'A', 'suzhou')).toBe('甲班')
  expect(naming.value('team', 'B', 'suzhou')).toBe('B')
  expect(naming.value('line', 'SZ-L1', undefined)).toBe('车削线 SZ-L1')
  expect(naming.value('site', 'suzhou', undefined)).toBe('苏州工厂')
  expect(naming.value('day', '2026-11-18', undefined)).toBe('11月18日')
  expect(naming.value('schedule', 'after', 'suzhou')).toBe('新排程')
  expect(naming.metric('late_order_count')).toBe('延期订单数')
  expect(naming.metric('odd_thing')).toBe('odd thing')
})
