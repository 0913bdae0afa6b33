/** A number with everything that is needed to trace it (invariant 3). */
export type Figure = {
  metric: string
  version: number
  value: number | null
  /** Why `value` is null, e.g. `zero_denominator`. */
  nullReason?: string
  unit: string
  dimensions: Record<string, string>
  window: { from: string; to: string; zone: string }
  /** Fact rows that were read for it. */
  rows: number
  /** Newest instant the data speak of, ISO 8601; null without data. */
  freshness: string | null
  truncated: boolean
}
