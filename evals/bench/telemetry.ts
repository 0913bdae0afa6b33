/**
 * `npm run bench -- telemetry [--rows 1,5,50] [--runs 20]`
 *
 * A month of samples each 30 s on a PostgreSQL server, millions of rows: what is asked of them from
 * the samples and from the roll-ups, how fast they are rolled up, and ingestion against COPY.
 */
import { parseArgs } from 'node:util'
import type { Principal } from '../../base/principal.ts'
import { rollUpDue } from '../../factory/index.ts'
import { type Db, openServerStore } from '../../store/index.ts'
import { postgresBinaries, startPostgresServer } from '../../test/support/postgres-server.ts'
import { report, type Target } from '../report.ts'
import { copyRates } from './kpi/copy.ts'
import { interleaved, percentile, timesOf } from './kpi/measure.ts'
import { siteId } from './kpi/year.ts'
import { fillMonth, makeTelemetryPlant, monthTo } from './telemetry/fill.ts'
import { type Question, questions } from './telemetry/questions.ts'

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1' },
    runs: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
})
const runs = Number(options.runs)
const millions = options.rows.split(',').map(Number)
const roles: Principal['roles'] = [{ siteId, role: 'viewer' }]
const principal: Principal = { userId: 'bench', roles, language: 'en' }
const tell = (line: string) => process.stderr.write(`${line}\n`)
const round = (value: number): number => Math.round(value * 1000) / 1000
const clock = () => new Date(monthTo.getTime() + 86_400_000)

/** Of several rounds the one in the middle: one alone says little on a machine that others use. */
async function ingestion(db: Db): Promise<Record<string, number>> {
  const rates: Record<string, number>[] = []
  for (let turn = 0; turn < 5; turn++) rates.push(await copyRates(db, []))
  const middle = (key: string) =>
    percentile(
      rates.map((rate) => rate[key] ?? Number.NaN),
      0.5,
    )
  return {
    ingest_rows_s: middle('measurement_rows_s'),
    copy_rows_s: middle('measurement_copy_rows_s'),
    ingest_to_copy: middle('measurement_to_copy'),
  }
}

async function rollUp(db: Db, rows: number): Promise<number> {
  const began = performance.now()
  let hours = 0
  for (let done = -1; done !== 0; hours += done) done = await rollUpDue({ db, clock })
  await db.tx('owner', (tx) => tx.exec('analyze measurement_hour'))
  tell(`${hours.toLocaleString('en')} hours of tags rolled up`)
  return rows / ((performance.now() - began) / 1000)
}

async function answer(db: Db, { key, says, ask, raw }: Question, at: string) {
  const inTx = (work: typeof ask) => () => db.tx('read', work, { principal, timeoutMs: 300_000 })
  const spent = await interleaved(raw === undefined ? runs : Math.min(runs, 5), {
    ask: inTx(ask),
    ...(raw === undefined ? {} : { raw: inTx(raw) }),
  })
  const { p50, p95 } = timesOf(spent.ask ?? [])
  const rawTimes = spent.raw === undefined ? null : timesOf(spent.raw)
  const ratio =
    rawTimes === null ? '' : `${rawTimes.p50.toFixed(1)} ms raw, ${round(p50 / rawTimes.p50)}`
  tell(`${at.padEnd(5)}${says.padEnd(40)}${p50.toFixed(1)}/${p95.toFixed(1)} ms  ${ratio}`)
  return {
    [`${key}_p95_ms_${at}`]: round(p95),
    ...(rawTimes === null ? {} : { [`${key}_to_raw_${at}`]: round(p50 / rawTimes.p50) }),
  }
}

async function measure(db: Db): Promise<Record<string, number>> {
  await makeTelemetryPlant(db, Math.max(...millions) * 1_000_000)
  const metrics = await ingestion(db)
  for (const million of millions) {
    const at = `${million}m`
    await fillMonth(db, million * 1_000_000, tell)
    metrics[`roll_up_rows_s_${at}`] = Math.round(await rollUp(db, million * 1_000_000))
    for (const question of questions) Object.assign(metrics, await answer(db, question, at))
  }
  return metrics
}

async function onServer(): Promise<Record<string, number>> {
  const native = postgresBinaries()
  if (native === null) throw new Error('There are no server binaries for this platform.')
  const server = await startPostgresServer(native)
  const { db } = await openServerStore({ url: server.url })
  try {
    return await measure(db)
  } finally {
    await db.close()
    await server.stop()
  }
}

const targets: Record<string, Target> = {
  ingest_to_copy: { op: '>=', value: 0.4 },
  ...Object.fromEntries(
    millions.flatMap((million): [string, Target][] => [
      [`hourly_day_to_raw_${million}m`, { op: '<=', value: 0.2 }],
      [`hourly_month_to_raw_${million}m`, { op: '<=', value: 0.2 }],
    ]),
  ),
}

const metrics = await onServer()
for (const [key, value] of Object.entries(metrics)) tell(`${key.padEnd(32)}${value}`)
report({ name: 'telemetry', cases: questions.length * millions.length, metrics, targets })
