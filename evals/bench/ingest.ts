/**
 * `npm run bench -- ingest [--rows 500000] [--seconds 180] [--only live|bulk]`
 *
 * Rows a second through each live door of a running Jidoka, against COPY of the same rows on the
 * same PostgreSQL server; then 60,000 rows a minute over HTTP and MQTT while KPI questions run:
 * what was lost, and how long the questions took. And a year of 36 machines in bulk, against COPY.
 */
import { parseArgs } from 'node:util'
import { seedMetrics } from '../../factory/index.ts'
import { report, type Target } from '../report.ts'
import { bulkRates } from './ingest/bulk.ts'
import { copyRate, httpRate, mqttRate, opcuaRate } from './ingest/rates.ts'
import { openStage } from './ingest/stage.ts'
import { type Sustained, sustain } from './ingest/sustained.ts'
import { copyTargets } from './kpi/copy.ts'
import { benchNow, sendYear } from './kpi/year.ts'

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '500000' },
    seconds: { type: 'string', default: '180' },
    only: { type: 'string', default: 'live,bulk' },
    json: { type: 'boolean', default: false },
  },
})
const rows = Number(options.rows)
const seconds = Number(options.seconds)
const tell = (line: string) => process.stderr.write(`${line}\n`)
const round = (value: number): number => Math.round(value * 1000) / 1000

async function measureLive(): Promise<Record<string, number>> {
  const stage = await openStage()
  try {
    const http = await httpRate(stage, rows)
    const copy = await copyRate(stage.db, rows)
    tell(`HTTP ${Math.round(http)} rows/s, COPY ${Math.round(copy)} rows/s`)
    const mqtt = await mqttRate(stage, rows / 5)
    tell(`MQTT ${Math.round(mqtt)} rows/s`)
    const opcua = await opcuaRate(stage, 3_000)
    tell(`OPC UA ${Math.round(opcua)} rows/s`)
    await stage.db.tx('ingest', (tx) => seedMetrics(tx, benchNow))
    tell('a year of 36 machines goes in, to ask about …')
    await sendYear({ db: stage.db, clock: () => benchNow })
    await stage.db.tx('owner', (tx) => tx.exec('analyze'), { timeoutMs: 300_000 })
    return {
      ...{ http_rows_s: Math.round(http), mqtt_rows_s: Math.round(mqtt) },
      ...{ opcua_rows_s: Math.round(opcua), copy_rows_s: Math.round(copy) },
      ...{ http_to_copy: round(http / copy), mqtt_to_copy: round(mqtt / copy) },
      opcua_to_copy: round(opcua / copy),
      ...sustainedMetrics(await sustain(stage, seconds)),
    }
  } finally {
    await stage.close()
  }
}

const sustainedMetrics = ({ sent, lost, idle, loaded, drainS }: Sustained) => ({
  sustained_rows: sent,
  sustained_rows_minute: Math.round((sent / seconds) * 60),
  lost_measurements: lost.measurements,
  lost_pieces: lost.pieces,
  lost_states: lost.states,
  kpi_idle_p50_ms: round(idle.p50),
  kpi_idle_p95_ms: round(idle.p95),
  kpi_loaded_p50_ms: round(loaded.p50),
  kpi_loaded_p95_ms: round(loaded.p95),
  kpi_loaded_runs: loaded.runs,
  drain_s: round(drainS),
})

const liveTargets: Record<string, Target> = {
  http_rows_s: { op: '>=', value: 20_000 },
  sustained_rows_minute: { op: '>=', value: 60_000 },
  lost_measurements: { op: '==', value: 0 },
  lost_pieces: { op: '==', value: 0 },
  lost_states: { op: '==', value: 0 },
}

const parts = options.only.split(',')
const live = parts.includes('live')
const bulk = parts.includes('bulk')
const metrics: Record<string, number> = {
  ...(live ? await measureLive() : {}),
  ...(bulk ? await bulkRates() : {}),
}
const targets: Record<string, Target> = {
  ...(live ? liveTargets : {}),
  ...(bulk ? copyTargets : {}),
}
for (const [key, value] of Object.entries(metrics)) tell(`${key.padEnd(40)}${value}`)
report({ name: 'ingest', cases: Object.keys(metrics).length, metrics, targets })
