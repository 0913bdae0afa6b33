import { describe, expect, it } from 'vitest'
import type { Figure } from '../tools/index.ts'
import { decimalsToTell, formatValue, formatWindow } from './format.ts'

describe('values', () => {
  it.each([
    [78.4321, '%', '78.4%', '78.4%'],
    [0.784, 'ratio', '78.4%', '78.4%'],
    [12_345, 'pieces', '12,345 件', '12,345 pcs'],
    [12_345.6, 'pieces', '12,346 件', '12,346 pcs'],
    [5.234, 'h', '5.2 小时', '5.2 h'],
    [94.4, 'min', '94.4 分钟', '94.4 min'],
    [216, 'min', '3.6 小时', '3.6 h'],
    [45, 's', '45 秒', '45 s'],
    [3, 'count', '3 次', '3'],
    [0.042, 'kWh/piece', '0.042 kWh/piece', '0.042 kWh/piece'],
  ])('%d %s reads %s and %s', (value, unit, ...words) => {
    expect([formatValue(value, unit, 'zh'), formatValue(value, unit, 'en')]).toEqual(words)
  })
})

describe('rows of one list', () => {
  const rows = (...values: (number | null)[]) =>
    values.map((value) => ({ value, unit: '%' }) as Figure)

  it.each([
    [[80.4, 74.6], 0],
    [[97.93, 97.88], 1],
    [[97.931, 97.934, null], 2],
    [[97.9, 97.9], 0],
    [[null], 0],
  ])('%j take %d decimals more to be told apart', (values, more) =>
    expect(decimalsToTell(rows(...values), 'en')).toBe(more),
  )
})

describe('windows', () => {
  const window = (from: string, to: string) => ({ from, to, zone: 'Asia/Shanghai' })

  it('that end at midnight are spoken of by their last day', () => {
    const week = window('2026-11-15T16:00:00.000Z', '2026-11-22T16:00:00.000Z')
    expect(formatWindow(week, 'zh')).toBe('2026-11-16 至 2026-11-22')
    expect(formatWindow(week, 'en')).toBe('2026-11-16 to 2026-11-22')
  })

  it('of one day are that day', () => {
    const day = window('2026-11-22T16:00:00.000Z', '2026-11-23T16:00:00.000Z')
    expect(formatWindow(day, 'en')).toBe('2026-11-23')
  })

  it('that end within a day say when', () => {
    const shift = window('2026-11-22T16:00:00.000Z', '2026-11-23T00:00:00.000Z')
    expect(formatWindow(shift, 'en')).toBe('2026-11-23 to 2026-11-23 08:00')
  })
})
