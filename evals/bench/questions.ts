/**
 * `npm run bench -- questions [--runs 5] [--json]`
 *
 * How long the built-in model takes from a question to its first call or word, over the open half of
 * the questions: reading only, no tool. Of each question the fastest run counts, so that what else the
 * machine does is not measured; p95 is over the questions, and its ratio to the limit of 20 ms is told.
 */
import { parseArgs } from 'node:util'
import { HumanMessage } from 'langchain'
import { builtInModel, readLexicon } from '../../agent/index.ts'
import { languageOf } from '../../base/language.ts'
import { loadDemoLibrary } from '../../demo/index.ts'
import { seedMetrics } from '../../factory/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { readCases } from '../nlq/cases.ts'
import { principalOf } from '../nlq/plant.ts'
import { report } from '../report.ts'
import { timesOf } from './kpi/measure.ts'

const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
})
const limitMs = 20
const now = new Date('2026-11-24T02:17:00Z')

const db = await openTestDb()
await db.tx('ingest', (tx) => seedMetrics(tx, now))
await loadDemoLibrary({ db, clock: () => now })
const lexicon = await readLexicon(db, principalOf('manager@group'))
await db.close()

async function understand(turns: string[]): Promise<number> {
  const language = languageOf(turns.at(-1) ?? '')
  const model = builtInModel({ lexicon, language, now })
  const messages = turns.map((turn) => new HumanMessage(turn))
  const began = performance.now()
  await model.invoke(messages)
  return performance.now() - began
}

const cases = readCases('open')
for (const { turns } of cases) await understand(turns)
const spent: number[] = []
for (const { turns } of cases) {
  const runs: number[] = []
  while (runs.length < Number(options.runs)) runs.push(await understand(turns))
  spent.push(Math.min(...runs))
}
const { p50, p95 } = timesOf(spent)
const rounded = (value: number) => Math.round(value * 1000) / 1000
report({
  ...{ name: 'questions', cases: cases.length },
  metrics: { p50_ms: rounded(p50), p95_ms: rounded(p95), p95_of_limit: rounded(p95 / limitMs) },
  targets: { p95_of_limit: { op: '<=', value: 1 } },
})
