import type { Tx } from '../../../store/index.ts'
import type { LifeRun } from '../life-model/index.ts'
import type { ClassRecords } from '../read-lifetimes.ts'
import { type ClassSensor, readClassSensors } from './class-sensors.ts'
import { readHeard, readSpans } from './read-spans.ts'
import { lifeRules } from './rules.ts'
import { isMeasuredFromStart, runningHours, runOf, type Span } from './run-of.ts'

export type ClassRuns = {
  runs: LifeRun[]
  /** Of each run. */
  spans: Span[]
  sensors: ClassSensor[]
  stepHours: number
  /** Runs that ended by the records, measured or not. */
  ended: number
  source: ClassRecords['source']
  /** Hourly means that were read. */
  rows: number
}

type Asked = { siteId: string; classId: string; from: Date; until: Date }
/** Of a model that exists; absent: of one that is to be. */
type Shape = { sensors: ClassSensor[]; stepHours: number }
type Options = { shape?: Shape; onMachine?: (done: number, of: number) => void }

/** Runs of a class with what their machines sent, without those that were not measured from their start. */
export async function readRuns(
  tx: Tx,
  asked: Asked,
  { shape, onMachine }: Options = {},
): Promise<ClassRuns> {
  const { source, spans } = await readSpans(tx, asked)
  const known = await readClassSensors(tx, asked)
  const sensors = shape?.sensors ?? known.sensors
  const byMachine = [...Map.groupBy(spans, ({ machineId }) => machineId)]
  const heard: ReturnType<typeof partsOf> = []
  let rows = 0
  for (const [at, [machineId, own]] of byMachine.entries()) {
    const tags = known.byMachine.get(machineId) ?? new Map()
    const of = await readHeard(tx, { siteId: asked.siteId, spans: own, sensors, tags })
    rows += of.sent.reduce((sum, one) => sum + (one?.hoursS.length ?? 0), 0)
    heard.push(...partsOf(own, of))
    onMachine?.(at + 1, byMachine.length)
  }
  const stepHours = shape?.stepHours ?? stepOf(heard)
  return {
    runs: heard.map((parts) => runOf({ ...parts, stepHours })),
    spans: heard.map(({ span }) => span),
    ...{ sensors, stepHours, source, rows },
    ended: spans.filter(({ failed }) => failed).length,
  }
}

type Heard = Awaited<ReturnType<typeof readHeard>>

const partsOf = (spans: readonly Span[], heard: Heard) =>
  spans.flatMap((span) => {
    const hours = runningHours({ span, ...heard })
    return isMeasuredFromStart(span, hours[0]) ? [{ span, ...heard, hours: hours.length }] : []
  })

/** The median run that ended has about so many steps, of an hour to a day. */
function stepOf(heard: { span: Span; hours: number }[]): number {
  const ended = heard.filter(({ span }) => span.failed).map(({ hours }) => hours)
  const median = ended.sort((a, b) => a - b)[Math.floor(ended.length / 2)] ?? 0
  return Math.min(24, Math.max(1, Math.round(median / lifeRules.stepsOfRun)))
}
