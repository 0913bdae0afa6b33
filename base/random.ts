/** Numbers that a seed repeats (Mulberry32): one 32-bit state. */
export type Random = { state: number }

export const randomFrom = (seed: number): Random => ({ state: seed | 0 })

/** 32 random bits, unsigned. */
function bits(random: Random): number {
  random.state = (random.state + 0x6d2b79f5) | 0
  let mixed = Math.imul(random.state ^ (random.state >>> 15), 1 | random.state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return (mixed ^ (mixed >>> 14)) >>> 0
}

/** Uniform in [0, 1). */
const uniform = (random: Random): number => bits(random) / 4_294_967_296

/** A whole number from 0 to `count` − 1. */
export const below = (random: Random, count: number): number => Math.floor(uniform(random) * count)

/** The same numbers in [0, 1) each time. */
export function seeded(seed: number): () => number {
  const random = randomFrom(seed)
  return () => uniform(random)
}

/** A copy in random order (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const order = [...items]
  for (let at = order.length - 1; at > 0; at--) {
    const other = below(random, at + 1)
    const kept = order[at] as Item
    order[at] = order[other] as Item
    order[other] = kept
  }
  return order
}

/** A whole number of 32 bits, unsigned, that a text always has (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}
