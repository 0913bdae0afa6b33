import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Team } from '../../scheduling/index.ts'
import type { Step } from './curve.ts'
import type { Known } from './families.ts'

/** How instances are searched. */
export type Search = {
  /** Seconds after which gaps are told, rising. */
  horizons: number[]
  clock: 'cpu' | 'wall'
  seed: number
  team: Team
}

export type Run = {
  known: Known
  curve: Step[]
  other: Step[]
  rules: number[]
  moves: number
  faults: string[]
}

/** Runs of earlier calls, so that hours of them can be made part by part, and go on after a break. */
export type KeptRuns = {
  /** The run of an instance that was searched as now, and for as long. */
  find: (known: Known) => Run | null
  add: (run: Run) => void
}

type Written = Omit<Run, 'known' | 'other' | 'curve'> & {
  how: string
  seconds: number
  /** Seconds and gap in percent, step by step. */
  curve: [number, number][]
}

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** @throws where the file is there and no JSON */
export function openRuns(file: string, settings: Search): KeptRuns {
  const { horizons, clock, seed, team } = settings
  const how = `${team.size} threads, ${clock} clock, seed ${seed}`
  const seconds = Math.max(...horizons)
  const runs: Record<string, Written> = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : {}
  return {
    find: (known) => {
      const kept = runs[known.name]
      if (kept === undefined || kept.how !== how) return null
      if (kept.seconds < seconds && !isProven(kept, known)) return null
      const curve = kept.curve.map(([at, gap]) => ({ seconds: at, gap }))
      return { ...{ known, curve, other: [] }, ...pick(kept) }
    },
    add: (run) => {
      const curve = run.curve.map((step): [number, number] => [
        rounded(step.seconds, 3),
        rounded(step.gap, 4),
      ])
      runs[run.known.name] = { ...pick(run), how, seconds, curve }
      write(file, runs)
    },
  }
}

const pick = ({ rules, moves, faults }: Pick<Run, 'rules' | 'moves' | 'faults'>) => ({
  ...{ rules: rules.map((gap) => rounded(gap, 3)), moves, faults },
})

/** Nobody can find better, however long the search. */
const isProven = ({ curve }: Written, { lower, upper }: Known) =>
  upper * (1 + (curve.at(-1)?.[1] ?? Number.POSITIVE_INFINITY) / 100) <= lower + 1e-3

/** One line a run, so that a change of one is seen as one; whole or not at all. */
function write(file: string, runs: Record<string, Written>): void {
  const lines = Object.keys(runs)
    .sort()
    .map((name) => `${JSON.stringify(name)}: ${JSON.stringify(runs[name])}`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.part`, `{\n${lines.join(',\n')}\n}\n`)
  renameSync(`${file}.part`, file)
}
