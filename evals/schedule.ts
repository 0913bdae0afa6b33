/**
 * `npm run evals -- --suite schedule [--families la,ta] [--seconds 1,10,60] [--threads 2]`
 *
 * Job shops and flexible job shops of the literature: the mean gap to the best known makespan of each
 * family after so many seconds, beside dispatching rules. Each instance is searched once, for the
 * longest time; what was found by then is what a shorter search finds. The checker reads each schedule.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  type Assignment,
  checkSchedule,
  dispatchRules,
  dispatchSchedule,
  openTeam,
  parseInstance,
  solve,
  type Team,
} from '../scheduling/index.ts'
import { type ReportCase, writeHtml } from './html-report.ts'
import { type Metrics, report, type Target } from './report.ts'
import { gapAt, meanCurve, plotOf, type Step } from './schedule/curve.ts'
import { families, type Known, membersOf } from './schedule/families.ts'

const tell = (line: string) => process.stderr.write(`${line}\n`)

const { values } = parseArgs({
  options: {
    families: { type: 'string', default: Object.keys(families).join(',') },
    seconds: { type: 'string', default: '1,10' },
    threads: { type: 'string', default: '2' },
    clock: { type: 'string', default: 'wall' },
    seed: { type: 'string', default: '1' },
    every: { type: 'string', default: '1' },
    data: {
      type: 'string',
      default: fileURLToPath(new URL('../../shared/data', import.meta.url)),
    },
    json: { type: 'boolean' },
  },
})
const horizons = values.seconds.split(',').map(Number)
const longest = Math.max(...horizons)
const clock = values.clock === 'cpu' ? 'cpu' : 'wall'

type Run = { known: Known; curve: Step[]; rules: number[]; moves: number; faults: string[] }

const gapOf = (makespan: number, { upper }: Known) => (100 * (makespan - upper)) / upper

async function runOne(known: Known, team: Team): Promise<Run> {
  const instance = parseInstance(readFileSync(known.file, 'utf8'), { name: known.name })
  const found = await solve(instance, {
    ...{ seconds: longest, clock, threads: team, seed: Number(values.seed) },
    // Nobody can find better than what is proven, so the time can be saved.
    goal: known.lower,
  })
  const check = (schedule: Assignment[]) => checkSchedule(instance, schedule)
  const byRule = dispatchRules.map((rule) => check(dispatchSchedule(instance, rule)))
  const checked = check(found.schedule)
  const wrong = checked.makespan === found.makespan ? [] : ['its makespan is another']
  return {
    known,
    curve: found.curve.map(({ seconds, makespan }) => ({ seconds, gap: gapOf(makespan, known) })),
    rules: byRule.map(({ makespan }) => gapOf(makespan, known)),
    moves: found.iterations,
    faults: [...wrong, ...[checked, ...byRule].flatMap(({ faults }) => faults)],
  }
}

const mean = (all: number[]) =>
  Math.round((1000 * all.reduce((sum, one) => sum + one, 0)) / all.length) / 1000

const keyOf = (family: string, seconds: number) => `${family}_gap_${seconds}s`

function metricsOf(family: string, runs: Run[]): Metrics {
  const gaps = horizons.map((seconds) => [
    keyOf(family, seconds),
    mean(runs.map(({ curve }) => gapAt(curve, seconds))),
  ])
  const rules = dispatchRules.map((rule, index) => [
    `${family}_gap_${rule}`,
    mean(runs.map((run) => run.rules[index] ?? Number.NaN)),
  ])
  return Object.fromEntries([...gaps, ...rules])
}

const caseOf = ({ known, curve, moves, faults }: Run): ReportCase => {
  const gap = gapAt(curve, longest)
  const passed = faults.length === 0
  return {
    id: known.name,
    verdict: passed ? (gap <= 0 ? 'best known' : gap < 1 ? 'within 1 %' : 'beyond 1 %') : 'wrong',
    passed,
    tags: [known.family],
    title: `${known.name}: ${gap.toFixed(2)} % above ${known.upper}`,
    trace: [
      { label: 'moves', text: String(moves) },
      {
        label: 'gap',
        text: horizons.map((s) => `${s} s: ${gapAt(curve, s).toFixed(3)} %`).join('\n'),
      },
      { label: 'faults', text: faults.join('\n') || 'none' },
    ],
    svg: plotOf(curve, longest),
  }
}

const familyCase = (family: string, runs: Run[]): ReportCase => ({
  id: family,
  verdict: 'family',
  passed: true,
  tags: ['family'],
  title: `${family}: mean of ${runs.length}`,
  trace: Object.entries(metricsOf(family, runs)).map(([label, gap]) => ({
    label,
    text: `${gap} %`,
  })),
  svg: plotOf(meanCurve(runs.map(({ curve }) => curve)), longest),
})

const every = Number(values.every)
const byFamily = new Map<string, Run[]>()
const team = openTeam(Number(values.threads))
for (const family of values.families.split(',')) {
  const members = membersOf(family, values.data).filter((_, index) => index % every === 0)
  if (members.length === 0) {
    tell(
      `${family}: skipped, no such instances in ${values.data} (known: ${Object.keys(families).join(', ')})`,
    )
    continue
  }
  const runs: Run[] = []
  for (const known of members) runs.push(await runOne(known, team))
  byFamily.set(family, runs)
  const told = Object.entries(metricsOf(family, runs)).map(
    ([key, gap]) => `${key.slice(family.length + 5)} ${gap} %`,
  )
  tell(`${family.padEnd(8)}${String(runs.length).padStart(4)}  ${told.join('  ')}`)
}
await team.close()

const runs = [...byFamily.values()].flat()
const metrics: Metrics = {
  faults: runs.reduce((sum, { faults }) => sum + faults.length, 0),
  ...Object.assign({}, ...[...byFamily].map(([family, all]) => metricsOf(family, all))),
}
const targets: Record<string, Target> = {
  faults: { op: '==', value: 0 },
  ...Object.fromEntries(
    [...byFamily.keys()].flatMap((family) =>
      horizons.flatMap((seconds): [string, Target][] => {
        const value = families[family]?.targets[seconds]
        return value === undefined ? [] : [[keyOf(family, seconds), { op: '<=', value }]]
      }),
    ),
  ),
}
if (runs.length > 0) {
  const cases = [
    ...[...byFamily].map(([family, all]) => familyCase(family, all)),
    ...runs.map(caseOf),
  ]
  tell(writeHtml('schedule', cases))
}
report({ name: 'schedule', cases: runs.length, metrics, targets })
