/** Mulberry32: one 32-bit state, so that a search is repeated by its seed. */
export type Random = { state: number }

export const randomFrom = (seed: number): Random => ({ state: seed | 0 })

/** 32 random bits, unsigned. */
function bits(random: Random): number {
  random.state = (random.state + 0x6d2b79f5) | 0
  let mixed = Math.imul(random.state ^ (random.state >>> 15), 1 | random.state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return (mixed ^ (mixed >>> 14)) >>> 0
}

/** A whole number from 0 to `count` − 1. */
export const below = (random: Random, count: number): number =>
  Math.floor((bits(random) / 4_294_967_296) * count)
