import type { EChartsOption } from 'echarts'
import { formatNumber } from '../app/format.ts'
import type { Look, Tokens } from './look.ts'

const textSize = 12

/** A value as a picture's labels and tooltips say it. */
export function shownIn({ language }: Look, unit: string): (value: unknown) => string {
  return (value) => (typeof value === 'number' ? formatNumber(value, unit, language) : '–')
}

type Around = {
  look: Look
  /** Of the series; more than one gives a legend. */
  names: string[]
  unit: string
  /** Room at the right for what stands behind the longest bar. */
  right: number
}

/** What every picture has around its series. */
export function frame({ look, names, unit, right }: Around): EChartsOption {
  const { tokens, width } = look
  return {
    animation: false,
    textStyle: { fontFamily: tokens.font },
    legend: {
      ...{ show: names.length > 1, top: 0, left: 0, itemWidth: 18, itemHeight: 10, itemGap: 14 },
      textStyle: softText(tokens),
    },
    grid: {
      ...{ left: 0, right, bottom: 4, top: 16 + legendHeight(names, width) },
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: tokens.surface,
      borderColor: tokens.line,
      textStyle: { color: tokens.ink, fontSize: 13 },
      valueFormatter: shownIn(look, unit),
    },
  }
}

/** Legends wrap; about 7 px to a Latin letter and 12 to a Chinese one. */
export function legendHeight(names: string[], width: number): number {
  if (names.length < 2) return 0
  let rows = 1
  let used = 0
  for (const name of names) {
    const size = 40 + [...name].reduce((sum, one) => sum + (one > '\u2e7f' ? 12 : 7), 0)
    const wraps = used > 0 && used + size > width
    if (wraps) rows += 1
    used = wraps ? size : used + size
  }
  return rows * 22 + 4
}

export const categoryAxis = (names: string[], { tokens }: Look) => ({
  type: 'category' as const,
  data: names,
  axisLine: { lineStyle: { color: tokens.line } },
  axisTick: { show: false },
  axisLabel: { ...softText(tokens), hideOverlap: true },
})

/** The unit stands in the title, once. */
export const valueAxis = (look: Look) => ({
  type: 'value' as const,
  splitLine: { lineStyle: { color: look.tokens.line } },
  axisLabel: { ...softText(look.tokens), formatter: shownIn(look, 'count') },
})

export const softText = ({ inkSoft }: Tokens) => ({
  color: inkSoft,
  fontSize: textSize,
  lineHeight: 15,
})
export const inkText = ({ ink }: Tokens) => ({ color: ink, fontSize: textSize })
