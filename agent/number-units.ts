/** What is known of the unit that a value has, or that an answer gives it. */
export type Kind = 'percent' | 'ratio' | 'second' | 'minute' | 'hour' | 'day' | 'piece' | 'energy'

const kindOfUnit: Record<string, Kind> = {
  ...{ '%': 'percent', ratio: 'ratio', '1': 'ratio', s: 'second', seconds: 'second' },
  ...{ min: 'minute', h: 'hour', hours: 'hour', days: 'day', pcs: 'piece', pieces: 'piece' },
  kwh: 'energy',
}

export const kindOf = (unit: string): Kind | null => kindOfUnit[unit.toLowerCase()] ?? null

type Written = {
  /** At the start of what follows the number. */
  sign: RegExp
  /** What a value of that kind is multiplied by; others cannot be meant. */
  factors: Partial<Record<Kind, number>>
  /** For values of which no unit is known. */
  untyped: number[]
}

const per = (s: number): Partial<Record<Kind, number>> => ({
  ...{ second: 1 / s, minute: 60 / s, hour: 3600 / s, day: 86_400 / s },
})

const units: Written[] = [
  {
    sign: /^\s*(?:%|percent|per cent|个?百分点|percentage points?|pp\b)/iu,
    factors: { percent: 1, ratio: 100 },
    untyped: [1, 100],
  },
  { sign: /^\s*(?:个?小时|hours?\b|h\b)/iu, factors: per(3600), untyped: [1, 1 / 3600, 1 / 60] },
  { sign: /^\s*(?:分钟|minutes?\b|mins?\b)/iu, factors: per(60), untyped: [1, 1 / 60, 60] },
  { sign: /^\s*(?:天|days?\b|d\b)/iu, factors: per(86_400), untyped: [1, 1 / 86_400, 1 / 24] },
  { sign: /^\s*(?:秒|seconds?\b|s\b)/iu, factors: per(1), untyped: [1, 60, 3600] },
  { sign: /^\s*(?:件|pcs\b|pieces?\b|parts?\b)/iu, factors: { piece: 1 }, untyped: [1] },
  { sign: /^\s*(?:kWh\b|千瓦时)/iu, factors: { energy: 1 }, untyped: [1] },
]

const sizes: [RegExp, number][] = [
  [/^\s*万/u, 1e-4],
  [/^\s*亿/u, 1e-8],
  [/^\s*million\b/iu, 1e-6],
]

/** Factors from a known value of some kind to a number that these words follow. */
export function factorsFor(after: string): (kind: Kind | null) => number[] {
  const size = sizes.find(([sign]) => sign.test(after))
  const rest = size ? after.replace(size[0], '') : after
  const unit = units.find(({ sign }) => sign.test(rest))
  const scale = size?.[1] ?? 1
  return (kind) => {
    if (unit === undefined) return [scale]
    if (kind === null) return unit.untyped.map((factor) => factor * scale)
    const factor = unit.factors[kind]
    return factor === undefined ? [] : [factor * scale]
  }
}
