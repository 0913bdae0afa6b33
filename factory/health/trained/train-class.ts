import { AppError } from '../../../base/app-error.ts'
import type { Clock } from '../../../base/ports.ts'
import type { Principal } from '../../../base/principal.ts'
import type { Db } from '../../../store/index.ts'
import { refused } from '../../refuse.ts'
import { type LifeForm, type LifeRun, trainInWorker } from '../life-model/index.ts'
import { findLifeClass, type LifeClass } from './life-class.ts'
import { type ClassRuns, readRuns } from './read-runs.ts'
import { lifeRules } from './rules.ts'
import { findLifeModel, type LifeModelView, storeLifeModel } from './stored-model.ts'

export type LifeTraining = {
  class: string
  site?: string | undefined
  /** How far back it looks; the longest remaining life that it tells, days. */
  days?: number | undefined
  capDays?: number | undefined
  seed?: number | undefined
}

export type TrainingStep =
  | { step: 'reading'; done: number; of: number }
  | { step: 'training'; form: LifeForm; done: number; of: number }

type Deps = { db: Db; clock: Clock }
type By = { principal: Principal; signal?: AbortSignal; onStep?: (step: TrainingStep) => void }

const trainers = ['supervisor', 'maintenance', 'manager', 'admin']
const readingMs = 600_000

/**
 * Trains a model of remaining life for a class at a site, from hourly means and from the failures that
 * Weibull uses, and stores it as a new version. It tells nobody anything until it is deployed.
 *
 * @throws AppError naming `class`, `site` or `cap`; `forbidden` without a role that may train there
 */
export async function trainLifeModel(
  { db, clock }: Deps,
  { principal, signal, onStep }: By,
  asked: LifeTraining,
): Promise<LifeModelView> {
  const options = { principal, timeoutMs: readingMs, ...(signal === undefined ? {} : { signal }) }
  const { days = lifeRules.days, seed = 1 } = asked
  const until = clock()
  const from = new Date(until.getTime() - days * 86_400_000)
  const of = await db.tx('read', (tx) => findLifeClass(tx, asked), options)
  requireTrainer(principal, of.siteId)
  const read = await db.tx(
    'read',
    (tx) =>
      readRuns(
        tx,
        { ...of, from, until },
        { onMachine: (done, all) => onStep?.({ step: 'reading', done, of: all }) },
      ),
    options,
  )
  requireEnough(of, read, days)
  const cap = capOf(read.runs, asked.capDays)
  const trained = await trainInWorker(read.runs, {
    ...{ window: lifeRules.windowSteps, cap, seed, coverage: lifeRules.coverage, signal },
    onProgress: (step) => onStep?.({ step: 'training', ...step }),
  })
  if (trained === null) throw tooFew(of, read, days)
  const version = await db.tx('ingest', (tx) =>
    storeLifeModel(tx, {
      ...{ siteId: of.siteId, classId: of.classId, dataTo: until, seed },
      dataFrom: new Date(1000 * Math.min(...read.spans.map(({ startS }) => startS))),
      ...{ sensors: read.sensors, stepHours: read.stepHours, ...countsOf(read.runs), ...trained },
      ...{ trainedBy: principal.userId, trainedAt: clock() },
    }),
  )
  const id = `${of.siteId}/${of.classId}/${version}`
  return db.tx('read', (tx) => findLifeModel(tx, id), { principal })
}

function requireTrainer({ roles }: Principal, siteId: string): void {
  if (roles.some((held) => held.siteId === siteId && trainers.includes(held.role))) return
  throw new AppError('forbidden', `You may not train a model at ${siteId}.`, {
    field: 'site',
    hint: `One of ${trainers.join(', ')} of that site may.`,
  })
}

const endedOf = (runs: readonly LifeRun[]) => runs.filter(({ failedAge }) => failedAge !== null)

function countsOf(runs: readonly LifeRun[]) {
  const lifetimes = endedOf(runs).length
  const machines = new Set(runs.map(({ machine }) => machine)).size
  return { lifetimes, machines, censored: runs.length - lifetimes }
}

function requireEnough(of: LifeClass, read: ClassRuns, days: number): void {
  if (read.sensors.length === 0) {
    throw refused(
      'class',
      `machines of "${of.classId}" at ${of.siteId} have no sensor in common`,
      'Import tags with their machines first; until then Weibull tells their life.',
    )
  }
  const machines = new Set(endedOf(read.runs).map(({ machine }) => machine)).size
  const isEnough =
    endedOf(read.runs).length >= lifeRules.leastLifetimes && machines >= lifeRules.leastMachines
  if (!isEnough) throw tooFew(of, read, days)
}

function tooFew({ classId, siteId }: LifeClass, { runs, ended, source }: ClassRuns, days: number) {
  const { leastLifetimes, leastMachines } = lifeRules
  const machines = new Set(endedOf(runs).map(({ machine }) => machine)).size
  const records = source === 'ticket' ? 'corrective tickets' : 'failure events'
  return refused(
    'class',
    `"${classId}" at ${siteId} has ${endedOf(runs).length} lifetimes from a repair to a failure that were measured from their start, on ${machines} ${machines === 1 ? 'machine' : 'machines'} (${ended} by ${records} of the last ${days} days); ${leastLifetimes} on ${leastMachines} are needed`,
    `${machines < leastMachines ? 'Its error is taken from machines that it has not seen, so several must have failed. ' : ''}Import failures with their repairs and the measurements before them (\`jidoka import\`), keep hourly means for longer (retention), or look further back with --days. Until then Weibull tells life from the failure records.`,
  )
}

/** Two digits of a share of the median run, or what was asked for. */
function capOf(runs: readonly LifeRun[], asked: number | undefined): number {
  const ages = endedOf(runs).flatMap(({ failedAge }) => failedAge ?? [])
  const longest = Math.max(...ages)
  if (asked !== undefined && (asked <= 0 || asked > longest)) {
    throw refused(
      'cap',
      `${asked} days is no remaining life that these machines had`,
      `Say more than 0 and at most ${longest.toFixed(1)}, the longest of them.`,
    )
  }
  const median = ages.sort((a, b) => a - b)[Math.floor(ages.length / 2)] ?? 1
  return asked ?? Number((lifeRules.capShare * median).toPrecision(2))
}
