/**
 * `npm run evals -- --suite schedule [--parts classic,demo,plant] [--families la,ta] [--seconds 1,10,60]
 *   [--keep FILE]`
 *
 * - classic: job shops and flexible job shops of the literature: the mean gap to the best known makespan
 *   of each family after so many seconds, beside dispatching rules and, with `--npm`, a solver from npm.
 *   Each instance is searched once, for the longest time; what was found by then is what a shorter search
 *   finds. With `--keep` each run is written to the file, and not made again by the next call.
 * - demo: ten disruptions of the plans of the demo factory, repaired.
 * - plant: 10,000 and 1,000 operations with set-ups and calendars; how soon a search ends that is given up.
 *
 * The checker reads each schedule.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openTeam } from '../scheduling/index.ts'
import { writeHtml } from './html-report.ts'
import { type Metrics, report, type Target } from './report.ts'
import { caseOf, familyCase, keyOf, metricsOf, runOne, type Settings } from './schedule/classic.ts'
import { measureDemo } from './schedule/demo.ts'
import { families, membersOf } from './schedule/families.ts'
import { openRuns, type Run } from './schedule/kept-runs.ts'
import { openNpmSolver } from './schedule/npm-solver.ts'
import type { Part } from './schedule/part.ts'
import { measurePlant } from './schedule/plant.ts'

const tell = (line: string) => process.stderr.write(`${line}\n`)

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'classic,demo,plant' },
    families: { type: 'string', default: Object.keys(families).join(',') },
    seconds: { type: 'string', default: '1,10' },
    threads: { type: 'string', default: '2' },
    clock: { type: 'string', default: 'wall' },
    seed: { type: 'string', default: '1' },
    every: { type: 'string', default: '1' },
    npm: { type: 'string' },
    keep: { type: 'string' },
    data: {
      type: 'string',
      default: fileURLToPath(new URL('../../shared/data', import.meta.url)),
    },
    json: { type: 'boolean' },
  },
})

async function measureClassic(): Promise<Part> {
  const searching: Settings = {
    kept: null,
    horizons: values.seconds.split(',').map(Number),
    clock: values.clock === 'cpu' ? 'cpu' : 'wall',
    ...{ seed: Number(values.seed), team: openTeam(Number(values.threads)) },
    other: values.npm === undefined ? null : await openNpmSolver(values.npm),
  }
  const kept = values.keep === undefined ? null : openRuns(values.keep, searching)
  const settings = { ...searching, kept }
  const byFamily = new Map<string, Run[]>()
  for (const family of values.families.split(',')) {
    const runs = await runFamily(family, settings)
    if (runs.length > 0) byFamily.set(family, runs)
  }
  await settings.team.close()
  return partOf(byFamily, settings)
}

async function runFamily(family: string, settings: Settings): Promise<Run[]> {
  const every = Number(values.every)
  const members = membersOf(family, values.data).filter((_, index) => index % every === 0)
  if (members.length === 0) {
    tell(
      `${family}: skipped, no such instances in ${values.data} (known: ${Object.keys(families).join(', ')})`,
    )
  }
  const runs: Run[] = []
  for (const known of members) runs.push(await runOne(known, settings))
  const told = Object.entries(runs.length === 0 ? {} : metricsOf(family, runs, settings)).map(
    ([key, value]) => `${key.slice(family.length + 1)} ${value}`,
  )
  tell(`${family.padEnd(8)}${String(runs.length).padStart(4)}  ${told.join('  ')}`)
  return runs
}

function partOf(byFamily: Map<string, Run[]>, settings: Settings): Part {
  const runs = [...byFamily.values()].flat()
  const targets = [...byFamily.keys()].flatMap((family) =>
    settings.horizons.flatMap((seconds): [string, Target][] => {
      const value = families[family]?.targets[seconds]
      return value === undefined ? [] : [[keyOf(family, seconds), { op: '<=', value }]]
    }),
  )
  return {
    metrics: {
      faults: runs.reduce((sum, { faults }) => sum + faults.length, 0),
      ...Object.assign(
        {},
        ...[...byFamily].map(([family, all]) => metricsOf(family, all, settings)),
      ),
    },
    targets: { faults: { op: '==', value: 0 }, ...Object.fromEntries(targets) },
    cases: [
      ...[...byFamily].map(([family, all]) => familyCase(family, all, settings)),
      ...runs.map((run) => caseOf(run, settings)),
    ],
  }
}

const measures: Record<string, () => Promise<Part>> = {
  ...{ classic: measureClassic, plant: () => measurePlant(tell), demo: () => measureDemo(tell) },
}
const parts: Part[] = []
for (const name of values.parts.split(',')) {
  const measure = measures[name]
  if (measure === undefined) throw new RangeError(`no part ${name}: ${Object.keys(measures)}`)
  parts.push(await measure())
}
const cases = parts.flatMap((part) => part.cases)
const metrics: Metrics = Object.assign({}, ...parts.map((part) => part.metrics))
const targets = Object.assign({}, ...parts.map((part) => part.targets))
if (cases.length > 0) tell(writeHtml('schedule', cases))
report({ name: 'schedule', cases: cases.length, metrics, targets })
