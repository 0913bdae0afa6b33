import { readFileSync } from 'node:fs'
import {
  type Assignment,
  checkSchedule,
  dispatchRules,
  dispatchSchedule,
  parseInstance,
  solve,
} from '../../scheduling/index.ts'
import type { ReportCase } from '../html-report.ts'
import type { Metrics } from '../report.ts'
import { gapAt, meanCurve, plotOf } from './curve.ts'
import type { Known } from './families.ts'
import type { KeptRuns, Run, Search } from './kept-runs.ts'
import { type NpmSolver, solvedByNpm } from './npm-solver.ts'

export type Settings = Search & {
  /** The solver from npm that runs beside ours, for as long; null: none is installed. */
  other: NpmSolver | null
  /** Where runs are kept from one call to the next; null: nowhere. */
  kept: KeptRuns | null
}

const longestOf = ({ horizons }: Settings) => Math.max(...horizons)

const gapOf = (makespan: number, { upper }: Known) => (100 * (makespan - upper)) / upper

/** One instance, searched for the longest time; every schedule goes through the checker. */
export async function runOne(known: Known, settings: Settings): Promise<Run> {
  const kept = settings.kept?.find(known) ?? null
  if (kept !== null) return kept
  const run = await searchOne(known, settings)
  settings.kept?.add(run)
  return run
}

async function searchOne(known: Known, settings: Settings): Promise<Run> {
  const { clock, seed, team, other } = settings
  const instance = parseInstance(readFileSync(known.file, 'utf8'), { name: known.name })
  const found = await solve(instance, {
    ...{ seconds: longestOf(settings), clock, threads: team, seed },
    // Nobody can find better than what is proven, so the time can be saved.
    goal: known.lower,
  })
  const check = (schedule: Assignment[]) => checkSchedule(instance, schedule)
  const byRule = dispatchRules.map((rule) => check(dispatchSchedule(instance, rule)))
  const byNpm = other === null ? [] : await solvedByNpm(other, instance, settings.horizons)
  const checked = check(found.schedule)
  const wrong = checked.makespan === found.makespan ? [] : ['its makespan is another']
  return {
    known,
    curve: found.curve.map(({ seconds, makespan }) => ({ seconds, gap: gapOf(makespan, known) })),
    other: byNpm.map(({ seconds, schedule }) => ({
      ...{ seconds, gap: gapOf(check(schedule).makespan, known) },
    })),
    rules: byRule.map(({ makespan }) => gapOf(makespan, known)),
    moves: found.iterations,
    faults: [
      ...[...wrong, ...[checked, ...byRule].flatMap(({ faults }) => faults)],
      ...byNpm.flatMap(({ schedule }) => check(schedule).faults),
    ],
  }
}

const mean = (all: number[]) =>
  Math.round((1000 * all.reduce((sum, one) => sum + one, 0)) / all.length) / 1000

export const keyOf = (family: string, seconds: number) => `${family}_gap_${seconds}s`

export function metricsOf(family: string, runs: Run[], { horizons, other }: Settings): Metrics {
  const rules = dispatchRules.map((rule, index): [string, number] => [
    `${family}_gap_${rule}`,
    mean(runs.map((run) => run.rules[index] ?? Number.NaN)),
  ])
  return Object.fromEntries([
    ...horizons.map((seconds) => [
      keyOf(family, seconds),
      mean(runs.map(({ curve }) => gapAt(curve, seconds))),
    ]),
    ...(other === null ? [] : npmMetrics(family, runs, horizons)),
    ...rules,
  ])
}

/** Of those that it found a schedule for, and how many these are. */
const npmMetrics = (family: string, runs: Run[], horizons: number[]): [string, number][] =>
  horizons.flatMap((seconds): [string, number][] => {
    const gaps = runs.map(({ other }) => gapAt(other, seconds)).filter((gap) => !Number.isNaN(gap))
    const solved: [string, number] = [`${family}_npm_solved_${seconds}s`, gaps.length]
    return gaps.length === 0 ? [solved] : [solved, [`${family}_npm_gap_${seconds}s`, mean(gaps)]]
  })

export function caseOf({ known, curve, moves, faults }: Run, settings: Settings): ReportCase {
  const longest = longestOf(settings)
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
        text: settings.horizons.map((s) => `${s} s: ${gapAt(curve, s).toFixed(3)} %`).join('\n'),
      },
      { label: 'faults', text: faults.join('\n') || 'none' },
    ],
    svg: plotOf(curve, longest),
  }
}

export const familyCase = (family: string, runs: Run[], settings: Settings): ReportCase => ({
  id: family,
  verdict: 'family',
  passed: true,
  tags: ['family'],
  title: `${family}: mean of ${runs.length}`,
  trace: Object.entries(metricsOf(family, runs, settings)).map(([label, gap]) => ({
    label,
    text: label.includes('_solved_') ? String(gap) : `${gap} %`,
  })),
  svg: plotOf(meanCurve(runs.map(({ curve }) => curve)), longestOf(settings)),
})
