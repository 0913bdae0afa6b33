import { expect } from 'vitest'

/** Equal to a billionth of its size; null only equals null. */
export function equal(
  actual: number | null | undefined,
  expected: number | null | undefined,
  what: string,
): void {
  if (actual == null || expected == null) {
    expect(actual ?? null, what).toBe(expected ?? null)
    return
  }
  const size = Math.max(1e-9, Math.abs(expected))
  expect(Math.abs(actual - expected) / size, `${what}: ${actual} for ${expected}`).toBeLessThan(
    1e-9,
  )
}
