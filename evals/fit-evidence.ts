/**
 * `node evals/fit-evidence.ts`: the weights of `knowledge/retrieval/evidence.ts` by logistic regression.
 * Examples are our own questions of `dev` but for the third of the blind ones that is kept unseen; some of
 * the public ones keep the weights from fitting only them. Cross-validation leaves whole
 * documents out, in both languages: what is learnt of one must hold for others. The bias is moved so that
 * few answers that were left out are withheld, and what other documents answer is not answered.
 */
import type { SearchResult } from '../knowledge/index.ts'
import { askOwn } from './knowledge/own-questions.ts'
import { isBlind, isUnseen } from './questions/read-questions.ts'
import { ask, type Found, foreignOf, load } from './rag/ask.ts'
import { hashOf } from './rag/score.ts'
import { corpora, questionSets } from './rag/sets.ts'
import { openStage } from './rag/store.ts'
import { share } from './report.ts'

const keys = [
  ...['together', 'unknown', 'lacking', 'otherForm', 'otherAction'],
  ...['otherCode', 'otherMachine', 'otherNumber', 'otherLanguage', 'asked'],
] as (keyof NonNullable<SearchResult['evidence']>)[]
/** Keeps weights of signs that never err from growing without end. */
const ridge = 0.1
const rounds = 3_000
const folds = 10
/** What has no answer is rarer, and costs more when it is answered. */
const unanswerableWeight = 1.5
/** Of the public questions every fourth that has an answer, and all that have none: the limit is theirs. */
const publicAnswers = { every: 4, weight: 0.1 }
const publicOthers = { every: 1, weight: 0.2 }
/** The other questions of `dev` are older, and what the glossaries say was written beside them. */
const blindWeight = 2
const wronglyAbstained = 0.03
/** Of questions whose document is not there; it goes before the share of answers that are withheld. */
const foreignAnswered = 0.0985

/** `fold`: which tenth of the documents it is about; null: it is no question of ours. */
type Example = { x: number[]; isAnswer: boolean; weight: number; fold: number | null }

const seen = (await askOwn('dev')).filter((one) => !isUnseen(one))
const ownExamples = seen.flatMap((one): Example[] => {
  const isAnswer = one.kind !== 'none'
  const weight = (isAnswer ? 1 : unanswerableWeight) * (isBlind(one) ? blindWeight : 1)
  const about = one.gold[0]?.document ?? one.document ?? ''
  const fold = hashOf(about.replace(/-(?:ZH|EN)$/, '')) % folds
  return exampleOf(one.evidence, { isAnswer, weight, fold })
})

async function publicExamples(): Promise<Example[]> {
  const { db, close } = await openStage()
  const wanted = ['xquad-zh', 'xquad-en', 'emanual']
  for (const [site, sources] of Object.entries(corpora())) {
    if (wanted.includes(site)) await load(db, site, sources)
  }
  const of = (found: Found[], isAnswer: boolean) => {
    const { weight } = isAnswer ? publicAnswers : publicOthers
    return found.flatMap(({ evidence }) => exampleOf(evidence, { isAnswer, weight, fold: null }))
  }
  const examples: Example[] = []
  const sets = questionSets().filter(({ name }) => ['xquad_zh', 'xquad_en'].includes(name))
  for (const set of sets) examples.push(...of(await ask(db, set, publicAnswers.every), true))
  examples.push(...of(await ask(db, foreignOf(questionSets()), publicOthers.every), false))
  await close()
  return examples
}

function exampleOf(evidence: SearchResult['evidence'], about: Omit<Example, 'x'>): Example[] {
  return evidence === null ? [] : [{ x: [1, ...keys.map((key) => evidence[key])], ...about }]
}

const sum = (w: number[], x: number[]): number =>
  w.reduce((total, weight, at) => total + weight * (x[at] ?? 0), 0)

/** Gradient steps as long as the examples allow. */
function fitted(examples: Example[]): number[] {
  let weights = [0, ...keys.map(() => 0)]
  const total = examples.reduce((all, { weight }) => all + weight, 0)
  const rate = 2 / total
  for (let round = 0; round < rounds; round++) {
    const slope = weights.map((weight, at) => (at === 0 ? 0 : ridge * weight))
    for (const { x, isAnswer, weight } of examples) {
      const error = (1 / (1 + Math.exp(-sum(weights, x))) - Number(isAnswer)) * weight
      for (const [at, value] of x.entries()) slope[at] = (slope[at] ?? 0) + error * value
    }
    weights = weights.map((weight, at) => weight - rate * (slope[at] ?? 0))
  }
  return weights
}

type Scored = { score: number; isAnswer: boolean }

/** The score below which so large a share (0–1) of answers, or of what is none, lies. */
function scoreAt(part: number, of: Scored[], wanted: 'answers' | 'others'): number {
  const scores = of
    .filter(({ isAnswer }) => isAnswer === (wanted === 'answers'))
    .map(({ score }) => score)
  return scores.toSorted((a, b) => a - b)[Math.floor(part * scores.length)] ?? 0
}

const scoredBy = (weights: number[], examples: Example[]): Scored[] =>
  examples.map(({ x, isAnswer }) => ({ score: sum(weights, x), isAnswer }))

const others = await publicExamples()
const all = [...ownExamples, ...others]
const held = Array.from({ length: folds }, (_, fold) => {
  const model = fitted(all.filter((one) => one.fold !== fold))
  return scoredBy(
    model,
    all.filter((one) => one.fold === fold),
  )
}).flat()

const model = fitted(all)
const [bias = 0, ...weights] = model
const threshold = Math.max(
  scoreAt(wronglyAbstained, held, 'answers'),
  scoreAt(1 - foreignAnswered, scoredBy(model, others), 'others'),
)
const lines = [
  ['bias', bias - threshold] as const,
  ...keys.map((key, at) => [key, weights[at] ?? 0] as const),
]
for (const [key, value] of lines)
  process.stdout.write(`${key}: ${Math.round(value * 100) / 100},\n`)
const heldOut = {
  abstained: share(
    held.filter(({ isAnswer }) => !isAnswer),
    ({ score }) => score < threshold,
  ),
  wronglyAbstained: share(
    held.filter(({ isAnswer }) => isAnswer),
    ({ score }) => score < threshold,
  ),
}
process.stdout.write(`held out: ${JSON.stringify(heldOut)}\n`)
