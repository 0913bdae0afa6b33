import { writeFileSync } from 'node:fs'
import { randomFrom, shuffled } from '../../../../base/random.ts'
import { lookAt, type ParseContext } from '../typed/look-at.ts'
import { buckets, featuresOf } from './features.ts'
import { type Kind, kinds } from './kinds.ts'
import { likelihoods, packed, type Weights, weightsFile } from './weights.ts'

export { type Kind as QuestionKind, kinds as questionKinds } from './kinds.ts'

/** The features of a question, and what it asks for. */
export type Example = { features: number[]; kind: Kind }

export const exampleOf = (
  { said, kind }: { said: string; kind: Kind },
  context: Pick<ParseContext, 'lexicon' | 'now'>,
): Example => ({ features: featuresOf(lookAt(said, context)), kind })

export const likelihoodsOf = ({ features }: Example, weights: Weights): Record<Kind, number> =>
  likelihoods(features, weights)

export const keepLearned = (weights: Float32Array): void =>
  writeFileSync(weightsFile, packed(weights))

const rounds = 10
const rate = 0.5
/** Of what is right, so much is held back for the other kinds: who is never wholly sure is seldom sure and wrong. */
const heldBack = 0.02

const target = (isRight: boolean): number =>
  isRight ? 1 - heldBack : heldBack / (kinds.length - 1)

/**
 * Multinomial logistic regression by stochastic gradient steps, each weight with a step of its own that
 * shrinks as it moves (AdaGrad: Duchi, Hazan and Singer 2011), towards softened targets (Szegedy et al. 2016). The
 * same examples give the same weights.
 */
export function learn(examples: Example[]): Float32Array {
  const weights = new Float32Array(buckets * kinds.length)
  const moved = new Float32Array(weights.length).fill(1e-3)
  const random = randomFrom(7)
  for (let round = 0; round < rounds; round++) {
    for (const { features, kind } of shuffled(examples, random)) {
      const likely = likelihoods(features, weights)
      const norm = 1 / Math.sqrt(features.length)
      const slopes = kinds.map((one) => (likely[one] - target(one === kind)) * norm)
      for (const feature of features) {
        for (const [at, slope] of slopes.entries()) {
          const one = feature * kinds.length + at
          const sum = (moved[one] ?? 0) + slope * slope
          moved[one] = sum
          weights[one] = (weights[one] ?? 0) - (rate * slope) / Math.sqrt(sum)
        }
      }
    }
  }
  return weights
}
