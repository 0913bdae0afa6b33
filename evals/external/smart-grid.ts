/**
 * Scenarios of a transformer fleet, with what an answer must and must not hold.
 *
 * `smart-grid.json` says which our tools cover, how, and what the answer must state, read off the tables
 * by hand; and why they do not cover the others. A scripted model answers the covered ones; the built-in
 * model is asked all of them, as they were published, and must fall into none of the traps.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type Answer,
  collectAnswer,
  openAiCompatible,
  runTurn,
  type TurnDeps,
} from '../../agent/index.ts'
import { randomId } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import { seedMetrics } from '../../factory/index.ts'
import { importFile, loadMapping } from '../../server/test-import.ts'
import type { Db } from '../../store/index.ts'
import { addPersonRows } from '../../test/support/person-rows.ts'
import { followCases, type ScriptedStep } from '../../test/support/scripted-model/cases.ts'
import { scriptedModel } from '../../test/support/scripted-model.ts'
import { catalog } from '../../tools/index.ts'
import type { ReportCase } from '../html-report.ts'
import { share } from '../report.ts'
import { states } from '../tasks/states.ts'
import type { Part } from './part.ts'
import { addTables } from './smart-grid/documents.ts'
import { readScenario, type Scenario } from './smart-grid/scenario.ts'
import judged from './smart-grid.json' with { type: 'json' }

const siteId = 'smart-grid'
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const data = path('../../../shared/data/smart_grid_scenarios/')
const folder = `${data}tables/`
const mapping = path('../../demo/mappings/smart-grid.yaml')
const files = ['asset_metadata', 'failure_modes', 'dga_records', 'rul_labels', 'fault_records'].map(
  (name) => `${folder}${name}.csv`,
)
/** The evening of the last day of the record. */
const now = new Date('2024-01-31T20:00:00Z')
const clock = () => now
const person = { userId: 'maintenance@smart-grid', siteId, role: 'maintenance' } as const
const principal: Principal = { userId: person.userId, language: 'en', roles: [person] }

type Covered = {
  id: string
  steps: ScriptedStep[]
  facts: (string | number)[]
  /** How many proposals it files; none where absent. */
  files?: number
  /** The answer is one JSON object with these keys alone. */
  keys?: string[]
}
const covered = judged.covered as Covered[]
const traps: Record<string, string[]> = judged.traps

export const smartGrid: Part = {
  files,
  measure: async (db) => {
    await fill(db)
    const scenarios = scenariosIn('scenarios').flatMap((one) =>
      'scenario' in one ? [one.scenario] : [],
    )
    const unjudged = scenarios.filter(({ id }) => !isJudged(id))
    if (unjudged.length > 0) throw new Error(`not judged: ${unjudged.map(({ id }) => id)}`)
    const scripted = await playCovered(db, scenarios)
    const builtIn: ReportCase[] = []
    for (const scenario of scenarios) builtIn.push(await askBuiltIn(db, scenario))
    const negative = scenariosIn('negative_checks')
    return {
      cases: [...scripted, ...builtIn],
      metrics: {
        smart_grid_scenarios: scenarios.length,
        smart_grid_covered: scripted.length,
        smart_grid_exact: share(scripted, ({ passed }) => passed),
        smart_grid_must_not: builtIn.filter(({ passed }) => !passed).length,
        smart_grid_built_in_answered: builtIn.filter(({ verdict }) => verdict === 'answered')
          .length,
        smart_grid_negative_rejected: share(negative, (one) => 'fault' in one),
      },
      targets: {
        smart_grid_scenarios: { op: '==', value: 49 },
        smart_grid_exact: { op: '==', value: 1 },
        smart_grid_must_not: { op: '==', value: 0 },
        smart_grid_negative_rejected: { op: '==', value: 1 },
      },
    }
  },
}

const isJudged = (id: string): boolean =>
  covered.some((one) => one.id === id) || Object.hasOwn(judged.uncovered, id)

const scenariosIn = (under: string) =>
  readdirSync(data + under).map((name) =>
    readScenario(readFileSync(`${data}${under}/${name}`, 'utf8')),
  )

async function fill(db: Db): Promise<void> {
  await db.tx('ingest', (tx) => seedMetrics(tx, now))
  const known = await loadMapping(mapping)
  for (const file of files) await importFile({ db, clock }, { path: file, mapping: known })
  await addTables({ db, clock }, { folder, siteId })
  await addPersonRows(db, [person])
}

const deps = (db: Db): TurnDeps => ({
  ...{ db, clock, newId: randomId, tools: catalog, baseUrl: 'http://grid.test' },
})

const ask = (to: TurnDeps, question: string): Promise<Answer> =>
  collectAnswer(
    runTurn(to, {
      ...{ principal, threadId: randomId('thr'), question, language: 'en', channel: 'web' },
      signal: AbortSignal.timeout(120_000),
    }),
  )

async function playCovered(db: Db, scenarios: Scenario[]): Promise<ReportCase[]> {
  const told = covered.flatMap((one) => {
    const text = scenarios.find(({ id }) => id === one.id)?.text
    return text === undefined ? [] : [{ ...one, text }]
  })
  const script = told.map(({ text, steps }) => ({ when: text, steps }))
  const endpoint = await scriptedModel(followCases(script))
  const model = openAiCompatible({ baseUrl: endpoint.baseUrl, apiKey: 'none', name: 'scripted' })
  const cases: ReportCase[] = []
  for (const one of told) {
    const answer = await ask({ ...deps(db), model }, one.text)
    const faults = faultsOf(one, answer)
    const verdict = faults.length === 0 ? 'exact' : faults.join('; ')
    cases.push({
      ...shown(one, answer),
      id: `${one.id} scripted`,
      passed: faults.length === 0,
      verdict,
    })
  }
  await endpoint.close()
  return cases
}

function faultsOf({ id, facts, files: filed = 0, keys }: Covered, answer: Answer): string[] {
  const said = answer.answer
  return [
    ...(answer.reason === null ? [] : [`guarded: ${answer.reason}`]),
    ...facts.filter((fact) => !states(said, fact)).map((fact) => `${fact} is not stated`),
    ...trapsIn(id, said),
    ...(answer.proposals.length === filed
      ? []
      : [`${answer.proposals.length} filed, not ${filed}`]),
    ...(keys === undefined || isObjectOf(keys, said) ? [] : ['is not that object alone']),
  ]
}

function isObjectOf(keys: string[], said: string): boolean {
  try {
    return JSON.stringify(Object.keys(JSON.parse(said)).sort()) === JSON.stringify(keys.toSorted())
  } catch {
    return false
  }
}

const trapsIn = (id: string, said: string): string[] =>
  (traps[id] ?? []).filter((trap) => new RegExp(trap, 'i').test(said)).map((trap) => `says ${trap}`)

/** Who asks back or says that it cannot has claimed nothing. */
async function askBuiltIn(db: Db, scenario: Scenario): Promise<ReportCase> {
  const answer = await ask(deps(db), scenario.text)
  const silent = answer.abstained || answer.ask_back !== null
  const fallen = silent ? [] : trapsIn(scenario.id, answer.answer)
  const verdict = silent ? 'said nothing' : 'answered'
  const passed = fallen.length === 0
  return {
    ...shown(scenario, answer),
    ...{ id: `${scenario.id} built-in`, passed, verdict: passed ? verdict : fallen.join('; ') },
  }
}

const shown = ({ id, text }: { id: string; text: string }, { calls, answer }: Answer) => ({
  ...{ title: text, tags: ['smart-grid', id] },
  trace: [
    {
      label: 'calls',
      text: calls.map(({ tool, args }) => `${tool} ${JSON.stringify(args)}`).join('\n'),
    },
    { label: 'answer', text: answer },
  ],
})
