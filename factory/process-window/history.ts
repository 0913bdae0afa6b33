/** What is to be better, by the id of the metric that it is. */
export const responses = ['scrap_ratio', 'effectiveness', 'energy_per_piece'] as const
export type ResponseId = (typeof responses)[number]

/** Of which less is better. */
export const isLess = (response: ResponseId): boolean => response !== 'effectiveness'

/** One running hour of one machine, with one product, team and shift. */
export type HistoryHour = {
  /** Its beginning, ms. */
  at: number
  /** Local day on which its shift began. */
  day: string
  product: string
  team: string
  shift: string
  /** The response as a ratio, and its denominator: means of hours are ratios of sums. */
  value: number
  weight: number
  /** By id of the setting; absent where it is not known what it was run at. */
  settings: Record<string, number>
}

export type Limits = { lower: number | null; upper: number | null }

export type SettingInput = { id: string; limits: Limits }

/** Days in their order, cut into stretches that have about as many hours each; by hour its number. */
export function stretchesOf(
  hours: readonly HistoryHour[],
  most: number,
): { of: number[]; count: number } {
  const perDay = new Map<string, number>()
  for (const { day } of hours) perDay.set(day, (perDay.get(day) ?? 0) + 1)
  const days = [...perDay.keys()].sort()
  const count = Math.max(1, Math.min(most, days.length))
  const stretchOfDay = new Map<string, number>()
  let before = 0
  for (const day of days) {
    const own = perDay.get(day) ?? 0
    const middle = (before + own / 2) / hours.length
    stretchOfDay.set(day, Math.min(count - 1, Math.floor(middle * count)))
    before += own
  }
  return { of: hours.map(({ day }) => stretchOfDay.get(day) ?? 0), count }
}
