import { below, type Random } from '../../base/random.ts'

const parts = 2 ** 30
/** Above 0 and below 1. */
const share = (random: Random): number => (below(random, parts) + 0.5) / parts

/** After Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(share(random))) * Math.cos(2 * Math.PI * share(random))

/** By its mean, and its standard deviation over that mean. */
export function lognormal(random: Random, mean: number, spread: number): number {
  const variance = Math.log(1 + spread * spread)
  return mean * Math.exp(Math.sqrt(variance) * normal(random) - variance / 2)
}

export const exponential = (random: Random, mean: number): number => -mean * Math.log(share(random))

/** How many fall into a stretch in which so many are expected: gaps between them are exponential. */
export function poisson(random: Random, expected: number): number {
  let count = 0
  for (let at = exponential(random, 1); at < expected; at += exponential(random, 1)) count += 1
  return count
}
