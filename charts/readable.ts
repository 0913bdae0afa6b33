import type { ChartSpec } from './spec.ts'

export type Scale = { factor: number; unit: string }

/** Ratios in percent, long times in hours: the same steps as in the words of an answer. */
export function readableScale(values: (number | null)[], unit: string): Scale {
  const largest = values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0)
  switch (unit) {
    case 'ratio':
    case '1':
      return { factor: 100, unit: '%' }
    case 'min':
      return largest >= 120 ? { factor: 1 / 60, unit: 'h' } : { factor: 1, unit }
    case 's':
    case 'seconds':
      if (largest >= 7200) return { factor: 1 / 3600, unit: 'h' }
      return largest >= 120 ? { factor: 1 / 60, unit: 'min' } : { factor: 1, unit: 's' }
    default:
      return { factor: 1, unit }
  }
}

export const scaleOf = ({ series, unit }: ChartSpec): Scale =>
  readableScale(
    series.flatMap(({ values }) => values),
    unit,
  )

export const scaled = (value: number | null, { factor }: Scale): number | null =>
  value === null ? null : value * factor
