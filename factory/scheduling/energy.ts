import { type Days, eachDay } from './day-parts.ts'
import type { PlantMeans } from './plant-means.ts'
import type { Energy } from './problem.ts'

/** The bands of each day; an hour that none covers costs as much as the dearest. Null: nothing is known. */
export function energyOf({ tariffs, power }: PlantMeans, days: Days): Energy | null {
  if (tariffs.length === 0 || power.length === 0) return null
  const pricePerKwh = Math.max(...tariffs.map((one) => one.pricePerKwh))
  const bands = eachDay(tariffs, days).sort((a, b) => a.fromS - b.fromS)
  return {
    pricePerKwh,
    tariffs: bands
      // Of two that overlap, the one that begins later holds.
      .map(({ fromS, toS, part }, index) => ({
        ...{ fromS, toS: Math.min(toS, bands[index + 1]?.fromS ?? toS) },
        pricePerKwh: part.pricePerKwh,
      }))
      .filter((one) => one.toS > Math.max(0, one.fromS) && one.pricePerKwh < pricePerKwh),
  }
}
