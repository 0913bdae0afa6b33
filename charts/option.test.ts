import type { EChartsOption } from 'echarts'
import { describe, expect, test } from 'vitest'
import { axisLabels } from './axis-labels.ts'
import { chartSummary, chartTitle } from './chart-words.ts'
import type { Look } from './look.ts'
import { tokensOf } from './look.ts'
import { pictureOf } from './option.ts'
import type { ChartSpec } from './spec.ts'
import { compared, daily, hourly, oeeByLine, reasons } from './test-specs.ts'

const tokens = tokensOf('light', 'sans-serif')
const wide: Look = { language: 'zh', tokens, width: 720 }
const phone: Look = { language: 'en', tokens, width: 340 }

function drawn(spec: ChartSpec, look: Look): EChartsOption & { series: Record<string, unknown>[] } {
  const picture = pictureOf(spec, look)
  if (picture === null) throw new Error('no picture')
  return picture.option as EChartsOption & { series: Record<string, unknown>[] }
}

describe('bars', () => {
  test('lie, keep the order of the answer, and start at zero', () => {
    const option = drawn(oeeByLine, wide)
    expect(option).toMatchObject({
      xAxis: { type: 'value' },
      yAxis: { type: 'category', inverse: true, data: ['精加工装配线', '车削线', '铣削线'] },
      series: [{ type: 'bar', name: '设备综合效率', data: [76.3319, 74.5922, 73.7289] }],
    })
    expect(option.xAxis).not.toHaveProperty('scale')
  })

  test('are labelled with value and unit', () => {
    const label = drawn(oeeByLine, wide).series[0]?.label as {
      formatter: (given: { value: number }) => string
    }
    expect(label.formatter({ value: 76.3319 })).toBe('76.3%')
  })

  test('of a compared period are grey and named', () => {
    const [now, before] = drawn(compared, phone).series
    expect(now).toMatchObject({ color: tokens.series[0] })
    expect(before).toMatchObject({
      name: 'Overall equipment effectiveness (before)',
      color: tokens.before,
    })
  })

  test('beyond the fifteenth are left to the table', () => {
    const labels = Array.from({ length: 36 }, (_, at) => `M${at}`)
    const values = labels.map((_, at) => at + 1)
    const many = { ...oeeByLine, labels, series: [{ name: { zh: 'x', en: 'x' }, values }] }
    expect(pictureOf(many, wide)?.drawn).toEqual({ shown: 15, all: 36 })
    expect(drawn(many, wide).series[0]).toMatchObject({ data: values.slice(0, 15) })
    const lost = { name: { zh: 'x', en: 'x' }, values: values.map((_, at) => (at < 3 ? 9 : 0)) }
    expect(pictureOf({ ...many, series: [lost] }, wide)?.drawn.shown).toBe(3)
  })
})

describe('lines', () => {
  test('have short dates in the language of the page, and gaps where there is no data', () => {
    const series = [{ name: { zh: 'OEE', en: 'OEE' }, values: [67, null, 79, 80] }]
    expect(drawn({ ...daily, series }, wide)).toMatchObject({
      xAxis: { data: ['11月11日', '11月12日', '11月13日', '11月14日'] },
      series: [{ type: 'line', data: [67, null, 79, 80], connectNulls: false }],
    })
    expect(drawn(daily, phone)).toMatchObject({
      xAxis: { data: expect.arrayContaining(['11 Nov']) },
    })
  })

  test('through hours of one day show the clock alone', () => {
    expect(axisLabels(hourly.labels, 'en')).toEqual(['00:00', '01:00', '02:00', '03:00'])
    expect(axisLabels(['2026-11-22T23:00+08:00', '2026-11-23T00:00+08:00'], 'zh')).toEqual([
      '11月22日 23:00',
      '11月23日 00:00',
    ])
    expect(axisLabels(['2026-11-23 night', '2026-11', 'SZ-L1'], 'en')).toEqual([
      '23 Nov night',
      'Nov 2026',
      'SZ-L1',
    ])
  })
})

describe('a Pareto chart', () => {
  test('goes from the largest down, with cumulative shares that end at 100 %', () => {
    const shuffled = {
      ...reasons,
      labels: reasons.labels.toReversed(),
      series: reasons.series.map((one) => ({ ...one, values: one.values.toReversed() })),
    }
    const [bars, shares] = drawn(shuffled, wide).series
    expect(drawn(shuffled, wide).xAxis).toMatchObject({ data: reasons.labels })
    // Minutes become hours, as in the words of the answer.
    expect(bars).toMatchObject({ data: expect.arrayContaining([expect.closeTo(14.898, 3)]) })
    expect(shares).toMatchObject({ data: [47.7, 70.6, 78.2, 84.7, 90.4, 95.9, 100] })
  })

  test('on a phone is a list of bars', () => {
    expect(drawn(reasons, phone).series).toHaveLength(1)
    expect(drawn(reasons, phone)).toMatchObject({ yAxis: { data: reasons.labels } })
  })
})

test('what has no picture is a table', () => {
  expect(pictureOf({ ...daily, kind: 'table' }, wide)).toBeNull()
  expect(pictureOf({ ...daily, kind: 'line', labels: [] }, wide)).toBeNull()
})

test('a title names metric, split and unit; the summary adds the window and the ends', () => {
  expect(chartTitle(reasons, 'en')).toBe('Downtime by reason, h')
  expect(chartTitle(oeeByLine, 'zh')).toBe('设备综合效率（按产线），%')
  const summary = chartSummary(oeeByLine, 'zh')
  expect(summary).toContain('2026-11-16 00:00 – 2026-11-23 00:00（Asia/Shanghai）')
  expect(summary).toContain('最高 精加工装配线 76.3%，最低 铣削线 73.7%')
})
