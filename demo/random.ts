/** Random numbers that depend on their key alone, so that any hour can be made without the others. */
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
  const next = mulberry32(fnv1a(key.join('/')))
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

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}
