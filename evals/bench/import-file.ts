/**
 * `npm run bench -- import-file [--mb 1024] [--stored-mb 64]`
 *
 * A CSV of this size, made on the fly, through `jidoka import`: first checked whole (a dry run),
 * then one of `--stored-mb` stored. How many rows a second, and how much memory the process took at
 * its peak, embedded database included, beside what it takes for a file of a hundred rows.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { emptyFolder, jidokaBin, runJidoka } from '../../test/support/jidoka.ts'
import { peakOf } from './import-file/peak.ts'
import { plantFile, plantMapping, writeReadings } from './import-file/readings.ts'

const { values: options } = parseArgs({
  options: {
    mb: { type: 'string', default: '1024' },
    'stored-mb': { type: 'string', default: '64' },
    json: { type: 'boolean', default: false },
  },
})
const tell = (line: string) => process.stderr.write(`${line}\n`)
const round = (value: number): number => Math.round(value * 1000) / 1000
const megabyte = 1024 * 1024

type Measured = { rows: number; fileMb: number; rowsS: number; peakMb: number }

/** The rows of the file, timed as a person waits for them. */
async function importOf(bytes: number, more: readonly string[]): Promise<Measured> {
  const file = join(folder.path, 'readings.csv')
  const { rows, written } = await writeReadings(file, bytes)
  const args = ['import', file, '--map', join(folder.path, 'map.yaml'), '--data', data, ...more]
  const began = performance.now()
  const child = spawn(process.execPath, [jidokaBin, ...args], {
    ...{ cwd: folder.path, stdio: ['ignore', 'ignore', 'pipe'] },
  })
  const peak = peakOf(child.pid ?? 0)
  child.stderr?.resume()
  const [code] = (await once(child, 'close')) as [number | null]
  const seconds = (performance.now() - began) / 1000
  if (code !== 0) throw new Error(`the import ended with ${code}`)
  const measured = { rows, fileMb: written / megabyte, peakMb: peak.stop() / megabyte }
  tell(`${rows} rows, ${Math.round(measured.fileMb)} MB: ${Math.round(seconds)} s`)
  return { ...measured, rowsS: rows / seconds }
}

const folder = await emptyFolder()
const data = join(folder.path, 'data')

async function measure(): Promise<Record<string, number>> {
  await writeFile(join(folder.path, 'map.yaml'), plantMapping)
  await writeFile(join(folder.path, 'plant.csv'), plantFile)
  const plant = ['import', join(folder.path, 'plant.csv'), '--map', join(folder.path, 'map.yaml')]
  await runJidoka([...plant, '--data', data], { cwd: folder.path })
  const small = await importOf(20_000, ['--dry-run'])
  const part = await importOf((Number(options.mb) / 8) * megabyte, ['--dry-run'])
  const checked = await importOf(Number(options.mb) * megabyte, ['--dry-run'])
  const stored = await importOf(Number(options['stored-mb']) * megabyte, [])
  return {
    file_mb: Math.round(checked.fileMb),
    ...{ rows: checked.rows, checked_rows_s: Math.round(checked.rowsS) },
    checked_peak_mb: Math.round(checked.peakMb),
    checked_peak_to_file: round(checked.peakMb / checked.fileMb),
    checked_peak_to_eighth: round(checked.peakMb / part.peakMb),
    checked_growth_mb: Math.round(checked.peakMb - small.peakMb),
    ...{ stored_mb: Math.round(stored.fileMb), stored_rows_s: Math.round(stored.rowsS) },
    stored_peak_mb: Math.round(stored.peakMb),
    small_peak_mb: Math.round(small.peakMb),
  }
}

/** Memory must not grow with the file: one of an eighth takes as much, batches and their garbage. */
const targets: Record<string, { op: '<=' | '>='; value: number }> = {
  checked_peak_to_eighth: { op: '<=', value: 1.2 },
  checked_growth_mb: { op: '<=', value: 600 },
  checked_rows_s: { op: '>=', value: 20_000 },
  stored_rows_s: { op: '>=', value: 5_000 },
}

const metrics = await measure().finally(() => folder.remove())
const failures = Object.entries(targets).flatMap(([key, { op, value }]) => {
  const is = metrics[key] ?? Number.NaN
  return (op === '<=' ? is <= value : is >= value) ? [] : [`${key} is ${is}, wanted ${op} ${value}`]
})
for (const [key, value] of Object.entries(metrics)) tell(`${key.padEnd(24)}${value}`)
const passed = failures.length === 0
const cases = Object.keys(metrics).length
const result = { name: 'import-file', cases, metrics, targets, passed, failures }
process.stdout.write(`${JSON.stringify(result)}\n`)
process.exitCode = passed ? 0 : 1
