import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Assignment, Instance } from '../../scheduling/index.ts'

/** What of `or-tools-wasm/cp-sat` is used: it takes 320 MB, so it is no part of the project. */
export type NpmSolver = { CpModel: new () => Model; CpSolver: new () => Solver }

type Term = { minus: (other: Term) => Term }
type Interval = object
type Model = {
  newIntVar: (from: number, to: number, name: string) => Term
  newBoolVar: (name: string) => Term
  newIntervalVar: (...given: [start: Term, size: number, end: Term, name: string]) => Interval
  newOptionalIntervalVar: (
    ...given: [start: Term, size: number, end: Term, isPresent: Term, name: string]
  ) => Interval
  addNoOverlap: (intervals: Interval[]) => unknown
  addExactlyOne: (literals: Term[]) => unknown
  addLinearConstraint: (expression: Term, from: number, to: number) => unknown
  minimize: (expression: Term) => void
}
type Solver = {
  solve: (model: Model, parameters: object) => Promise<unknown>
  response: () => { solution?: unknown[] } | null
  value: (of: Term) => number
}

/** From the folder in which `npm install or-tools-wasm` was done. */
export const openNpmSolver = (folder: string): Promise<NpmSolver> =>
  import(
    pathToFileURL(
      createRequire(join(resolve(folder), 'package.json')).resolve('or-tools-wasm/cp-sat'),
    ).href
  )

type Found = { seconds: number; schedule: Assignment[] }

/** The schedule that it has after each of the times, solved anew for each: it tells none in between. */
export async function solvedByNpm(
  solver: NpmSolver,
  instance: Instance,
  horizons: number[],
): Promise<Found[]> {
  const found: Found[] = []
  for (const seconds of horizons) {
    const schedule = await solveOnce(solver, instance, seconds)
    if (schedule !== null) found.push({ seconds, schedule })
  }
  return found
}

async function solveOnce(
  { CpModel, CpSolver }: NpmSolver,
  instance: Instance,
  seconds: number,
): Promise<Assignment[] | null> {
  const { model, starts, ways } = modelOf(new CpModel(), instance)
  const solver = new CpSolver()
  await solver.solve(model, { maxTimeInSeconds: seconds, numWorkers: 2 })
  if (!solver.response()?.solution?.length) return null
  return starts.flatMap((start, operation): Assignment[] => {
    const way = ways[operation]?.find(({ chosen }) => chosen === null || solver.value(chosen) === 1)
    if (way === undefined) return []
    const [from, { job, op, machine, time }] = [solver.value(start), way]
    return [{ job, op, machine, start: from, end: from + time }]
  })
}

type Way = { job: number; op: number; machine: number; time: number; chosen: Term | null }

/** An interval for each way to do an operation; the last end is as early as it can be. */
function modelOf(model: Model, instance: Instance) {
  const { operations, altFirst, altMachine, altTime, jobOf, jobFirst, machineBase } = instance
  const horizon = altTime.reduce((sum, time) => sum + time, 0)
  const makespan = model.newIntVar(0, horizon, 'makespan')
  const onMachine = Array.from({ length: instance.machines }, (): Interval[] => [])
  const [starts, ways, ends]: [Term[], Way[][], Term[]] = [[], [], []]
  for (let x = 0; x < operations; x += 1) {
    const [start, end] = [
      model.newIntVar(0, horizon, `s${x}`),
      model.newIntVar(0, horizon, `e${x}`),
    ]
    const [from = 0, to = 0] = [altFirst[x], altFirst[x + 1]]
    const job = jobOf[x] ?? 0
    const own = Array.from({ length: to - from }, (_, index): Way => {
      const [machine = 0, time = 0] = [altMachine[from + index], altTime[from + index]]
      const chosen = to - from === 1 ? null : model.newBoolVar(`c${x}-${index}`)
      const interval =
        chosen === null
          ? model.newIntervalVar(start, time, end, `i${x}`)
          : model.newOptionalIntervalVar(start, time, end, chosen, `i${x}-${index}`)
      onMachine[machine]?.push(interval)
      const op = x - (jobFirst[job] ?? 0)
      return { job, op, machine: machine + machineBase, time, chosen }
    })
    if (own.length > 1) model.addExactlyOne(own.flatMap(({ chosen }) => chosen ?? []))
    const before = ends[x - 1]
    if (jobOf[x - 1] === job && before) model.addLinearConstraint(start.minus(before), 0, horizon)
    if (jobOf[x + 1] !== job) model.addLinearConstraint(makespan.minus(end), 0, horizon)
    starts.push(start)
    ends.push(end)
    ways.push(own)
  }
  for (const intervals of onMachine) if (intervals.length > 1) model.addNoOverlap(intervals)
  model.minimize(makespan)
  return { model, starts, ways }
}
