/** Times in milliseconds; noise of a shared machine shows in p95 more than in p50. */
export type Times = { p50: number; p95: number }

export const percentile = (values: number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const timesOf = (values: number[]): Times => ({
  p50: percentile(values, 0.5),
  p95: percentile(values, 0.95),
})

/** Runs all in turn, over and over, so that a busy second touches each alike. */
export async function interleaved(
  runs: number,
  works: Record<string, () => Promise<unknown>>,
): Promise<Record<string, number[]>> {
  const spent: Record<string, number[]> = Object.fromEntries(
    Object.keys(works).map((key) => [key, []]),
  )
  for (const work of Object.values(works)) await work()
  for (let run = 0; run < runs; run++) {
    for (const [key, work] of Object.entries(works)) {
      const began = performance.now()
      await work()
      spent[key]?.push(performance.now() - began)
    }
  }
  return spent
}
