/**
 * `npm run evals -- --suite health [--parts skab,tep,nab,cmapss,demo] [--data DIR] [--json]`
 *
 * - skab, tep, nab: how machines are judged, on data with published results; read where they lie, a set that
 *   is absent says so and measures nothing.
 * - cmapss: remaining life of engines, by the training of the product; the same for that set.
 * - demo: which of the demo's machines are unwell, over seven weeks: stories found, false alarms counted.
 *
 * The limits are those of the product, set before these data were looked at; nothing is fitted to labels.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { measureCmapss } from './health/cmapss.ts'
import { measureDemo } from './health/demo.ts'
import { measureNab } from './health/nab.ts'
import type { Part } from './health/part.ts'
import { measureSkab } from './health/skab.ts'
import { measureTep } from './health/tep.ts'
import { writeHtml } from './html-report.ts'
import { type Metrics, report } from './report.ts'

const tell = (line: string) => process.stderr.write(`${line}\n`)

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'skab,tep,nab,cmapss,demo' },
    data: {
      type: 'string',
      default: fileURLToPath(new URL('../../shared/data', import.meta.url)),
    },
    json: { type: 'boolean' },
  },
})

const ofData: Record<string, (data: string) => Part> = {
  ...{ skab: measureSkab, tep: measureTep, nab: measureNab, cmapss: measureCmapss },
}

async function measured(name: string): Promise<Part[]> {
  if (name === 'demo') return [await measureDemo()]
  const measure = ofData[name]
  if (measure === undefined) {
    throw new RangeError(`no part ${name}: ${[...Object.keys(ofData), 'demo'].join(', ')}`)
  }
  if (existsSync(join(values.data, name))) return [measure(values.data)]
  tell(`${name}: skipped, ${join(values.data, name)} is not there`)
  return []
}

const parts: Part[] = []
for (const name of values.parts.split(',')) parts.push(...(await measured(name)))
const cases = parts.flatMap((part) => part.cases)
const metrics: Metrics = Object.assign({}, ...parts.map((part) => part.metrics))
const targets = Object.assign({}, ...parts.map((part) => part.targets))
for (const [key, value] of Object.entries(metrics)) tell(`${key.padEnd(34)}${value}`)
if (cases.length > 0) tell(writeHtml('health', cases))
report({ name: 'health', cases: cases.length, metrics, targets })
