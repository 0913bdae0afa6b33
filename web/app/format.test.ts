import { describe, expect, test } from 'vitest'
import { formatExactTime, formatNumber, formatSpan, formatTime } from './format.ts'

describe('a number', () => {
  test('has its unit in the language, and as many decimals as matter', () => {
    expect(formatNumber(12345.6, 'pieces', 'zh')).toBe('12,346 件')
    expect(formatNumber(12345.6, 'pieces', 'en')).toBe('12,346 pcs')
    expect(formatNumber(83.26, '%', 'en')).toBe('83.3%')
    expect(formatNumber(0.8234, 'kWh/piece', 'zh')).toBe('0.823 kWh/件')
    expect(formatNumber(9, 'count', 'en')).toBe('9')
    expect(formatNumber(1.5, 'bar', 'en')).toBe('1.5 bar')
  })

  test('that is not known is a dash, never a zero', () => {
    expect(formatNumber(null, '%', 'zh')).toBe('–')
  })
})

describe('a time', () => {
  const iso = '2026-03-01T16:30:00.000Z'

  test('is told on the clock of the plant', () => {
    expect(formatTime(iso, 'Asia/Shanghai', 'zh')).toContain('3月2日')
    expect(formatTime(iso, 'Asia/Shanghai', 'zh')).toContain('00:30')
    expect(formatTime(iso, 'UTC', 'en')).toContain('1 Mar')
  })

  test('names its year when it is another one', () => {
    expect(formatTime('2001-03-01T16:30:00.000Z', 'UTC', 'en')).toContain('2001')
  })

  test('names the zone where it is told exactly', () => {
    expect(formatExactTime(iso, 'Asia/Shanghai', 'en')).toContain('China Standard Time')
    expect(formatExactTime(iso, 'Asia/Shanghai', 'zh')).toContain('中国标准时间')
  })
})

describe('a length of time', () => {
  test('is told by its two largest units', () => {
    const minute = 60_000
    expect(formatSpan(45_000, 'en')).toBe('45 s')
    expect(formatSpan(200 * minute, 'zh')).toBe('3 小时 20 分')
    expect(formatSpan((2 * 24 * 60 + 3 * 60 + 59) * minute, 'en')).toBe('2 d 3 h')
    expect(formatSpan(60 * minute, 'en')).toBe('1 h')
    expect(formatSpan(-5, 'zh')).toBe('0 秒')
  })
})
