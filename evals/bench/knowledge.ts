/**
 * `npm run bench -- knowledge [--passages 20000] [--times 10] [--questions 100] [--json]`
 *
 * Search over so many passages on a PostgreSQL server, as a page or a tool does it, and over ten
 * times as many; beside it, in the same run, plain `ts_rank` and pg_textsearch by itself.
 */
import { parseArgs } from 'node:util'
import type { Principal } from '../../base/principal.ts'
import { searchPassages, termsOf } from '../../knowledge/index.ts'
import { type Db, openServerStore } from '../../store/index.ts'
import { postgresBinaries, startPostgresServer } from '../../test/support/postgres-server.ts'
import { questionSets } from '../rag/sets.ts'
import { report } from '../report.ts'
import { fillPassages, multiplyPassages, settle } from './knowledge/fill.ts'
import { plainRank, textSearch } from './knowledge/yardsticks.ts'
import { type Times, timesOf } from './kpi/measure.ts'

const { values: options } = parseArgs({
  options: {
    passages: { type: 'string', default: '20000' },
    times: { type: 'string', default: '10' },
    questions: { type: 'string', default: '100' },
    json: { type: 'boolean', default: false },
  },
})
const passages = Number(options.passages)
const times = Number(options.times)
const tell = (line: string) => process.stderr.write(`${line}\n`)
const round = (value: number): number => Math.round(value * 100) / 100

const principal: Principal = {
  userId: 'bench',
  language: 'en',
  roles: [{ siteId: 'bench', role: 'operator' }],
}

/** Questions of all sets in turn, both languages. */
function questions(): string[] {
  const sets = questionSets().map((set) => set.questions.map(({ text }) => text))
  const most = Number(options.questions)
  return Array.from({ length: most }, (_, at) => {
    const set = sets[at % sets.length] ?? []
    return set[(at * 37) % set.length] ?? ''
  })
}

async function timed(name: string, ask: (question: string) => Promise<unknown>): Promise<Times> {
  const spent: number[] = []
  for (const question of questions().slice(0, 10)) await ask(question)
  for (const question of questions()) {
    const began = performance.now()
    await ask(question)
    spent.push(performance.now() - began)
  }
  const { p50, p95 } = timesOf(spent)
  tell(`${name.padEnd(20)}p50 ${round(p50)} ms, p95 ${round(p95)} ms`)
  return { p50, p95 }
}

const search = (db: Db) => (query: string) => searchPassages({ db, principal }, { query, limit: 5 })

async function run(db: Db): Promise<Record<string, Times>> {
  tell(`${passages} passages are added …`)
  await fillPassages(db, passages)
  await settle(postgres.url)
  const ours = await timed('search', search(db))
  const byRank = await plainRank(db)
  const rank = await timed('ts_rank', (question) => byRank(termsOf(question)))
  const other = await textSearch(db)
  const bm25 = await timed('pg_textsearch', (question) => other.ask(termsOf(question)))
  await other.close()
  if (times <= 1) return { ours, rank, bm25 }
  tell(`… and ${times} times as many`)
  await multiplyPassages(db, times)
  await settle(postgres.url)
  return {
    ...{ ours, rank, bm25, many: await timed('search', search(db)) },
    manyRank: await timed('ts_rank', (question) => byRank(termsOf(question))),
  }
}

const native = postgresBinaries()
if (native === null) throw new Error('There are no server binaries for this platform.')
const postgres = await startPostgresServer(native)
const { db } = await openServerStore({ url: postgres.url })
const found = await run(db).finally(async () => {
  await db.close()
  await postgres.stop()
})
const ratio = (above: string, below: string): number =>
  round((found[above]?.p50 ?? Number.NaN) / (found[below]?.p50 ?? Number.NaN))
const metrics = {
  ...Object.fromEntries(
    Object.entries(found).flatMap(([name, { p50, p95 }]) => [
      [`${name}_p50_ms`, round(p50)],
      [`${name}_p95_ms`, round(p95)],
    ]),
  ),
  to_ts_rank: ratio('ours', 'rank'),
  to_pg_textsearch: ratio('ours', 'bm25'),
  ...(found.many ? { growth: ratio('many', 'ours') } : {}),
}
for (const [name, value] of Object.entries(metrics)) tell(`${name.padEnd(20)}${value}`)
report({
  name: 'knowledge',
  cases: Number(options.questions) * Object.keys(found).length,
  metrics,
  targets: { ours_p95_ms: { op: '<=', value: 40 }, to_ts_rank: { op: '<=', value: 1 } },
})
