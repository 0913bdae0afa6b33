/**
 * Our own questions on the demo's documents: the right passage among the first three, silence where
 * the documents do not say. `--split test` is for the end; everything else is done on `dev`.
 */
import { parseArgs } from 'node:util'
import {
  type Asked,
  askOwn,
  blindMetrics,
  ownMetrics,
  ownTargets,
} from './knowledge/own-questions.ts'
import { isUnseen, splits } from './questions/read-questions.ts'
import { report } from './report.ts'

const { values } = parseArgs({
  options: { split: { type: 'string', default: 'dev' }, json: { type: 'boolean' } },
})
const split = splits.find((known) => known === values.split)
if (split === undefined) {
  process.stderr.write(`There is no split "${values.split}". Known: ${splits.join(', ')}.\n`)
  process.exit(2)
}

/** What went wrong, for whoever tunes; of other splits and what is kept unseen only numbers are told. */
function tellMisses(asked: Asked[]): void {
  const seen = asked.filter((one) => !isUnseen(one))
  for (const { id, kind, text, rank, answerable } of seen) {
    const missed = kind === 'none' ? answerable : !answerable || rank === null || rank > 3
    if (!missed) continue
    const how =
      kind === 'none' ? 'answered' : `rank ${rank ?? '–'}${answerable ? '' : ', abstained'}`
    process.stderr.write(`${id} ${kind} ${how}: ${text}\n`)
  }
}

const asked = await askOwn(split)
if (split === 'dev') tellMisses(asked)
report({
  name: 'knowledge',
  cases: asked.length,
  metrics: { ...ownMetrics(asked), ...blindMetrics(asked) },
  targets: ownTargets,
  baseline: `knowledge-${split}`,
})
