/**
 * `npm run evals -- --suite nlq [--half open|seen|fresh | --sealed FILE] [--only TEXT] [--json]`
 *
 * Questions in Chinese and English to the built-in model on the demo factory, by what they must come
 * to: the call, the figure, or a question in return. Of a sealed file only numbers are told.
 */
import { parseArgs } from 'node:util'
import { writeHtml } from './html-report.ts'
import { halves, handOf, readCases, readCasesIn } from './nlq/cases.ts'
import { type Judged, judge } from './nlq/judge.ts'
import { openPlant } from './nlq/plant.ts'
import { reportCase } from './nlq/trace.ts'
import { report, share, type Target } from './report.ts'

const { values } = parseArgs({
  options: {
    half: { type: 'string', default: 'open' },
    sealed: { type: 'string' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean' },
  },
})
const { sealed, only } = values
const half = halves.find((known) => known === values.half)
if (half === undefined) {
  process.stderr.write(`There is no half "${values.half}". Known: ${halves.join(', ')}.\n`)
  process.exit(2)
}
const name = sealed === undefined ? half : 'sealed'
const targets: Record<string, Target> = {
  exact: { op: '>=', value: sealed === undefined ? 0.97 : 0.92 },
  wrong_confident: { op: '<=', value: 0.01 },
  outside_abstained: { op: '>=', value: 0.97 },
}

/** Nothing is missed where nothing was asked. */
const shareOf = (all: Judged[], holds: (one: Judged) => boolean): number =>
  all.length === 0 ? 1 : share(all, holds)

const isExact = ({ verdict }: Judged) => verdict === 'exact'
const isOutside = ({ nlqCase }: Judged) => nlqCase.kind === 'outside'

function exactBy(all: Judged[], keyOf: (one: Judged) => string): Record<string, number> {
  const groups = [...Map.groupBy(all, keyOf)].toSorted(([a], [b]) => a.localeCompare(b))
  return Object.fromEntries(groups.map(([key, of]) => [`exact_${key}`, shareOf(of, isExact)]))
}

function metricsOf(judged: Judged[]): Record<string, number> {
  const inside = judged.filter((one) => !isOutside(one))
  return {
    exact: shareOf(inside, isExact),
    wrong_confident: shareOf(judged, ({ verdict }) => verdict === 'wrong'),
    outside_abstained: shareOf(judged.filter(isOutside), isExact),
    unstated: shareOf(inside, ({ verdict }) => verdict === 'unstated'),
    abstained: shareOf(inside, ({ verdict }) => verdict === 'abstained'),
    failed: shareOf(judged, ({ verdict }) => verdict === 'failed'),
    figures_by_hand: judged.filter(({ byHand }) => byHand === true).length,
    ...exactBy(inside, ({ nlqCase }) => handOf(nlqCase)),
    ...exactBy(inside, ({ nlqCase }) => nlqCase.language),
    ...exactBy(inside, ({ nlqCase }) => nlqCase.kind.replaceAll('-', '_')),
    ...exactBy(inside, ({ nlqCase }) => `difficulty_${nlqCase.difficulty}`),
  }
}

const all = sealed === undefined ? readCases(half) : readCasesIn(sealed)
const cases = all.filter(({ id, turns }) => [id, ...turns].some((text) => text.includes(only)))
const plant = await openPlant()
const judged: Judged[] = []
for (const nlqCase of cases) judged.push(await judge(plant, nlqCase))
await plant.db.close()

for (const { nlqCase, verdict, why } of sealed === undefined ? judged : []) {
  if (verdict === 'exact') continue
  process.stderr.write(`${nlqCase.id} ${verdict}, ${why}: ${nlqCase.turns.join(' >> ')}\n`)
}
process.stderr.write(`\n${writeHtml(`nlq-${name}`, judged.map(reportCase))}\n`)
report({
  ...{ name: 'nlq', cases: judged.length, metrics: metricsOf(judged) },
  ...{ targets, baseline: `nlq-${name}` },
})
