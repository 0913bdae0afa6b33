/**
 * `node evals/fit-evidence.ts`: the weights of `knowledge/retrieval/evidence.ts` from the questions of
 * `dev`, by logistic regression; both classes count alike. Tells what five-fold cross-validation gets.
 */
import { type Asked, askOwn } from './knowledge/own-questions.ts'

const keys = ['covered', 'unknown', 'otherCode', 'otherMachine', 'otherProperty'] as const
/** Keeps weights of signs that never err from growing without end. */
const ridge = 0.003
const rounds = 12_000
const rate = 0.5
const folds = 5

type Example = { id: string; x: number[]; isAnswer: boolean }

const example = ({ id, kind, evidence }: Asked): Example[] =>
  evidence === null
    ? []
    : [{ id, x: [1, ...keys.map((key) => evidence[key])], isAnswer: kind !== 'none' }]

const sum = (w: number[], x: number[]): number =>
  w.reduce((total, weight, at) => total + weight * (x[at] ?? 0), 0)

function fitted(examples: Example[]): number[] {
  const answers = examples.filter(({ isAnswer }) => isAnswer).length
  const share = (isAnswer: boolean) => 1 / (isAnswer ? answers : examples.length - answers)
  let weights = [0, ...keys.map(() => 0)]
  for (let round = 0; round < rounds; round++) {
    const slope = weights.map((weight, at) => (at === 0 ? 0 : ridge * weight))
    for (const { x, isAnswer } of examples) {
      const error = (1 / (1 + Math.exp(-sum(weights, x))) - Number(isAnswer)) * share(isAnswer)
      for (const [at, value] of x.entries()) slope[at] = (slope[at] ?? 0) + error * value
    }
    weights = weights.map((weight, at) => weight - rate * (slope[at] ?? 0))
  }
  return weights
}

const wrong = (weights: number[], examples: Example[]): Example[] =>
  examples.filter(({ x, isAnswer }) => sum(weights, x) >= 0 !== isAnswer)

const examples = (await askOwn('dev')).flatMap(example)
const weights = fitted(examples)
const held = Array.from({ length: folds }, (_, fold) => {
  const inFold = (at: number) => at % folds === fold
  const model = fitted(examples.filter((_, at) => !inFold(at)))
  return wrong(
    model,
    examples.filter((_, at) => inFold(at)),
  )
}).flat()
const rounded = weights.map((weight) => Math.round(weight * 100) / 100)
process.stdout.write(`${['bias', ...keys].map((key, at) => `${key}: ${rounded[at]}`).join(', ')}\n`)
for (const [name, missed] of [
  ['fitted', wrong(weights, examples)],
  ['held out', held],
] as const) {
  process.stdout.write(`${name}: ${missed.length} of ${examples.length} judged wrongly: `)
  process.stdout.write(`${missed.map(({ id }) => id).join(' ')}\n`)
}
