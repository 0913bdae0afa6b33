import type { EChartsOption } from 'echarts'
import { formatNumber } from './format-number.ts'
import type { Look, Tokens } from './look.ts'

const textSize = 12

/** A picture narrower than this is read on a phone. */
export const narrow = 560

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

/** A picture; `shown`: labels; of lines and of a heat map, series. */
export type Drawn = { option: EChartsOption; height: number; shown: number }

/** What every picture has around its series. */
export function frame({ look, names, unit, right }: Around) {
  const { tokens, width } = look
  return {
    animation: false,
    textStyle: { fontFamily: tokens.font },
    legend: {
      data: names,
      ...{ show: names.length > 1, top: 0, left: 0, itemWidth: 18, itemHeight: 10, itemGap: 14 },
      textStyle: softText(tokens),
    },
    grid: gridBelow(16 + legendHeight(names, width), right),
    tooltip: {
      trigger: 'axis' as const,
      ...tooltipLook(tokens),
      valueFormatter: shownIn(look, unit),
    },
  }
}

/** Axis labels are within it. */
export const gridBelow = (top: number, right: number) => ({
  ...{ left: 0, right, bottom: 4, top },
  outerBoundsMode: 'same' as const,
  outerBoundsContain: 'axisLabel' as const,
})

export const tooltipLook = ({ surface, line, ink }: Tokens) => ({
  confine: true,
  backgroundColor: surface,
  borderColor: line,
  textStyle: { color: ink, fontSize: 13 },
})

/** At 12 px: about 7 px to a Latin letter and 12 to a Chinese one. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 12 : 7), 0)

/** Legends wrap. */
export function legendHeight(names: string[], width: number): number {
  if (names.length < 2) return 0
  let rows = 1
  let used = 0
  for (const name of names) {
    const size = 40 + textWidth(name)
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

/** Of rows that lie: long names break, and never take more than a third of the width. */
export const rowAxis = (names: string[], look: Look) => ({
  ...categoryAxis(names, look),
  inverse: true,
  axisLabel: {
    ...softText(look.tokens),
    ...{ interval: 0, overflow: 'break' as const, width: rowNameWidth(names, look) },
  },
})

export function rowNameWidth(names: string[], { width }: Look): number {
  const longest = Math.max(0, ...names.map(textWidth)) + 8
  return Math.round(Math.min(220, width * 0.32, longest))
}

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
