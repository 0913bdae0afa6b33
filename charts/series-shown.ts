import type { ChartSeries } from './spec.ts'

type Few = { adds: boolean; most: number }

/**
 * As many lines as can be told apart: the largest where amounts add up, with the rest as one line;
 * else those that the answer names first. `pairs` keeps a line with its compared period.
 */
export function fewest(pairs: ChartSeries[][], { adds, most }: Few): ChartSeries[] {
  const room = Math.max(1, Math.floor(most / Math.max(1, pairs[0]?.length ?? 1)))
  if (pairs.length <= room) return pairs.flat()
  if (!adds) return pairs.slice(0, room).flat()
  const ranked = pairs.toSorted((a, b) => sizeOf(b) - sizeOf(a))
  const kept = new Set(ranked.slice(0, Math.max(1, room - 1)))
  const [shown, left] = [
    pairs.filter((one) => kept.has(one)),
    pairs.filter((one) => !kept.has(one)),
  ]
  return [...shown.flat(), restOf(left.map(([line]) => line).filter((line) => line !== undefined))]
}

const sizeOf = ([line]: ChartSeries[]): number =>
  (line?.values ?? []).reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0)

function restOf(lines: ChartSeries[]): ChartSeries {
  const count = lines.length
  const values = (lines[0]?.values ?? []).map((_, at) => {
    const known = lines.flatMap(({ values: own }) => own[at] ?? [])
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
  })
  return {
    name: { zh: `其余 ${count} 项合计`, en: `Other ${count} together` },
    values,
    role: 'rest',
  }
}
