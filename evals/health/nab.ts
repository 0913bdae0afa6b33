import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { hourMs } from '../../base/milliseconds.ts'
import { baselineOf, ewmaChart } from '../../factory/index.ts'
import { type Part, rounded } from './part.ts'

const name = 'realKnownCause/machine_temperature_system_failure.csv'
/** NAB lets a detector learn from the first 15 % of a file. */
const learnt = 0.15

/**
 * Temperature of a large machine from the Numenta Anomaly Benchmark (MIT): hourly means against its first
 * 15 %, by the EWMA chart alone. The published scores are of 58 files; here it is told how many of the four
 * labelled windows are hit, and how often it is wrong outside them.
 */
export function measureNab(data: string): Part {
  const folder = join(data, 'nab')
  const text = gunzipSync(readFileSync(join(folder, `${name}.gz`))).toString()
  const windows = JSON.parse(readFileSync(join(folder, 'labels/combined_windows.json'), 'utf8'))[
    name
  ] as [string, string][]
  const hours = hourly(text)
  const fitted = Math.floor(hours.length * learnt)
  const usual = baselineOf(hours.slice(0, fitted).map(({ mean }) => mean))
  if (usual === null) throw new Error('nab: nothing to learn from')
  const points = ewmaChart(
    hours.map(({ mean }) => mean),
    usual,
  )
  const called = hours.filter((_, at) => at >= fitted && points[at]?.beyond !== 0)
  const spans = windows.map((window) => window.map((at) => Date.parse(`${at.slice(0, 19)}Z`)))
  const within = (at: number, [from = 0, to = 0]: number[]) => at >= from - hourMs && at <= to
  const hit = spans.filter((span) => called.some(({ at }) => within(at, span))).length
  const outside = hours.slice(fitted).filter(({ at }) => !spans.some((span) => within(at, span)))
  const wrong = called.filter(({ at }) => !spans.some((span) => within(at, span)))
  return {
    cases: [],
    metrics: {
      nab_windows: windows.length,
      nab_windows_hit: hit,
      nab_hours_called_outside: rounded(wrong.length / outside.length),
    },
    // No published number is of this file alone.
    targets: {},
  }
}

function hourly(text: string): { at: number; mean: number }[] {
  const rows = text.trim().split(/\r?\n/).slice(1)
  const values = rows.map((row) => {
    const [at = '', value] = row.split(',')
    return { at: Date.parse(`${at.replace(' ', 'T')}Z`), value: Number(value) }
  })
  const byHour = Map.groupBy(values, ({ at }) => Math.floor(at / hourMs) * hourMs)
  return [...byHour].map(([at, some]) => ({
    at,
    mean: some.reduce((sum, { value }) => sum + value, 0) / some.length,
  }))
}
