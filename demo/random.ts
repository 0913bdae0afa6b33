/** Random numbers that depend on their key alone, so that any hour can be made without the others. */
import { hashOf, seeded } from '../base/random.ts'
export type Random = {
  /** Uniform in [0, 1). */
  next: () => number
  between: (low: number, high: number) => number
  /** Whole number, both ends included. */
  integer: (low: number, high: number) => number
  chance: (probability: number) => boolean
  pick: <Item>(items: readonly [Item, ...Item[]]) => Item
  /** Mean 0, standard deviation 1, never beyond ±6. */
  normal: () => number
}

export function randomFor(...key: (string | number)[]): Random {
  const next = seeded(hashOf(key.join('/')))
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
    normal: () => Array.from({ length: 12 }, next).reduce((sum, value) => sum + value, -6),
  }
}

/** The whole number next to `expected`, above or below by chance, so that sums keep their mean. */
export function roundByChance(random: Random, expected: number): number {
  return Math.floor(expected + random.next())
}

export function roundTo(value: number, digits: number): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}
