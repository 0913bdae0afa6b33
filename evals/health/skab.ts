import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { averaged, fitMonitor, healthRules, scorePca } from '../../factory/index.ts'
import type { ReportCase } from '../html-report.ts'
import { type Part, rounded } from './part.ts'

/** Rows that the protocol of the leaderboard fits on; the rest is scored. */
const fitted = 400
/** datetime, eight sensors, anomaly, changepoint. */
const sensors = [1, 9] as const

type Counts = { hit: number; missed: number; wrong: number; quiet: number }

/**
 * Skoltech Anomaly Benchmark: 30 of its 34 labelled runs of a water circuit, one row a second (GPL-3.0, read
 * where they lie). A row is called anomalous where T² or Q of the moving averages is beyond its limit.
 */
export function measureSkab(data: string): Part {
  const files = ['valve1', 'other'].flatMap((folder) =>
    readdirSync(join(data, 'skab', folder)).map((name) => join('skab', folder, name)),
  )
  const all: Counts = { hit: 0, missed: 0, wrong: 0, quiet: 0 }
  const cases = files.map((file) => {
    const own = countsOf(readFileSync(join(data, file)))
    for (const key of Object.keys(all) as (keyof Counts)[]) all[key] += own[key]
    return caseOf(file, own)
  })
  return {
    cases,
    metrics: {
      skab_runs: files.length,
      skab_f1: rounded(f1Of(all)),
      skab_far: rounded(all.wrong / (all.wrong + all.quiet)),
      skab_mar: rounded(all.missed / (all.missed + all.hit)),
    },
    // The leaderboard: T²+Q of PCA 0.76, MSET and a convolutional autoencoder 0.78, isolation forest 0.29.
    targets: { skab_f1: { op: '>=', value: 0.76 } },
  }
}

const f1Of = ({ hit, missed, wrong }: Counts): number => hit / (hit + (missed + wrong) / 2)

function countsOf(packed: Buffer): Counts {
  const lines = gunzipSync(packed).toString().trim().split(/\r?\n/).slice(1)
  const fields = lines.map((line) => line.split(';').map(Number))
  const rows = averaged(fields.map((row) => row.slice(...sensors)))
  const monitor = fitMonitor(rows.slice(0, fitted), healthRules.falseAlarmRate)
  const counts: Counts = { hit: 0, missed: 0, wrong: 0, quiet: 0 }
  if (monitor === null) return counts
  for (const [at, row] of rows.entries()) {
    if (at < fitted) continue
    const { t2, q } = scorePca(monitor.model, row)
    const called = t2 > monitor.t2Limit || q > monitor.qLimit
    const isAnomaly = fields[at]?.[9] === 1
    counts[isAnomaly ? (called ? 'hit' : 'missed') : called ? 'wrong' : 'quiet'] += 1
  }
  return counts
}

const caseOf = (id: string, counts: Counts): ReportCase => ({
  ...{ id, verdict: 'measured', passed: true, tags: ['skab'] },
  title: `${id}: F1 ${f1Of(counts).toFixed(3)}`,
  trace: [{ label: 'rows', text: JSON.stringify(counts) }],
})
