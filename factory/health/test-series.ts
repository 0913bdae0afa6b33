/** Series that tests make: the same each time. */
import { hourMs } from '../../base/milliseconds.ts'
import { seeded } from '../../base/random.ts'

export function normals(seed: number): () => number {
  const next = seeded(seed)
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}

/** Autoregressive of first order with deviation 1. */
export function autoregressive(n: number, phi: number, normal: () => number): number[] {
  let last = normal()
  return Array.from({ length: n }, () => {
    last = phi * last + Math.sqrt(1 - phi ** 2) * normal()
    return last
  })
}

const begin = Date.parse('2026-10-01T00:00:00Z')
export const hoursFrom = (n: number): number[] =>
  Array.from({ length: n }, (_, at) => begin + at * hourMs)
