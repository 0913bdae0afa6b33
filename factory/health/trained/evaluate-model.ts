import type { Tx } from '../../../store/index.ts'
import {
  errorsOf,
  type LifeErrors,
  type LifeModel,
  type LifeRun,
  predictLife,
} from '../life-model/index.ts'
import { tellAll } from './read-ahead.ts'
import { readRuns } from './read-runs.ts'
import { dayS } from './run-of.ts'
import { findLifeModel, type LifeModelView, loadLifeModel } from './stored-model.ts'

/** What a version is worth by now. */
export type LifeEvaluation = {
  model: LifeModelView
  /** On what happened after its training alone; null: no run has ended since. */
  since: (LifeErrors & { coverage: number; lifetimes: number; rows: number }) | null
  /** Machines that a remaining life is told of today, and those outside of what it learnt. */
  drift: { told: number; outside: string[]; silent: string[] }
}

/**
 * Measures a stored model on the runs that ended after its data end, at the steps after that alone, and asks
 * how many machines of today are outside of what it learnt.
 *
 * @throws AppError naming `id`
 */
export async function evaluateLifeModel(
  tx: Tx,
  { id, until }: { id: string; until: Date },
): Promise<LifeEvaluation> {
  const view = await findLifeModel(tx, id)
  return {
    model: view,
    since: await since(tx, view, until),
    drift: await driftNow(tx, view, until),
  }
}

/** How the machines of today lie to what a model learnt. */
export async function driftNow(
  tx: Tx,
  view: LifeModelView,
  until: Date,
): Promise<LifeEvaluation['drift']> {
  const { siteId, classId } = view
  const told = [...(await tellAll(tx, { siteId, classId, until, down: new Set(), view }))]
  const named = (isOne: (of: (typeof told)[number][1]) => boolean) =>
    told.filter(([, one]) => isOne(one)).map(([machineId]) => machineId)
  return {
    told: named(({ ahead }) => ahead !== null).length,
    outside: named(({ ahead }) => ahead?.drift.isOutside === true),
    silent: named(({ ahead }) => ahead === null),
  }
}

const mostStepsOfRun = 40

async function since(tx: Tx, view: LifeModelView, until: Date): Promise<LifeEvaluation['since']> {
  const { siteId, classId, dataFrom, dataTo, capDays, sensors, stepHours } = view
  const model = await loadLifeModel(tx, view)
  const asked = { siteId, classId, from: dataFrom, until }
  const { runs, spans } = await readRuns(tx, asked, { shape: { sensors, stepHours } })
  const rows = runs.flatMap((run, at) => {
    const fresh = dataTo.getTime() / 1000 - (spans[at]?.startS ?? 0)
    const steps = run.ages.flatMap((age, step) => (age * dayS > fresh ? [step] : []))
    const stride = Math.ceil(steps.length / mostStepsOfRun)
    return steps
      .filter((_, nth) => nth % stride === 0)
      .flatMap((step) => rowOf({ model, run, at, step, capDays }))
  })
  if (rows.length === 0) return null
  const take = (of: (row: Row) => number) => Float64Array.from(rows, of)
  const errors = errorsOf({
    predicted: take(({ predicted }) => predicted),
    targets: take(({ target }) => target),
  })
  const byRun = [...Map.groupBy(rows, ({ at }) => at).values()]
  const shareOf = (own: Row[]) => own.filter(({ isHeld }) => isHeld).length / own.length
  const coverage = byRun.reduce((sum, own) => sum + shareOf(own), 0) / byRun.length
  return { ...errors, coverage, lifetimes: byRun.length, rows: rows.length }
}

type Row = { at: number; predicted: number; target: number; isHeld: boolean }
type Step = { model: LifeModel; run: LifeRun; at: number; step: number; capDays: number }

/** Of runs that ended, what was told beside what came. */
function rowOf({ model, run, at, step, capDays }: Step): Row[] {
  const { failedAge, ages } = run
  const told = failedAge === null ? null : predictLife(model, run, step)
  if (failedAge === null || told === null || typeof told === 'string') return []
  const target = Math.min(capDays, Math.max(0, failedAge - (ages[step] ?? 0)))
  const isHeld = target >= told.low && (told.high === null || target <= told.high)
  return [{ at, predicted: told.remaining, target, isHeld }]
}
