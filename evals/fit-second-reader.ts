/**
 * `node evals/fit-second-reader.ts [--without SET,SET]`: what the second reader of the built-in model learns
 * from every question of one turn whose answer may be looked at (`evals/nlq`, but for frozen halves), if more
 * can become of it than a question back: what is asked back about is an act or a figure like others. Each set
 * is left out once to tell how far the others carry; what is kept then has learnt from all.
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
import { halves, type NlqCase, readCases } from './nlq/cases.ts'
import { now, openPlant, principalOf } from './nlq/plant.ts'
import { share } from './report.ts'

const { values } = parseArgs({ options: { without: { type: 'string', default: '' } } })
const left = new Set(values.without.split(','))
const sets = halves.filter((half) => !half.startsWith('frozen') && !left.has(half))

const plant = await openPlant()
const lexicon = await readLexicon(plant.db, principalOf('manager@group'))
await plant.db.close()

type Wanted = NlqCase['expect'][number]
/** Of how machines are, and of what stock will be, there are too few examples to learn from. */
const kindOf = (wanted: Wanted | undefined): QuestionKind => {
  const tool = wanted === undefined || typeof wanted === 'string' ? 'none' : wanted[0]?.tool
  const isRare = tool === 'machine_health' || tool === 'project_stock'
  return tool === undefined || isRare ? 'none' : tool
}

type Learnt = Example & { set: string; rights: QuestionKind[] }
const examples = sets.flatMap((set) =>
  readCases(set)
    .filter(({ turns, expect }) => turns.length === 1 && expect.some((one) => one !== 'ask'))
    .map(({ turns: [said = ''], expect }): Learnt => {
      const kind = kindOf(expect[0])
      const example = exampleOf({ said, kind }, { lexicon, now })
      return { ...example, set, rights: expect.map(kindOf) }
    }),
)

for (const set of sets) {
  const weights = learn(examples.filter((one) => one.set !== set))
  const asked = examples.filter((one) => one.set === set)
  const right = share(asked, (one) => {
    const likely = likelihoodsOf(one, weights)
    const best = questionKinds.reduce((most, kind) => (likely[kind] > likely[most] ? kind : most))
    return one.rights.includes(best)
  })
  process.stdout.write(`${set}: ${asked.length} questions, ${right} right while it was left out\n`)
}
keepLearned(learn(examples))
process.stdout.write(`kept what ${examples.length} questions taught\n`)
