/**
 * `npm run evals -- --suite external [--json]`: scenarios that others published, on their data.
 *
 * The data lie beside the project; a part whose data are absent says so and measures nothing.
 */
import { existsSync } from 'node:fs'
import { openTestDb } from '../store/test-db.ts'
import { assetOpsBench } from './external/assetopsbench.ts'
import type { Measures, Part } from './external/part.ts'
import { smartGrid } from './external/smart-grid.ts'
import { writeHtml } from './html-report.ts'
import { report } from './report.ts'

const tell = (line: string) => process.stderr.write(`${line}\n`)

async function measured({ files, measure }: Part): Promise<Measures> {
  const absent = files.filter((path) => !existsSync(path))
  if (absent.length > 0) {
    tell(`Skipped: there is no ${absent.join(', no ')}.`)
    return { cases: [], metrics: {}, targets: {} }
  }
  const db = await openTestDb()
  return measure(db).finally(() => db.close())
}

const parts = [await measured(assetOpsBench), await measured(smartGrid)]
const cases = parts.flatMap((part) => part.cases)
for (const { id, verdict, passed, trace } of cases)
  if (!passed) tell(`${id}: ${verdict}: ${trace.at(-1)?.text}`)
tell(writeHtml('external', cases))
report({
  ...{ name: 'external', cases: cases.length },
  metrics: Object.assign({}, ...parts.map(({ metrics }) => metrics)),
  targets: Object.assign({}, ...parts.map(({ targets }) => targets)),
})
