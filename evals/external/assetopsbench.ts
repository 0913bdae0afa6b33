/** The work-order scenarios of AssetOpsBench: counts that can be checked without a judge. */
import { fileURLToPath } from 'node:url'
import { collectAnswer, runTurn } from '../../agent/index.ts'
import { randomId } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import { seedMetrics } from '../../factory/index.ts'
import { importFile, loadMapping } from '../../server/test-import.ts'
import type { Db } from '../../store/index.ts'
import { toolContext } from '../../test/support/tool-context.ts'
import { catalog, runTool } from '../../tools/index.ts'
import type { ReportCase } from '../html-report.ts'
import scenarios from './assetopsbench.json' with { type: 'json' }
import type { Part } from './part.ts'

const data = fileURLToPath(
  new URL('../../../shared/data/assetopsbench/work_order/', import.meta.url),
)
const files = ['all_wo_with_code_component_events.csv.gz', 'event.csv.gz'].map(
  (name) => data + name,
)
const mapping = fileURLToPath(new URL('../../demo/mappings/assetopsbench.yaml', import.meta.url))
/** After the last event of the log. */
const now = new Date('2023-10-01T00:00:00Z')
const clock = () => now
const principal: Principal = {
  ...{ userId: 'maintenance@assetopsbench', language: 'en' },
  roles: [{ siteId: 'assetopsbench', role: 'maintenance' }],
}

type Scenario = (typeof scenarios)[number]
type Counts = Record<string, number>
type Events = { alarms?: { code: string; now: number }[]; counts: { alarms: number }[] }

async function call(db: Db, name: string, args: object): Promise<Record<string, unknown>> {
  const tool = catalog.find((one) => one.name === name)
  if (tool === undefined) throw new Error(`no tool ${name}`)
  return (await runTool(tool, toolContext(db, principal, { clock }), args)).data as Record<
    string,
    unknown
  >
}

/** The counts of a scenario, by the tools that any client has. */
async function countsOf(
  db: Db,
  { equipment, kind, from, to, expected }: Scenario,
): Promise<Counts> {
  const { total } = await call(db, 'list_tickets', {
    ...{ equipment, from, to, limit: 0 },
    ...(kind === null ? {} : { kind }),
  })
  const counts: Counts = { work_orders: Number(total) }
  if (!('alerts' in expected)) return counts
  const { events } = await call(db, 'explain_kpi', {
    ...{ metric: 'downtime', filters: { machine: [equipment] } },
    window: { from: `${from}-01`.slice(0, 10), to: `${to}-01`.slice(0, 10) },
  })
  const { alarms = [], counts: totals } = events as Events
  // The total is exact, the codes are the five that changed most; this plant has one code of alerts.
  const alerts = alarms
    .filter(({ code }) => code.startsWith('ALERT'))
    .reduce((sum, { now: times }) => sum + times, 0)
  return { ...counts, alerts, anomalies: (totals[0]?.alarms ?? 0) - alerts }
}

/** What the built-in model says to the words of the scenario, as they were published. */
async function said(db: Db, { text }: Scenario): Promise<string> {
  const deps = { db, clock, newId: randomId, tools: catalog, baseUrl: 'http://plant.test' }
  const { answer } = await collectAnswer(
    runTurn(deps, {
      ...{ principal, threadId: randomId('thr'), question: text, channel: 'web' },
      signal: AbortSignal.timeout(120_000),
    }),
  )
  return answer
}

export const assetOpsBench: Part = {
  files,
  measure: async (db) => {
    await db.tx('ingest', (tx) => seedMetrics(tx, now))
    const known = await loadMapping(mapping)
    for (const path of files) await importFile({ db, clock }, { path, mapping: known })
    const cases: ReportCase[] = []
    for (const scenario of scenarios) cases.push(await caseOf(db, scenario))
    const exact = cases.filter(({ passed }) => passed).length / cases.length
    return {
      cases,
      metrics: { assetopsbench_exact: exact },
      targets: { assetopsbench_exact: { op: '==', value: 1 } },
    }
  },
}

async function caseOf(db: Db, scenario: Scenario): Promise<ReportCase> {
  const counts = await countsOf(db, scenario)
  const passed = JSON.stringify(counts) === JSON.stringify(scenario.expected)
  const line = `${scenario.id}: ${JSON.stringify(counts)}, expected ${JSON.stringify(scenario.expected)}`
  return {
    ...{ id: String(scenario.id), title: scenario.text, passed, tags: ['assetopsbench'] },
    ...{ verdict: passed ? 'exact' : 'wrong' },
    trace: [
      { label: 'counts', text: line },
      { label: 'built-in model', text: await said(db, scenario) },
    ],
  }
}
