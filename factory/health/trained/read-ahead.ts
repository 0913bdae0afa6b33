import type { Tx } from '../../../store/index.ts'
import { type LifeAhead, type LifeModel, predictLife } from '../life-model/index.ts'
import { readClassSensors, type TagsOfMachine } from './class-sensors.ts'
import { type Heard, readHeard, readSpans } from './read-spans.ts'
import { dayS, isMeasuredFromStart, runningHours, runOf, type Span } from './run-of.ts'
import { deployedAt, findLifeModel, type LifeModelView, loadLifeModel } from './stored-model.ts'

export type NoLifeAhead =
  | 'down_now'
  | 'age_unknown'
  | 'start_not_measured'
  | 'too_few_steps'
  | 'sensors_missing'

/** Remaining life of a machine by the model that is deployed for its class; times in days. */
export type TrainedLife = {
  model: LifeModelView
  /** Null with its reason. */
  ahead: LifeAhead | null
  nullReason: NoLifeAhead | null
  /** Since its last repair; null: not known. */
  ageDays: number | null
  /** Hourly means since then. */
  rows: number
  /** Names of sensors that are outside of what the model learnt. */
  outside: { nameZh: string; nameEn: string }[]
}

type Asked = {
  siteId: string
  classId: string
  until: Date
  /** Which machines; absent: all of the class. */
  machineIds?: readonly string[]
  down: ReadonlySet<string>
}

/**
 * What the deployed model of a class says of each of its machines at `until`, by that deployed then.
 *
 * @param asked.down machines in unplanned downtime: of these nothing is told
 * @returns null where none was deployed
 */
export async function readAhead(tx: Tx, asked: Asked): Promise<Map<string, TrainedLife> | null> {
  const { siteId, classId, until } = asked
  const version = await deployedAt(tx, { siteId, classId, at: until })
  if (version === null) return null
  const view = await findLifeModel(tx, `${siteId}/${classId}/${version}`)
  return tellAll(tx, { ...asked, view })
}

/** The same by any version, deployed or not. */
export async function tellAll(
  tx: Tx,
  { siteId, classId, until, machineIds, down, view }: Asked & { view: LifeModelView },
): Promise<Map<string, TrainedLife>> {
  const model = await loadLifeModel(tx, view)
  const { spans } = await readSpans(tx, { siteId, classId, from: new Date(0), until })
  const { byMachine } = await readClassSensors(tx, { siteId, classId })
  const told = new Map<string, TrainedLife>()
  for (const [machineId, tags] of byMachine) {
    if (machineIds?.includes(machineId) === false) continue
    const span = spans.find((one) => one.machineId === machineId && !one.failed)
    const one = await tellOne(tx, { span, tags, view, model, isDown: down.has(machineId) })
    told.set(machineId, { model: view, ...one })
  }
  return told
}

type One = {
  span: Span | undefined
  tags: TagsOfMachine
  view: LifeModelView
  model: LifeModel
  isDown: boolean
}

async function tellOne(tx: Tx, { span, tags, view, model, isDown }: One) {
  const none = { ahead: null, ageDays: null, rows: 0, outside: [] }
  if (span === undefined) {
    return { ...none, nullReason: isDown ? ('down_now' as const) : ('age_unknown' as const) }
  }
  const { siteId, sensors, stepHours } = view
  const heard = await readHeard(tx, { siteId, spans: [span], sensors, tags })
  const known = {
    ageDays: (span.endS - span.startS) / dayS,
    rows: heard.sent.reduce((sum, one) => sum + (one?.hoursS.length ?? 0), 0),
  }
  const ahead = tell({ span, heard, model, stepHours, isDown })
  if (typeof ahead === 'string') return { ...none, ...known, nullReason: ahead }
  const outside = ahead.drift.sensors.flatMap((at) => sensors[at] ?? [])
  return { ahead, nullReason: null, ...known, outside }
}

type Tell = { span: Span; heard: Heard; model: LifeModel; stepHours: number; isDown: boolean }

function tell({ span, heard, model, stepHours, isDown }: Tell): LifeAhead | NoLifeAhead {
  if (isDown) return 'down_now'
  if (!isMeasuredFromStart(span, runningHours({ span, ...heard })[0])) return 'start_not_measured'
  return predictLife(model, runOf({ span, ...heard, stepHours }))
}
