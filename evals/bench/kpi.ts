/**
 * `npm run bench -- kpi [--rows 1,5,50] [--runs 20] [--store server|pglite] [--json]`
 *
 * Twelve questions through the tool, against SQL written by hand over the facts and over the raw
 * events, in the same run and under the same row rights; with more and more measurements beside
 * them. And what ingestion takes, against COPY on the same server.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Principal } from '../../base/principal.ts'
import { seedMetrics } from '../../factory/index.ts'
import { type Db, openFolderStore, openServerStore } from '../../store/index.ts'
import { postgresBinaries, startPostgresServer } from '../../test/support/postgres-server.ts'
import { report, type Target } from '../report.ts'
import { askTool, sameAnswers } from './kpi/ask.ts'
import { copyRates, copyTargets, fillMeasurements } from './kpi/copy.ts'
import { interleaved, percentile, type Times, timesOf } from './kpi/measure.ts'
import { questions } from './kpi/questions.ts'
import { benchNow, sendYear, siteId } from './kpi/year.ts'

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1' },
    runs: { type: 'string', default: '20' },
    store: { type: 'string', default: 'server' },
    json: { type: 'boolean', default: false },
  },
})
const runs = Number(options.runs)
const millions = options.rows
  .split(',')
  .map(Number)
  .filter((million) => million > 0)
const clock = () => benchNow
const principal: Principal = {
  userId: 'bench',
  roles: [{ siteId, role: 'viewer' }],
  language: 'en',
}
const tell = (line: string) => process.stderr.write(`${line}\n`)

type Row = { question: string; tool: Times; facts: Times; raw: Times; toolRuns: number[] }
type Stage = { measurements: number; rows: Row[] }

async function measure(db: Db): Promise<Row[]> {
  const rows: Row[] = []
  for (const question of questions) {
    const byHand = (statement: typeof question.facts) => () =>
      db.tx('read', (tx) => tx.rows(statement), { principal })
    const spent = await interleaved(runs, {
      tool: () => askTool({ db, principal, clock }, question),
      facts: byHand(question.facts),
      raw: byHand(question.raw),
    })
    const { tool = [], facts = [], raw = [] } = spent
    rows.push({
      question: question.name,
      tool: timesOf(tool),
      facts: timesOf(facts),
      raw: timesOf(raw),
      toolRuns: tool,
    })
  }
  return rows
}

async function run(db: Db, server: boolean) {
  await db.tx('ingest', (tx) => seedMetrics(tx, benchNow))
  tell('a year of 36 machines goes through ingestion …')
  const sent = await sendYear({ db, clock })
  await db.tx('owner', (tx) => tx.exec('analyze'), { timeoutMs: 300_000 })
  await sameAnswers({ db, principal, clock })
  const rates = server ? await copyRates(db, sent) : null
  const stages: Stage[] = []
  for (const million of server ? [0, ...millions] : [0]) {
    const measurements = million * 1_000_000
    if (measurements > 0) await fillMeasurements(db, measurements, tell)
    stages.push({ measurements, rows: await measure(db) })
    tell(`measured beside ${measurements.toLocaleString('en')} measurements`)
  }
  return { sent, rates, stages }
}

async function onServer() {
  const native = postgresBinaries()
  if (native === null) throw new Error('There are no server binaries for this platform.')
  const server = await startPostgresServer(native)
  const { db } = await openServerStore({ url: server.url })
  try {
    return await run(db, true)
  } finally {
    await db.close()
    await server.stop()
  }
}

async function onPglite() {
  const folder = await mkdtemp(join(tmpdir(), 'jidoka-kpi-'))
  const { db } = await openFolderStore(folder, { buffersMb: 128 })
  try {
    return await run(db, false)
  } finally {
    await db.close()
    await rm(folder, { recursive: true })
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000

const median = (values: number[]): number => percentile(values, 0.5)
/** What is asked of each question. */
const mostToFacts = 1.3

function summary({ rates, stages }: { rates: Record<string, number> | null; stages: Stage[] }) {
  const base = stages[0]?.rows ?? []
  return { ...Object.fromEntries(stages.flatMap((stage) => stageMetrics(stage, base))), ...rates }
}

function stageMetrics({ measurements, rows }: Stage, base: Row[]): [string, number][] {
  const at = `${measurements / 1_000_000}m`
  const ratios = rows.map(({ tool, facts }) => tool.p50 / facts.p50)
  const growth = rows.map(({ tool }, index) => tool.p50 / (base[index]?.tool.p50 ?? Number.NaN))
  const runs = rows.flatMap(({ toolRuns }) => toolRuns)
  const all: Record<string, number> = {
    tool_p50_ms: median(rows.map(({ tool }) => tool.p50)),
    tool_p95_ms: percentile(runs, 0.95),
    tool_worst_p95_ms: Math.max(...rows.map(({ tool }) => tool.p95)),
    tool_to_facts: median(ratios),
    tool_to_facts_worst: Math.max(...ratios),
    questions_within: ratios.filter((ratio) => ratio <= mostToFacts).length,
    tool_over_facts_worst_ms: Math.max(...rows.map(({ tool, facts }) => tool.p50 - facts.p50)),
    tool_to_raw: median(rows.map(({ tool, raw }) => tool.p50 / raw.p50)),
    ...(measurements === 0 ? {} : { tool_growth: median(growth) }),
  }
  return Object.entries(all).map(([key, value]) => [`${key}_${at}`, round(value)])
}

function table({ rows, measurements }: Stage): string {
  const head = `\n${measurements.toLocaleString('en')} measurements; p50/p95 in ms\n`
  const cell = ({ p50, p95 }: Times) => `${p50.toFixed(1)}/${p95.toFixed(1)}`.padStart(13)
  const lines = rows.map(
    ({ question, tool, facts, raw }) =>
      `${question.padEnd(44)}${cell(tool)}${cell(facts)}${cell(raw)}` +
      `${(tool.p50 / facts.p50).toFixed(2).padStart(8)}${(tool.p50 / raw.p50).toFixed(2).padStart(8)}`,
  )
  const names = ['tool', 'facts', 'raw'].map((name) => name.padStart(13)).join('')
  return [
    head + ''.padEnd(44) + names + '÷ facts'.padStart(8) + '÷ raw'.padStart(8),
    ...lines,
  ].join('\n')
}

/** Beside more measurements a question takes as long as beside none. */
const steady = millions.map((million): [string, Target] => [
  `tool_growth_${million}m`,
  { op: '<=', value: 1.3 },
])
const targets: Record<string, Target> = {
  tool_to_facts_0m: { op: '<=', value: mostToFacts },
  questions_within_0m: { op: '>=', value: 9 },
  ...(options.store === 'server'
    ? { tool_p95_ms_0m: { op: '<=', value: 50 }, ...copyTargets, ...Object.fromEntries(steady) }
    : {}),
}

const found = await (options.store === 'pglite' ? onPglite() : onServer())
for (const stage of found.stages) tell(table(stage))
for (const { stream, rows, ms } of found.sent) {
  if (rows > 1000) tell(`${stream}: ${rows} rows, ${Math.round((rows / ms) * 1000)} rows/s`)
}
report({
  name: 'kpi',
  cases: questions.length,
  metrics: summary(found),
  targets,
  baseline: options.store === 'pglite' ? 'kpi-pglite' : 'kpi',
})
