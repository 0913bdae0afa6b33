import { readFileSync } from 'node:fs'
import { buckets } from './features.ts'
import { type Kind, kinds } from './kinds.ts'

/** One row a bucket, one column a kind. */
export type Weights = ArrayLike<number>

/** How likely each kind is, between 0 and 1, together 1. */
export function likelihoods(features: number[], weights: Weights): Record<Kind, number> {
  const norm = 1 / Math.sqrt(features.length)
  const scores = kinds.map((_, kind) =>
    features.reduce((sum, one) => sum + (weights[one * kinds.length + kind] ?? 0) * norm, 0),
  )
  const highest = Math.max(...scores)
  const parts = scores.map((score) => Math.exp(score - highest))
  const whole = parts.reduce((sum, part) => sum + part, 0)
  return Object.fromEntries(kinds.map((kind, at) => [kind, (parts[at] ?? 0) / whole])) as Record<
    Kind,
    number
  >
}

export const weightsFile = new URL('./learned.weights', import.meta.url)
/** Steps that a weight is kept in: a byte each. */
const steps = 127

/** A scale of four bytes, then a byte a weight. */
export function packed(weights: Float32Array): Uint8Array {
  const scale = weights.reduce((most, one) => Math.max(most, Math.abs(one)), 0) / steps
  const head = new Uint8Array(new Float32Array([scale]).buffer)
  const rows = new Int8Array(weights.map((one) => Math.round(one / scale)))
  return new Uint8Array([...head, ...new Uint8Array(rows.buffer)])
}

/** What was learnt last, by `evals/fit-second-reader.ts`. */
export function readWeights(): Weights {
  const bytes = readFileSync(weightsFile)
  if (bytes.length !== 4 + buckets * kinds.length) {
    throw new RangeError(`${weightsFile.pathname} holds ${bytes.length} bytes: fit it anew`)
  }
  const scale = bytes.readFloatLE(0)
  return Float32Array.from(new Int8Array(bytes.subarray(4)), (one) => one * scale)
}
