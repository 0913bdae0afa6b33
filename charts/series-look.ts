import type { Look } from './look.ts'
import type { ChartSpec } from './spec.ts'

export const namesOf = ({ series }: ChartSpec, { language }: Look): string[] =>
  series.map(({ name }) => name[language])

/** A compared period has the colour of its own, or is grey where there is one of each. */
export function colourOf({ series }: ChartSpec, at: number, { tokens }: Look): string {
  const role = series[at]?.role
  const before = series.filter((one) => one.role === 'before').length
  if (role === 'target' || role === 'limit' || role === 'centre') return tokens.inkSoft
  if (role === 'rest' || (role === 'before' && before === 1)) return tokens.before
  const own = series.slice(0, at + 1).filter((one) => one.role === undefined).length - 1
  return tokens.series[Math.max(0, own) % tokens.series.length] ?? tokens.ink
}
