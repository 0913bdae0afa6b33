/**
 * `node evals/fit-second-reader.ts [--without HAND,HAND]`: what the second reader of the built-in model learns
 * from every question of one turn in `evals/nlq`, if more can become of it than a question back: what is asked
 * back about is an act or a figure like others. The questions of each hand are left out once to tell how far
 * the others carry; what is kept then has learnt from all.
 */
import { parseArgs } from 'node:util'
import {
  type Example,
  exampleOf,
  keepLearned,
  learn,
  likelihoodsOf,
  type QuestionKind,
  questionKinds,
  readLexicon,
} from '../agent/index.ts'
import { halves, handOf, type NlqCase, readCases } from './nlq/cases.ts'
import { now, openPlant, principalOf } from './nlq/plant.ts'
import { share } from './report.ts'

const { values } = parseArgs({ options: { without: { type: 'string', default: '' } } })
const left = new Set(values.without.split(','))
const cases = halves.flatMap(readCases).filter((one) => !left.has(handOf(one)))

const plant = await openPlant()
const lexicon = await readLexicon(plant.db, principalOf('manager@group'))
await plant.db.close()

type Wanted = NlqCase['expect'][number]
const kindOf = (wanted: Wanted | undefined): QuestionKind | undefined => {
  const tool = wanted === undefined || typeof wanted === 'string' ? 'none' : wanted[0]?.tool
  return questionKinds.find((kind) => kind === tool)
}

type Learnt = Example & { hand: string; rights: (QuestionKind | undefined)[] }
const examples = cases
  .filter(({ turns, expect }) => turns.length === 1 && expect.some((one) => one !== 'ask'))
  .flatMap((nlqCase): Learnt[] => {
    const { turns, expect } = nlqCase
    const [said = ''] = turns
    const kind = kindOf(expect[0])
    // Of how machines are, of stock to come and of lots there are too few examples to learn from.
    if (kind === undefined) return []
    const example = exampleOf({ said, kind }, { lexicon, now })
    return [{ ...example, hand: handOf(nlqCase), rights: expect.map(kindOf) }]
  })

for (const [hand, asked] of Map.groupBy(examples, (one) => one.hand)) {
  const weights = learn(examples.filter((one) => one.hand !== hand))
  const right = share(asked, (one) => {
    const likely = likelihoodsOf(one, weights)
    const best = questionKinds.reduce((most, kind) => (likely[kind] > likely[most] ? kind : most))
    return one.rights.includes(best)
  })
  process.stdout.write(`${hand}: ${asked.length} questions, ${right} right while it was left out\n`)
}
keepLearned(learn(examples))
process.stdout.write(`kept what ${examples.length} questions taught\n`)
